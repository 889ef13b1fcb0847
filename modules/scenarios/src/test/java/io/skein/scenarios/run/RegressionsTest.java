package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.scenarios.run.Regressions.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionsTest {
    static Stream<Entry> entries() throws IOException {
        return Regressions.read(Path.of("regressions.txt")).stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatFailedOnceHoldsEverAfter(Entry entry) {
        assertEquals(Optional.empty(), entry.run().fall());
    }
}
