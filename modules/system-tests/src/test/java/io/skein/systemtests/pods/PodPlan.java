package io.skein.systemtests.pods;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pod of the StatefulSet as the kubelet would start it: variables in the order of the manifest,
 * each with those before it put in where it says {@code $(NAME)}.
 */
public final class PodPlan {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z0-9_.-]+)\\)");
    private static final Pattern LABEL = Pattern.compile("metadata\\.labels\\['([^']+)'\\]");

    private final Manifests manifests;
    private final String namespace;
    private final int ordinal;

    public PodPlan(Manifests manifests, String namespace, int ordinal) {
        this.manifests = manifests;
        this.namespace = namespace;
        this.ordinal = ordinal;
    }

    /** As the StatefulSet names it. */
    public String name() {
        return manifests.set().getMetadata().getName() + "-" + ordinal;
    }

    /** Counted from 0. */
    public int ordinal() {
        return ordinal;
    }

    public V1PodSpec spec() {
        V1StatefulSet set = manifests.set();
        return Optional.ofNullable(set.getSpec().getTemplate().getSpec()).orElseThrow();
    }

    /** The one container that it has. */
    public V1Container container() {
        List<V1Container> all = spec().getContainers();
        if (all.size() == 1) return all.getFirst();
        throw new AssertionError("one container is expected, and there are " + all.size());
    }

    /** Those of its own, and what Kubernetes adds to every pod of a StatefulSet. */
    public Map<String, String> labels() {
        var template = manifests.set().getSpec().getTemplate().getMetadata();
        Map<String, String> labels = new TreeMap<>(template.getLabels());
        labels.put("statefulset.kubernetes.io/pod-name", name());
        labels.put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
        return labels;
    }

    /** All variables of the container, but for those that the image has. */
    public Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        for (V1EnvFromSource from : orNone(container().getEnvFrom())) {
            all.putAll(data(Optional.ofNullable(from.getConfigMapRef()).orElseThrow().getName()));
        }
        for (V1EnvVar each : orNone(container().getEnv())) {
            Optional<V1EnvVarSource> source = Optional.ofNullable(each.getValueFrom());
            String value =
                    source.map(this::valueFrom)
                            .orElseGet(() ->
                                    expanded(Optional.ofNullable(each.getValue()).orElse(""), all));
            all.put(each.getName(), value);
        }
        return all;
    }

    private Map<String, String> data(String config) {
        return Optional.ofNullable(manifests.config(config).getData()).orElse(Map.of());
    }

    private String valueFrom(V1EnvVarSource source) {
        var key = Optional.ofNullable(source.getConfigMapKeyRef());
        if (key.isPresent()) {
            String name = key.get().getKey();
            return Optional.ofNullable(data(key.get().getName()).get(name))
                    .orElseThrow(() -> new AssertionError("no pod starts: there is no " + name));
        }
        return field(Optional.ofNullable(source.getFieldRef()).orElseThrow().getFieldPath());
    }

    private String field(String path) {
        Matcher label = LABEL.matcher(path);
        if (label.matches()) return labels().getOrDefault(label.group(1), "");
        return switch (path) {
            case "metadata.name" -> name();
            case "metadata.namespace" -> namespace;
            default -> throw new AssertionError("no field that is known here: " + path);
        };
    }

    /** What refers to nothing stays as it is, as Kubernetes has it. */
    private static String expanded(String text, Map<String, String> known) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> {
                    if (found.group().equals("$$")) return Matcher.quoteReplacement("$");
                    String value = known.getOrDefault(found.group(1), found.group());
                    return Matcher.quoteReplacement(value);
                });
    }

    /** What the container is given to do; the image says by which program. */
    public List<String> arguments() {
        Map<String, String> known = environment();
        return orNone(container().getArgs()).stream().map(each -> expanded(each, known)).toList();
    }

    /** What runs in the container before it is told to stop. No variable is put in there. */
    public List<String> preStop() {
        return container().getLifecycle().getPreStop().getExec().getCommand();
    }

    /** The number of the port of that name. */
    public int port(String name) {
        return container().getPorts().stream()
                .filter(each -> name.equals(each.getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the container has no port " + name))
                .getContainerPort();
    }

    private static <T> List<T> orNone(List<T> list) {
        return Optional.ofNullable(list).orElse(List.of());
    }
}
