package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSetSpec;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.skein.foundation.settings.Source;
import io.skein.server.settings.NodeSettings;
import io.skein.server.settings.NodeSettings.Read;
import io.skein.systemtests.pods.Manifests;
import io.skein.systemtests.pods.PodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be true of the manifests before any cluster sees them. */
@NullUnmarked // What lacks in a manifest is null, and fails the test that looks at it.
class ManifestsTest {
    private static final String TEXT =
            Manifests.render(Place.ROOT.resolve("k8s/overlays/three-nodes"));
    private static final Manifests ALL = Manifests.read(TEXT);
    private static final V1StatefulSetSpec SET = ALL.set().getSpec();
    private static final PodPlan POD = new PodPlan(ALL, "here", 0);
    private static final long STOP_SECONDS_MAX = 40;

    @Test
    void thereIsWhatAClusterNeedsAndNoMore() {
        assertEquals(1, ALL.configs().size());
        assertEquals(2, ALL.services().size());
        assertEquals(1, ALL.sets().size());
        assertEquals(1, ALL.budgets().size());
    }

    /** Else nothing that is read here would say anything. */
    @ParameterizedTest
    @CsvSource({
        "maxUnavailable: 1, maxUnavailabel: 1",
        "podManagementPolicy:, podManagmentPolicy:",
        "readOnlyRootFilesystem:, readonlyRootFilesystem:",
        "preStop:, prestop:",
        "kind: PodDisruptionBudget, kind: PodBudget",
        "serviceName: skein-nodes, serviceName: [skein-nodes]",
        "  - metadata:, '  - metadata: {}\n    metadata:'"
    })
    void whatKubernetesDoesNotKnowIsNoticed(String right, String wrong) {
        assertTrue(TEXT.contains(right), TEXT);
        assertThrows(RuntimeException.class, () -> Manifests.read(TEXT.replace(right, wrong)));
    }

    @Test
    void onePodAtATimeMayBeTaken() {
        var budget = ALL.budget().getSpec();
        assertEquals(1, budget.getMaxUnavailable().getIntValue());
        assertSelectsPods(budget.getSelector().getMatchLabels());
        assertSelectsPods(SET.getSelector().getMatchLabels());
    }

    private static void assertSelectsPods(Map<String, String> labels) {
        assertTrue(!labels.isEmpty(), "it selects something");
        assertTrue(POD.labels().entrySet().containsAll(labels.entrySet()), labels.toString());
    }

    @Test
    void podsFindEachOtherBeforeTheyServe() {
        var headless = ALL.service(SET.getServiceName()).getSpec();
        assertEquals("None", headless.getClusterIP());
        assertEquals(true, headless.getPublishNotReadyAddresses());
        assertEquals("Parallel", SET.getPodManagementPolicy());
        var clients = ALL.service("skein").getSpec();
        assertEquals(Optional.empty(), Optional.ofNullable(clients.getPublishNotReadyAddresses()));
        for (V1Service service : ALL.services()) {
            assertSelectsPods(service.getSpec().getSelector());
            service.getSpec()
                    .getPorts()
                    .forEach(each ->
                            assertEquals(
                                    POD.port(each.getTargetPort().getStrValue()), each.getPort()));
        }
    }

    @Test
    void theVotersAreThePodsByTheirNames() {
        List<String> voters = new ArrayList<>();
        for (int ordinal = 0; ordinal < SET.getReplicas(); ordinal++) {
            voters.add(
                    "%d@skein-%d.%s:%d"
                            .formatted(
                                    ordinal + 1, ordinal, SET.getServiceName(), POD.port("nodes")));
        }
        assertEquals(3, voters.size());
        assertEquals(
                String.join(",", voters), POD.environment().get("SKEIN_CONTROLLER_QUORUM_VOTERS"));
    }

    /** What a node makes of the variables that its pod gets. */
    @Test
    void eachPodIsTheNodeOfItsNumber() {
        for (int ordinal : IntStream.range(0, SET.getReplicas()).toArray()) {
            NodeSettings settings = settings(new PodPlan(ALL, "here", ordinal));
            assertEquals(ordinal + 1, settings.nodeId());
            assertEquals(
                    "skein-%d.skein-nodes.here.svc:7070".formatted(ordinal),
                    settings.addresses().forClients());
            assertEquals(
                    "%d@%s".formatted(ordinal + 1, settings.addresses().forNodes()),
                    POD.environment()
                            .get("SKEIN_CONTROLLER_QUORUM_VOTERS")
                            .split(",", -1)[ordinal]);
        }
    }

    /** A fourth one is no voter, and must say itself where it is. */
    @Test
    void aPodMoreJoinsToo() {
        NodeSettings fourth = settings(new PodPlan(ALL, "here", 3));
        assertEquals(4, fourth.nodeId());
        assertEquals("skein-3.skein-nodes:7071", fourth.addresses().forNodes());
    }

    private static NodeSettings settings(PodPlan pod) {
        Source given = Source.environment(pod.environment(), List.of());
        return switch (NodeSettings.read(List.of(given), 2)) {
            case Read.Good(NodeSettings settings) -> settings;
            case Read.Bad(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void thePortsOfTheContainerAreThoseOfTheNode() {
        NodeSettings settings = settings(POD);
        assertEquals("0.0.0.0:" + POD.port("clients"), settings.listener().toString());
        assertEquals("0.0.0.0:" + POD.port("nodes"), settings.nodeListener().toString());
        assertEquals("0.0.0.0:" + POD.port("operations"), settings.operationsListener().toString());
    }

    @Test
    void probesAskTheOperationsPort() {
        var container = POD.container();
        assertProbe("/started", container.getStartupProbe());
        assertProbe("/ready", container.getReadinessProbe());
        assertProbe("/live", container.getLivenessProbe());
        V1Probe startup = container.getStartupProbe();
        int patience = startup.getPeriodSeconds() * startup.getFailureThreshold();
        assertTrue(patience >= 3_600, "a long recovery must not be killed");
    }

    private static void assertProbe(String path, V1Probe probe) {
        V1HTTPGetAction asked = probe.getHttpGet();
        assertEquals(path, asked.getPath());
        assertEquals("operations", asked.getPort().getStrValue());
    }

    @Test
    void thereIsTimeToDrainAndToStop() {
        List<String> words = POD.preStop();
        assertEquals(List.of("skein", "nodes", "drain", "--wait"), words.subList(0, 4));
        int at = words.indexOf("--timeout");
        assertTrue(at > 0, words.toString());
        String bound = words.get(at + 1);
        assertTrue(bound.endsWith("s"), bound);
        long drain = Long.parseLong(bound.substring(0, bound.length() - 1));
        long grace = POD.spec().getTerminationGracePeriodSeconds();
        assertTrue(grace >= drain + STOP_SECONDS_MAX, grace + " s");
    }

    @Test
    void noDataGoesByItself() {
        var policy = SET.getPersistentVolumeClaimRetentionPolicy();
        assertEquals("Retain", policy.getWhenDeleted());
        assertEquals("Retain", policy.getWhenScaled());
        var claim = SET.getVolumeClaimTemplates().getFirst();
        V1PersistentVolumeClaimSpec spec = claim.getSpec();
        assertEquals(List.of("ReadWriteOnce"), spec.getAccessModes());
        String mount = mount(claim.getMetadata().getName());
        for (String directory : settings(POD).logDirs()) {
            assertTrue(directory.startsWith(mount + "/"), directory);
        }
    }

    private static String mount(String volume) {
        return POD.container().getVolumeMounts().stream()
                .filter(each -> volume.equals(each.getName()))
                .map(V1VolumeMount::getMountPath)
                .findFirst()
                .orElseThrow();
    }

    /** The profile "restricted" of the Pod Security Standards, and what it leaves open. */
    @Test
    void nothingIsAllowedThatIsNotNeeded() {
        var spec = POD.spec();
        var pod = spec.getSecurityContext();
        assertEquals(true, pod.getRunAsNonRoot());
        assertTrue(pod.getRunAsUser() > 0 && pod.getRunAsGroup() > 0 && pod.getFsGroup() > 0);
        assertEquals("RuntimeDefault", pod.getSeccompProfile().getType());
        for (var host : List.of("hostNetwork", "hostPID", "hostIPC", "hostPath", "hostPort")) {
            assertTrue(!TEXT.contains(host), host);
        }
        var container = POD.container().getSecurityContext();
        assertEquals(false, container.getAllowPrivilegeEscalation());
        assertEquals(List.of("ALL"), container.getCapabilities().getDrop());
        assertTrue(!TEXT.contains("privileged") && !TEXT.contains("\n          add:"), TEXT);
        assertEquals(true, container.getReadOnlyRootFilesystem());
        assertEquals("/tmp", mount("tmp"));
        assertEquals(false, spec.getAutomountServiceAccountToken());
        // A Service called skein would give each pod a SKEIN_PORT, which is no setting.
        assertEquals(false, spec.getEnableServiceLinks());
    }

    @Test
    void podsAreSpread() {
        List<V1TopologySpreadConstraint> spread = POD.spec().getTopologySpreadConstraints();
        assertEquals(
                List.of(
                        "kubernetes.io/hostname DoNotSchedule 1",
                        "topology.kubernetes.io/zone ScheduleAnyway 1"),
                spread.stream()
                        .map(each ->
                                "%s %s %d"
                                        .formatted(
                                                each.getTopologyKey(),
                                                each.getWhenUnsatisfiable(),
                                                each.getMaxSkew()))
                        .toList());
        spread.forEach(each -> assertSelectsPods(each.getLabelSelector().getMatchLabels()));
    }
}
