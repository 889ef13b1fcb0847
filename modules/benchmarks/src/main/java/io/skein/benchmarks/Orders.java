package io.skein.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process that hosts a member is told what to do: one order a line on its standard input, one
 * answer each on its standard output, until the input ends. The main thread's.
 */
final class Orders {
    private final Proposing member;
    private final Map<Integer, Proposers> proposers = new TreeMap<>();

    private Orders(Proposing member) {
        this.member = member;
    }

    /** Answers a line that tells that the member is there, and then all orders. */
    static void obey(Proposing member) throws IOException, InterruptedException {
        Orders orders = new Orders(member);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("here");
        while (true) {
            String line = in.readLine();
            if (line == null) break;
            System.out.println(orders.answer(line.split(" ", -1)));
        }
        member.close();
    }

    private String answer(String[] words) throws InterruptedException {
        return switch (words[0]) {
            case "leads" -> Boolean.toString(member.leads());
            case "applied" -> Long.toString(member.applied());
            case "run" -> {
                Proposers some = proposers(words[1]);
                Proposers.Done done = some.round(Long.parseLong(words[2]));
                yield done.commits() + " " + done.nanos();
            }
            case "forget" -> {
                proposers.clear();
                yield "forgotten";
            }
            case "millis" -> {
                Samples samples = proposers(words[1]).latencies();
                yield String.format(
                        Locale.ROOT, "%.6f %.6f", samples.millisAt(50), samples.millisAt(99));
            }
            default -> throw new BenchFailed("what is " + words[0] + "?");
        };
    }

    private Proposers proposers(String count) {
        return proposers.computeIfAbsent(
                Integer.parseInt(count), many -> new Proposers(member, many));
    }
}
