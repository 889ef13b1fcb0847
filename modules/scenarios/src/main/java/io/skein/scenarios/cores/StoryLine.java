package io.skein.scenarios.cores;

import io.skein.foundation.Uuid;
import io.skein.raft.core.VoterId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The words of one command of a story, taken one after the other. Owned by its {@link StoryRun}.
 */
final class StoryLine {
    private static final long MILLI = 1_000_000;

    private final String whole;
    private final List<String> words;

    StoryLine(String whole) {
        this.whole = whole;
        this.words = new ArrayList<>(Arrays.asList(whole.strip().split("\\s+", -1)));
    }

    StoryMistake mistake(String why) {
        return new StoryMistake(why + " in: " + whole);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    String word() {
        if (isEmpty()) throw mistake("something is missing");
        return words.removeFirst();
    }

    /** Takes that word if it is the next. */
    boolean takes(String word) {
        return take(word::equals).isPresent();
    }

    Optional<String> take(Predicate<String> fits) {
        if (isEmpty() || !fits.test(words.getFirst())) return Optional.empty();
        return Optional.of(words.removeFirst());
    }

    int number() {
        String word = word();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException _) {
            throw mistake("no number: " + word);
        }
    }

    int numberOr(int otherwise) {
        return isNumberNext() ? number() : otherwise;
    }

    private boolean isNumberNext() {
        return !isEmpty() && words.getFirst().matches("\\d+");
    }

    /** As in 500ms or 2s. */
    long nanos() {
        return nanos(word());
    }

    long nanos(String word) {
        String digits = word.replaceAll("m?s$", "");
        if (!digits.matches("\\d+") || digits.equals(word)) throw mistake("no time: " + word);
        long unit = word.endsWith("ms") ? MILLI : 1_000 * MILLI;
        return Long.parseLong(digits) * unit;
    }

    /** As in n2. */
    int node() {
        return node(word());
    }

    int node(String word) {
        if (!word.matches("n\\d{1,3}")) throw mistake("no node: " + word);
        return Integer.parseInt(word.substring(1));
    }

    boolean isNodeNext() {
        return !isEmpty() && words.getFirst().matches("n\\d+");
    }

    /** As in n2, its first directory, or n2', its second. */
    VoterId voter() {
        String word = word();
        String name = word.replace("'", "");
        int node = node(name);
        return new VoterId(node, new Uuid(node, 1L + word.length() - name.length()));
    }

    /** Whatever nodes are named next; {@code otherwise} if none is. */
    List<Integer> nodesOr(List<Integer> otherwise) {
        List<Integer> nodes = new ArrayList<>();
        while (isNodeNext()) nodes.add(node());
        return nodes.isEmpty() ? otherwise : nodes;
    }

    void end() {
        if (!isEmpty()) throw mistake("too much: " + words);
    }
}
