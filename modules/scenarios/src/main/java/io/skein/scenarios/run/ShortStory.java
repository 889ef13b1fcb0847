package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Wish;
import java.io.PrintStream;
import java.util.ArrayDeque;

/** What happens in one run, without the turns of lanes: its end, if it is long. */
final class ShortStory {
    /** Most lines. */
    static final int LINES_MAX = 150;

    private static final String TOLD = "  ·  ";

    private final PrintStream out;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private int left;

    ShortStory(PrintStream out) {
        this.out = out;
    }

    void tell(Scenario scenario, Wish wish) {
        scenario.run(wish.toldTo(this::hear));
        if (left > 0) out.println("(" + left + " lines before)");
        last.forEach(out::println);
    }

    private void hear(String line) {
        if (!line.contains(TOLD)) return;
        last.addLast(line);
        if (last.size() <= LINES_MAX) return;
        last.removeFirst();
        left++;
    }
}
