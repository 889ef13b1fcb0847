package io.skein.systemtests.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What kubectl makes of a folder of manifests, read as the types of Kubernetes have it and no
 * other: a field that they do not know, or that lacks, is an error.
 */
public record Manifests(
        List<V1ConfigMap> configs,
        List<V1Service> services,
        List<V1StatefulSet> sets,
        List<V1PodDisruptionBudget> budgets) {
    private static final Gson GSON = new Gson();
    private static final long SECONDS_MAX = 60;

    /** What {@code kubectl kustomize} says to the folder, as text. */
    public static String render(Path folder) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString()).start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            boolean isOver = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            if (isOver && process.exitValue() == 0) return out;
            throw new AssertionError("kubectl cannot render " + folder + ": " + err);
        } catch (IOException missing) {
            throw new AssertionError(
                    "kubectl must be on the path to render the manifests; on Debian:"
                            + " apt-get install kubectl",
                    missing);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Reads that strictly; {@link IllegalArgumentException} says what is not as it must be. */
    public static Manifests read(String yaml) {
        Manifests read =
                new Manifests(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        for (Object each : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            read.add(GSON.toJsonTree(each));
        }
        return read;
    }

    private void add(JsonElement json) {
        try {
            addChecked(json.getAsJsonObject());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void addChecked(JsonObject json) throws IOException {
        String type = text(json, "apiVersion") + " " + text(json, "kind");
        switch (type) {
            case "v1 ConfigMap" -> {
                V1ConfigMap.validateJsonElement(json);
                configs.add(GSON.fromJson(json, V1ConfigMap.class));
            }
            case "v1 Service" -> {
                V1Service.validateJsonElement(json);
                services.add(GSON.fromJson(json, V1Service.class));
            }
            case "apps/v1 StatefulSet" -> {
                V1StatefulSet.validateJsonElement(json);
                sets.add(GSON.fromJson(json, V1StatefulSet.class));
            }
            case "policy/v1 PodDisruptionBudget" -> {
                V1PodDisruptionBudget.validateJsonElement(json);
                budgets.add(GSON.fromJson(json, V1PodDisruptionBudget.class));
            }
            default -> throw new IllegalArgumentException("no type that is known here: " + type);
        }
    }

    private static String text(JsonObject json, String field) {
        return json.has(field) ? json.get(field).getAsString() : "without " + field;
    }

    /** The one StatefulSet. */
    public V1StatefulSet set() {
        return only(sets);
    }

    /** The one disruption budget. */
    public V1PodDisruptionBudget budget() {
        return only(budgets);
    }

    /** The Service of that name. */
    public V1Service service(String name) {
        return only(
                services.stream()
                        .filter(each -> name.equals(each.getMetadata().getName()))
                        .toList());
    }

    /** The ConfigMap of that name, as it is after rendering. */
    public V1ConfigMap config(String name) {
        return only(
                configs.stream()
                        .filter(each -> name.equals(each.getMetadata().getName()))
                        .toList());
    }

    private static <T> T only(List<T> all) {
        if (all.size() == 1) return all.getFirst();
        throw new AssertionError("one is expected, and there are: " + all);
    }
}
