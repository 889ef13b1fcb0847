package io.skein.scenarios.cores;

import java.util.ArrayList;
import java.util.List;

/**
 * A story as it is written down: a heading (title and source), then commands and beneath each what
 * they brought about. An immutable value.
 */
public record Story(List<String> heading, List<Block> blocks) {
    private static final String RULE = "----";

    /** Commands that are carried out together, and what came of them. */
    public record Block(List<String> commands, List<String> output) {
        public Block {
            commands = List.copyOf(commands);
            output = List.copyOf(output);
        }
    }

    public Story {
        heading = List.copyOf(heading);
        blocks = List.copyOf(blocks);
    }

    /** What it is called. */
    public String title() {
        return heading.isEmpty() ? "" : heading.getFirst();
    }

    /** Parts are set apart by empty lines; the first one is the heading, each line with a #. */
    public static Story parse(String text) {
        List<String> heading = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (String part : text.strip().split("\n\\s*\n", -1)) {
            List<String> lines = part.strip().lines().toList();
            boolean isHeading = heading.isEmpty() && lines.getFirst().startsWith("#");
            if (isHeading) heading.addAll(lines);
            else blocks.add(block(lines));
        }
        return new Story(heading, blocks);
    }

    private static Block block(List<String> lines) {
        int rule = lines.indexOf(RULE);
        if (rule < 0) return new Block(lines, List.of());
        return new Block(lines.subList(0, rule), lines.subList(rule + 1, lines.size()));
    }

    /** As it is written down. */
    public String text() {
        StringBuilder text = new StringBuilder();
        heading.forEach(line -> text.append(line).append('\n'));
        for (Block block : blocks) {
            text.append('\n');
            block.commands().forEach(line -> text.append(line).append('\n'));
            text.append(RULE).append('\n');
            block.output().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
