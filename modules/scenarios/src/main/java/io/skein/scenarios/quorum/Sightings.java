package io.skein.scenarios.quorum;

import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.Role;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.cores.Wording;
import java.util.List;
import java.util.Optional;

/** Recognises, from outside, the situations that a run has come to. */
final class Sightings {
    private Sightings() {}

    /** A member has another role or epoch; says so. */
    static String became(Life life, Optional<Role> before, Standing now) {
        Stage stage = life.stage;
        boolean isNewer = now.ballot().epoch() > life.seen.epoch;
        if (before.isPresent() && before.get() instanceof Role.Leader) {
            leadsNoMore(life, now, isNewer);
        }
        switch (now.role()) {
            case Role.Leader _ -> leads(life);
            case Role.Candidate _ -> {
                if (isHearingEnd(life)) stage.reached("named successor stood at once");
            }
            case Role.PreCandidate _ -> stage.reached("asked around");
            case Role.Following _, Role.Waiting _, Role.Resigned _ -> {}
        }
        return Wording.became(life.site.node, now.role(), life.host.clock().nanos())
                + " in epoch "
                + now.ballot().epoch();
    }

    private static boolean isHearingEnd(Life life) {
        return life.seen.hearing.filter(Message.EpochEnded.class::isInstance).isPresent();
    }

    private static void leads(Life life) {
        Stage stage = life.stage;
        stage.reached("election");
        int voters = stage.ghost.voters().map(at -> Suffrage.ids(at.named()).size()).orElse(0);
        if (voters == 1) stage.reached("elected by nobody but itself");
        if (voters == 2 || voters == 4) stage.reached("elected by an even number");
        if (life.site.node > stage.plan.controllers()) stage.reached("former observer leads");
        for (Site other : stage.sites()) {
            if (other.life() != life && other.life().leads()) stage.reached("two leaders at once");
        }
    }

    private static void leadsNoMore(Life life, Standing now, boolean isNewer) {
        boolean votes =
                now.members().history().isEmpty()
                        || Suffrage.ids(now.members().history().getLast().named())
                                .contains(life.id());
        String how;
        if (isNewer) how = "leader learnt of a newer epoch";
        else if (life.isStopping()) how = "leader resigned because it stops";
        else if (!votes) how = "removed leader resigned";
        else if (life.site.owes.appends > 0 && life.site.health.isSlow()) {
            how = "disk silent: leader stepped down";
        } else how = "leader lost its majority and resigned";
        life.stage.reached(how);
    }

    /** A message has arrived and is heard next. */
    static void hears(Life life, Message message) {
        if (life.driver().isEmpty()) {
            life.stage.reached("message for a member that does not take part yet");
            return;
        }
        Standing now = life.standing();
        if (message.epoch() < now.ballot().epoch()) life.stage.reached("message of an old epoch");
        if (message instanceof Message.FetchAsked asked && now.role() instanceof Role.Leader) {
            boolean votes =
                    now.members().history().isEmpty()
                            || Suffrage.ids(now.members().history().getLast().named())
                                    .contains(asked.member().id());
            if (!votes) life.stage.reached("fetched without a vote");
            if (asked.bytesMax() == 0) life.stage.reached("heard though its disk is behind");
        }
        if (message instanceof Message.Diverged(int _, LogPoint asked, LogPoint last)) {
            boolean isOlder = last.epoch() < asked.epoch();
            String names = isOlder ? "an older epoch" : "the same epoch";
            life.stage.reached("diverging answer names " + names);
        }
        boolean isStale =
                message instanceof Message.Entries entries
                        && !entries.after().equals(now.log().end());
        if (isStale) life.stage.reached("entries that fit no more");
        if (message instanceof Message.VoteGranted granted) {
            if (now.role() instanceof Role.Leader) life.stage.reached("late vote");
            if (granted.epoch() < now.ballot().epoch()) life.stage.reached("stale vote");
        }
    }

    /** A member says something, perhaps to what it has just heard. */
    static void says(Life life, Message message) {
        Stage stage = life.stage;
        Optional<Message> heard = life.seen.hearing;
        if (message instanceof Message.VoteRefused) {
            boolean isPre = heard.filter(Message.PreVoteAsked.class::isInstance).isPresent();
            stage.reached(isPre ? "pre-vote refused" : "vote refused");
        }
        if (message instanceof Message.VoteAsked asked && !asked.founders().isEmpty()) {
            stage.reached("asked to found a cluster");
        }
        if (message instanceof Message.SnapshotOffered offered) {
            boolean isAgain = heard.filter(Message.SnapshotAsked.class::isInstance).isPresent();
            stage.reached(isAgain ? "newer snapshot offered" : "snapshot offered");
            boolean isEmpty = offered.asked().equals(LogPoint.START);
            if (isEmpty) stage.reached("snapshot offered to an empty log");
        }
        if (message instanceof Message.LeaderTold) stage.reached("sent to the leader");
        if (message instanceof Message.LeaderAsked) stage.reached("asked who leads");
    }

    /** A leader writes another set of voters. */
    static void changes(Stage stage, ControlRecord.Voters last, ControlRecord.Voters next) {
        List<VoterId> before = Suffrage.ids(last);
        List<VoterId> after = Suffrage.ids(next);
        boolean isMore = next.replaced().size() > last.replaced().size();
        if (isMore) stage.reached("lost voter removed for its successor");
        else if (after.size() < before.size()) stage.reached("voter removed");
        if (after.size() > before.size()) {
            stage.reached(
                    next.replaced().size() < last.replaced().size()
                            ? "wiped voter replaced by itself"
                            : "voter added");
        }
        if (after.equals(before)) stage.reached("voter moved");
        boolean isLeader =
                stage.leader().flatMap(Site::voter).filter(id -> !after.contains(id)).isPresent();
        if (isLeader && after.size() < before.size()) {
            stage.reached("voter removed was the leader");
        }
    }

    /** A process has died: what was it in the middle of? */
    static void died(Site site) {
        Stage stage = site.stage;
        if (site.owes.ballot) stage.reached("died with a ballot on its way to the disk");
        if (site.owes.appends > 0) stage.reached("died with entries on their way to the disk");
        if (site.owes.cut) stage.reached("died in a cut");
        if (site.owes.snapshot) stage.reached("died while a snapshot was written");
        if (site.owes.install) stage.reached("died while a snapshot was installed");
        Durables left = new Durables(site.disk.platter());
        List<Long> bases = left.bases();
        LogPoint snapshot = left.snapshot();
        if (!bases.isEmpty() && bases.getFirst() < snapshot.next()) {
            stage.reached("crash between snapshot and dropped head");
        }
        boolean isBehind = !snapshot.equals(LogPoint.START) && !left.endsBehind(snapshot);
        if (isBehind) stage.reached("crash between snapshot and the log behind it");
        if (stage.sites().stream().noneMatch(each -> each.life().host.isAlive())) {
            stage.reached("all members down");
        }
    }
}
