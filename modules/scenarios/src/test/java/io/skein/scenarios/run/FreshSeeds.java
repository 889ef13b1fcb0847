package io.skein.scenarios.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Others with every commit, the same for whoever looks at that commit again. */
public final class FreshSeeds {
    private FreshSeeds() {}

    /** So many of them. */
    public static SeedRange of(int count) throws IOException, InterruptedException {
        return new SeedRange(firstSeed(), count);
    }

    private static long firstSeed() throws IOException, InterruptedException {
        String commit = saidBy(List.of("git", "rev-parse", "HEAD"));
        return commit.length() < 12 ? 1_000_000 : Long.parseLong(commit.substring(0, 12), 16);
    }

    private static String saidBy(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException noSuchCommand) {
            return "";
        }
    }
}
