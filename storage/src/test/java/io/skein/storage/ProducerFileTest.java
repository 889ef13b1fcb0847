package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.jdk.JdkHost;
import io.skein.storage.inspect.ProducerFile;
import io.skein.storage.inspect.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who look at the files are told of snapshots. */
class ProducerFileTest {
    @Test
    void whoLooksAtTheFilesIsToldOfASnapshotThatIsNotSound(@TempDir Path folder)
            throws IOException, InterruptedException {
        JdkHost host =
                JdkHost.forClient(
                        "t-",
                        (lane, thrown) -> {
                            throw new AssertionError(lane, thrown);
                        });
        try {
            Rig rig = new Rig(host, folder.toString(), Rig.BOUNDS, Rig.threads()).opened();
            Log log = rig.log(true);
            for (int i = 0; i < 40; i++) rig.store(log, ProducerTrial.batch(4, 0, 2 * i), 0);
            rig.close(log);
            rig.closeDirectory();
        } finally {
            host.stop(1_000_000_000L);
        }
        List<Path> files = ProducerFile.in(folder.resolve(Rig.NAME.folder()));
        assertEquals(List.of(), findings(folder));
        assertEquals(5, ProducerFile.lines(files.getLast()).orElseThrow().size());
        byte[] bytes = Files.readAllBytes(files.getLast());
        bytes[40] ^= 1;
        Files.write(files.getLast(), bytes);
        assertEquals(
                List.of("its checksum or length is wrong; the next start reads the log instead"),
                findings(folder));
        Files.copy(files.getFirst(), files.getLast(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of(), findings(folder));
        bytes[40] ^= 1;
        Files.write(files.getFirst(), bytes);
        assertEquals(1, findings(folder).size(), "it knows more than its name says");
    }

    private static List<String> findings(Path folder) {
        List<String> found = new ArrayList<>();
        Verification.Result result =
                Verification.verify(
                        folder,
                        finding -> {
                            assertTrue(!finding.isProblem(), finding.toString());
                            found.add(finding.what());
                        });
        assertInstanceOf(Verification.Result.Verified.class, result);
        return found;
    }
}
