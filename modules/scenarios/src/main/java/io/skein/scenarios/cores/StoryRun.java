package io.skein.scenarios.cores;

import io.skein.foundation.BrokenInvariant;
import io.skein.raft.core.Input;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a story: carries out its commands, and writes beneath them what came of it. The words are
 * explained beside the stories. Owned by one thread; used once.
 */
public final class StoryRun {
    /** Begins a line that tells of a broken promise; a story that has one has failed. */
    public static final String BROKEN = "BROKEN ";

    private static final String NOTHING = "(nothing)";

    private final List<String> output = new ArrayList<>();
    private final Telling telling = Telling.to(this::heard);
    private Optional<StoryWorld> made = Optional.empty();
    private boolean isQuiet;

    /** The same story, with what happens now. */
    public static Story play(Story story) {
        StoryRun run = new StoryRun();
        List<Story.Block> blocks = new ArrayList<>();
        for (Story.Block block : story.blocks()) {
            boolean isWhole = run.play(block.commands());
            List<String> output = run.output.isEmpty() ? List.of(NOTHING) : run.output;
            blocks.add(new Story.Block(block.commands(), output));
            run.output.clear();
            if (!isWhole) break;
        }
        return new Story(story.heading(), blocks);
    }

    private void heard(String line) {
        if (!isQuiet) output.add(line);
    }

    /** Whether the members are still whole. */
    private boolean play(List<String> commands) {
        try {
            commands.stream()
                    .filter(command -> !command.startsWith("#"))
                    .forEach(command -> play(new StoryLine(command)));
            return true;
        } catch (Violation | BrokenInvariant broken) {
            output.add(BROKEN + broken.getMessage());
            return false;
        }
    }

    private void play(StoryLine line) {
        isQuiet = line.takes("quiet");
        String verb = line.word();
        if (verb.equals("colony")) make(line);
        else if (made.isEmpty()) throw line.mistake("there is no colony yet");
        else if (!lives(verb, line) && !moves(verb, line) && !asks(verb, line)) {
            show(verb, line);
        }
        line.end();
    }

    private StoryWorld world() {
        return made.orElseThrow();
    }

    private void make(StoryLine line) {
        int voters = line.number();
        int observers = line.takes("observers") ? line.number() : 0;
        int leader = line.takes("led") && line.takes("by") ? line.node() : 0;
        StoryWorld world =
                new StoryWorld(voters, observers, new StorySettings(line).settings(), telling);
        made = Optional.of(world);
        if (leader == 0) return;
        isQuiet = true;
        world.found(leader);
        isQuiet = false;
        world.all().forEach(new StoryView(world)::status);
    }

    /** What befalls nodes and links. */
    private boolean lives(String verb, StoryLine line) {
        switch (verb) {
            case "start" -> line.nodesOr(world().all()).forEach(world()::start);
            case "stop" -> world().hear(told(line, "is about to stop"), new Input.StopAsked());
            case "crash" -> crash(line);
            case "wipe" -> world().node(told(line, "loses its disk")).wipe();
            case "move" -> world().node(line.node()).moveTo(line.word());
            case "names" -> names(line);
            case "raise" -> world().node(line.node()).raise(line.number());
            case "spoil" -> world().node(line.node()).spoilNextInstall();
            case "stall" -> world().stall(line.node());
            case "resume" -> world().resume(line.node());
            case "hangup" -> world().hangUp(line.node(), line.node());
            case "cut" -> link(line, Links.Way.CUT);
            case "hold" -> link(line, Links.Way.HELD);
            case "heal" -> link(line, Links.Way.OPEN);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int told(StoryLine line, String what) {
        int id = line.node();
        telling.happens(() -> Wording.name(world().node(id).voter()) + " " + what);
        return id;
    }

    private void crash(StoryLine line) {
        int id = told(line, "crashes");
        world().node(id).crash(line.takes("keeping") ? line.number() : 0);
    }

    private void names(StoryLine line) {
        CoreNode node = world().node(line.node());
        List<Integer> voters = line.nodesOr(List.of());
        node.names(
                world().colony.configured().stream()
                        .filter(each -> voters.contains(each.nodeId()))
                        .toList());
    }

    private void link(StoryLine line, Links.Way way) {
        Pick pick = Pick.of(line);
        for (int from : world().all()) {
            for (int to : world().all()) {
                if (pick.fits(from, to)) world().colony.links().set(from, to, way);
            }
        }
    }

    /** What passes. */
    private boolean moves(String verb, StoryLine line) {
        switch (verb) {
            case "pass" -> world().colony.pass(line.nanos());
            case "tick" -> line.nodesOr(world().all()).forEach(world()::tick);
            case "deliver" -> deliver(line);
            case "lose" -> world().lose(Pick.of(line));
            case "confirm" -> confirm(line);
            case "settle" -> world().settle(line.nodesOr(world().all()));
            case "run" -> world().run(line.nanos(), line.nodesOr(world().all()));
            case "elect" -> elect(line);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void deliver(StoryLine line) {
        Pick pick = Pick.of(line);
        if (world().deliver(pick, line.takes("twice")) == 0) throw line.mistake("no such message");
    }

    private void confirm(StoryLine line) {
        List<Integer> nodes = line.nodesOr(world().all());
        if (line.takes("ballot")) {
            nodes.forEach(id -> world().node(id).confirmBallot());
            return;
        }
        int most = line.numberOr(Integer.MAX_VALUE);
        for (int id : nodes) {
            CoreNode node = world().node(id);
            for (int i = 0; i < most && node.pendingCount() > 0; i++) node.confirm();
        }
    }

    private void elect(StoryLine line) {
        int id = line.node();
        if (!line.takes("by")) throw line.mistake("by whom");
        world().elect(id, line.nodesOr(List.of()));
    }

    /** What is wanted of a member, mostly of one that leads. */
    private boolean asks(String verb, StoryLine line) {
        switch (verb) {
            case "propose" -> {
                int id = line.node();
                int count = line.numberOr(1);
                int seen = seen(line, id);
                for (int i = 0; i < count; i++) propose(id, seen);
            }
            case "read" -> {
                int id = line.node();
                int seen = seen(line, id);
                long ticket = ticket(id, true, "read");
                world().hear(id, new Input.ReadAsked(ticket, seen));
            }
            case "add", "remove", "readdress" -> change(verb, line);
            case "snapshot" -> {
                int id = told(line, "takes a snapshot");
                world().node(id).snapshot(line.takes("back") ? line.number() : 0);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The epoch in which whoever asks has seen that node lead. */
    private int seen(StoryLine line, int id) {
        return line.takes("in") ? line.number() : epoch(id);
    }

    private void propose(int id, int seen) {
        long ticket = ticket(id, false, "propose");
        world().hear(id, new Input.Proposed(ticket, seen, Ghost.records(ticket)));
    }

    private long ticket(int id, boolean isRead, String what) {
        long ticket = world().colony.ghost().ticket(world().node(id), isRead);
        telling.happens(() -> Wording.name(id) + " is to " + what + ", #" + ticket);
        return ticket;
    }

    private int epoch(int id) {
        return world().standing(id).ballot().epoch();
    }

    private void change(String verb, StoryLine line) {
        var voter = line.voter();
        Voter endpoint = world().node(voter.nodeId()).endpoint();
        VoterChange change =
                switch (verb) {
                    case "add" -> new VoterChange.Add(new Voter(voter, endpoint.address()));
                    case "remove" -> new VoterChange.Remove(voter);
                    default -> new VoterChange.Move(new Voter(voter, endpoint.address()));
                };
        if (!line.takes("at")) throw line.mistake("at whom");
        int id = line.node();
        long ticket = ticket(id, false, Wording.change(change));
        world().hear(id, new Input.VotersAsked(ticket, epoch(id), change));
    }

    private void show(String verb, StoryLine line) {
        StoryView view = new StoryView(world());
        switch (verb) {
            case "status" -> line.nodesOr(world().all()).forEach(view::status);
            case "log" -> line.nodesOr(world().all()).forEach(view::log);
            case "parcels" -> view.parcels();
            default -> throw line.mistake("no such command");
        }
    }
}
