package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script {@code sim} as a person runs it, on what is built already. */
public final class SimScript {
    private static final int SECONDS_MAX = 120;

    private SimScript() {}

    /** It finds that planted bug within its budget. */
    public static void finds(String scenario, String bug) throws Exception {
        String said = said("planted", "--scenario", scenario, "--bug", bug);
        assertTrue(said.endsWith("1/1 found\nexit 0"), said);
    }

    /** All that it says to these words, and how it ends. */
    public static String said(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./sim"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SKEIN_BUILD", "never");
        builder.environment().put("SKEIN_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS), said);
        return said.strip() + "\nexit " + process.exitValue();
    }
}
