import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubernetes.client.openapi.models.V1Probe;
import io.skein.systemtests.pods.PodPlan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A pod that runs: a process in a network and a file system of its own.
 *
 * @param environment of the container
 */
record Pod(PodPlan plan, String address, Map<String, String> environment, Process process) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * The kubelet's schedule of probes, which is what is played here: a probe has a period, and
     * nothing tells it sooner. Shorter than in any manifest, which counts in seconds, so that what
     * is measured is the node.
     */
    private static final long PROBE_PERIOD_MILLIS = 10;

    private static final String NO_ANSWER = "no answer";

    /** What a probe hears: nothing if it passes, or else why it does not. */
    Optional<String> whyNot(V1Probe probe) throws InterruptedException {
        var get = probe.getHttpGet();
        int port = plan.port(get.getPort().getStrValue());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + get.getPath()))
                        .timeout(Duration.ofSeconds(probe.getTimeoutSeconds()))
                        .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            boolean passes = answer.statusCode() >= 200 && answer.statusCode() < 400;
            return passes ? Optional.empty() : Optional.of(answer.body());
        } catch (IOException refused) {
            return Optional.of(NO_ANSWER);
        }
    }

    /** Waits until the probe passes. */
    void awaitPass(V1Probe probe, long nanosMax) throws InterruptedException {
        awaitHeard(probe, nanosMax, Optional::isEmpty, "is not ready");
    }

    /** Waits until it answers the probe, and says that it waits for others. */
    void awaitWaiting(V1Probe probe, long nanosMax) throws InterruptedException {
        awaitHeard(
                probe,
                nanosMax,
                why -> why.orElse("").contains("nothing is heard of"),
                "does not wait for others");
    }

    /** Probes it once each period, for as long as it runs. */
    private void awaitHeard(
            V1Probe probe, long nanosMax, Predicate<Optional<String>> isIt, String complaint)
            throws InterruptedException {
        long until = System.nanoTime() + nanosMax;
        Optional<String> why = whyNot(probe);
        while (!isIt.test(why)) {
            if (System.nanoTime() > until) {
                throw new Faults.Failed(
                        "%s %s: %s".formatted(plan.name(), complaint, why.orElse("it passes")));
            }
            if (process.waitFor(PROBE_PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new Faults.Failed(plan.name() + " has ended with " + process.exitValue());
            }
            why = whyNot(probe);
        }
    }

    /** How a command in the container ended, and all that it said. */
    record Ended(int code, String said) {}

    /** Runs a command in the container, as its own user. */
    Ended run(List<String> command, long secondsMax) throws IOException, InterruptedException {
        var context = plan.spec().getSecurityContext();
        List<String> words = new ArrayList<>(List.of("/usr/bin/nsenter", "--mount", "--net"));
        words.addAll(List.of("--root", "--wd", "--target", Long.toString(process.pid())));
        words.addAll(List.of("--setuid", Long.toString(context.getRunAsUser())));
        words.addAll(List.of("--setgid", Long.toString(context.getRunAsGroup()), "--"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process run = builder.start();
        run.getOutputStream().close();
        // What a command says is a few lines, for which the pipe has room.
        if (!run.waitFor(secondsMax, TimeUnit.SECONDS)) {
            run.destroyForcibly();
            throw new Faults.Failed(plan.name() + ": " + command + " does not end");
        }
        String said = new String(run.getInputStream().readAllBytes(), UTF_8).strip();
        return new Ended(run.exitValue(), said);
    }
}
