import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.skein.systemtests.pods.Manifests;
import io.skein.systemtests.pods.PodPlan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Stands in for the names of a cluster: a hosts file that all pods and their clients see. A pod has
 * its name as long as it runs, if its Service publishes such; the other Service names those that
 * are ready. Owned by one thread.
 */
final class Names {
    private static final int BYTES = 1 << 14;

    private final Manifests manifests;
    private final String namespace;
    private final Path file;
    private final Map<Integer, PodPlan> plans = new TreeMap<>();
    private final Map<Integer, String> addresses = new TreeMap<>();
    private final Set<Integer> ready = new TreeSet<>();

    Names(Manifests manifests, String namespace, Path file) {
        this.manifests = manifests;
        this.namespace = namespace;
        this.file = file;
    }

    void runs(PodPlan pod, String address) throws IOException {
        plans.put(pod.ordinal(), pod);
        addresses.put(pod.ordinal(), address);
        write();
    }

    void isReady(PodPlan pod, boolean isReady) throws IOException {
        if (isReady) ready.add(pod.ordinal());
        else ready.remove(pod.ordinal());
        write();
    }

    void isGone(PodPlan pod) throws IOException {
        addresses.remove(pod.ordinal());
        ready.remove(pod.ordinal());
        write();
    }

    /** At once, so that nobody reads one half of the old and one of the new. */
    private void write() throws IOException {
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
        manifests.services().forEach(service -> add(service, lines));
        byte[] text = (String.join("\n", lines) + "\n").getBytes(US_ASCII);
        int length = text.length;
        byte[] whole = Arrays.copyOf(text, BYTES);
        Arrays.fill(whole, length, BYTES, (byte) '\n');
        try (RandomAccessFile hosts = new RandomAccessFile(file.toFile(), "rw")) {
            hosts.write(whole);
        }
    }

    private void add(V1Service service, List<String> lines) {
        V1ServiceSpec spec = service.getSpec();
        String name = service.getMetadata().getName();
        boolean isHeadless = "None".equals(spec.getClusterIP());
        boolean isEarly = Boolean.TRUE.equals(spec.getPublishNotReadyAddresses());
        addresses.forEach((ordinal, address) -> {
            PodPlan pod = plans.get(ordinal);
            if (!pod.labels().entrySet().containsAll(spec.getSelector().entrySet())) return;
            if (!isEarly && !ready.contains(ordinal)) return;
            lines.add(address + " " + forms(isHeadless ? pod.name() + "." + name : name));
        });
    }

    /** A pod adds domains to what it looks up, from its own namespace outwards. */
    private String forms(String name) {
        String own = name + "." + namespace;
        return String.join(" ", name, own, own + ".svc", own + ".svc.cluster.local");
    }
}
