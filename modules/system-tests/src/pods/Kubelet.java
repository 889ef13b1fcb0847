import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.skein.systemtests.pods.PodPlan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Starts and stops pods as a kubelet does, each in its own network, with just what its plan says.
 * Claims stay; everything else of a pod goes with it.
 */
final class Kubelet implements AutoCloseable {
    private static final int SIGTERM_CODE = 143;
    private static final int ADDRESSES_APART = 10;

    private final Path container;
    private final Path folder;
    private final Image image;
    private final Networks networks;
    private final Names names;
    private final Map<Integer, Pod> running = new TreeMap<>();
    private final Map<Integer, Integer> starts = new TreeMap<>();

    /**
     * Where it works.
     *
     * @param container the script that makes a process a container
     * @param folder for volumes, logs, and the files that every image has
     */
    record Machine(Path container, Path folder, Image image, Networks networks) {}

    Kubelet(Machine machine, Names names) {
        this.container = machine.container();
        this.folder = machine.folder();
        this.image = machine.image();
        this.networks = machine.networks();
        this.names = names;
        // Whoever ends this process early must not leave pods behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
    }

    /** Starts one, at another address than ever before; returns at once. */
    synchronized Pod start(PodPlan plan) throws IOException {
        int ordinal = plan.ordinal();
        int node = ordinal + 1;
        int run = starts.merge(ordinal, 1, Integer::sum);
        String address = "10.78.0." + (ADDRESSES_APART * run + node);
        String inside = networks.name() + "-" + node;
        Command.run("ip", "-n", inside, "address", "flush", "dev", "port");
        Command.run("ip", "-n", inside, "address", "add", address + "/24", "dev", "port");
        names.runs(plan, address);
        Map<String, String> environment = new TreeMap<>(plan.environment());
        environment.put("PATH", image.path());
        environment.put("HOSTNAME", plan.name());
        ProcessBuilder builder =
                new ProcessBuilder(words(plan, node))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(log(folder, ordinal).toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Pod pod = new Pod(plan, address, environment, builder.start());
        running.put(ordinal, pod);
        Files.writeString(mark(ordinal), Long.toString(pod.process().pid()));
        return pod;
    }

    private List<String> words(PodPlan plan, int node) throws IOException {
        Path home = folder.resolve(plan.name());
        Path root = home.resolve("root");
        // By full paths, because the variables are the container's, and its PATH leads nowhere.
        List<String> words = new ArrayList<>(networks.within(node));
        words.set(0, "/sbin/ip");
        Command.run("rm", "-rf", root.toString(), home.resolve("empty").toString());
        Files.createDirectories(home);
        Command.run("cp", "-R", folder.resolve("base").toString(), root.toString());
        var context = plan.spec().getSecurityContext();
        words.addAll(List.of("/bin/bash", container.toString(), root.toString()));
        words.add(Long.toString(context.getRunAsUser()));
        words.add(Long.toString(context.getRunAsGroup()));
        V1Container one = plan.container();
        words.add(one.getSecurityContext().getReadOnlyRootFilesystem().toString());
        words.add(image.from() + ":" + image.to() + ":ro");
        words.add(folder.resolve("hosts") + ":/etc/hosts:ro");
        for (V1VolumeMount mount : one.getVolumeMounts()) {
            words.add(volume(plan, mount.getName()) + ":" + mount.getMountPath());
        }
        words.addAll(List.of("--", image.program()));
        words.addAll(plan.arguments());
        return words;
    }

    /** A folder that belongs to the group of the pod; one of a claim is there from then on. */
    private Path volume(PodPlan plan, String name) throws IOException {
        boolean isEmpty =
                plan.spec().getVolumes().stream()
                        .anyMatch(each ->
                                each.getName().equals(name) && each.getEmptyDir() != null);
        Path home = folder.resolve(plan.name()).resolve(isEmpty ? "empty" : "claims");
        Path volume = Files.createDirectories(home.resolve(name));
        String group = plan.spec().getSecurityContext().getFsGroup().toString();
        Command.run("chown", "0:" + group, volume.toString());
        Command.run("chmod", "2775", volume.toString());
        return volume;
    }

    private Path mark(int ordinal) {
        return folder.resolve(ordinal + ".pid");
    }

    /** What that pod logs. */
    static Path log(Path folder, int ordinal) {
        return folder.resolve("skein-" + ordinal + ".log");
    }

    /** Waits until it serves; from then on clients find it. */
    void awaitReady(Pod pod, long nanosMax) throws IOException, InterruptedException {
        V1Container one = pod.plan().container();
        pod.awaitPass(one.getStartupProbe(), nanosMax);
        pod.awaitPass(one.getReadinessProbe(), nanosMax);
        pod.awaitPass(one.getLivenessProbe(), nanosMax);
        names.isReady(pod.plan(), true);
    }

    /**
     * Deletes a pod: clients find it no more, its hook runs, it is told to stop. All of that in the
     * time that the plan gives it, and as it should be.
     *
     * @param drained what must hold between the hook and the signal
     */
    void delete(Pod pod, Runnable drained) throws IOException, InterruptedException {
        PodPlan plan = pod.plan();
        long grace = plan.spec().getTerminationGracePeriodSeconds();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(grace);
        names.isReady(plan, false);
        long began = System.nanoTime();
        Pod.Ended hook = pod.run(plan.preStop(), grace);
        long millis = (System.nanoTime() - began) / 1_000_000;
        String said = hook.said().replace("\n", " | ");
        System.out.printf("%s: hook done in %d ms: %s%n", plan.name(), millis, said);
        if (hook.code() != 0) {
            throw new Faults.Failed(plan.name() + ": its hook ends with " + hook.code());
        }
        drained.run();
        stop(pod, until - System.nanoTime());
    }

    /** Tells it to stop, and waits for it. */
    synchronized void stop(Pod pod, long nanosMax) throws IOException, InterruptedException {
        Process process = pod.process();
        process.destroy();
        if (!process.waitFor(nanosMax, TimeUnit.NANOSECONDS)) {
            throw new Faults.Failed(pod.plan().name() + " does not stop");
        }
        if (process.exitValue() != SIGTERM_CODE) {
            throw new Faults.Failed(pod.plan().name() + " ended with " + process.exitValue());
        }
        running.remove(pod.plan().ordinal());
        Files.deleteIfExists(mark(pod.plan().ordinal()));
        names.isGone(pod.plan());
    }

    /** All claims, of which no pod may run. */
    void deleteClaims(List<PodPlan> plans) throws IOException {
        for (PodPlan each : plans) {
            Command.run("rm", "-rf", folder.resolve(each.name()).resolve("claims").toString());
        }
    }

    private synchronized void killAll() {
        running.values().forEach(each -> each.process().destroyForcibly());
        running.values().forEach(each -> each.process().onExit().join());
    }

    @Override
    public void close() {
        killAll();
    }
}
