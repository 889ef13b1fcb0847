package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.Role;
import io.skein.scenarios.cores.CoreDisk;
import java.util.Optional;

/**
 * What a node did in a step that can only be judged by whoever knows the others too. Each carries
 * how things stood at that node when it was done.
 */
sealed interface Deed {
    /** It leads now. */
    record Led(Role.Leader role, CoreDisk view) implements Deed {}

    /** It writes. */
    record Appended(Batch batch, CoreDisk before) implements Deed {}

    /**
     * As a leader it changes who votes.
     *
     * @param start where its epoch begins
     * @param agreedBefore what it knew to be agreed
     */
    record Changed(Members.At before, ControlRecord.Voters now, long start, long agreedBefore)
            implements Deed {}

    /** It cuts its log back. */
    record CutBack(LogPoint to, CoreDisk before) implements Deed {}

    /** It takes all before that for agreed. */
    record Agreed(long before, Grounds grounds) implements Deed {}

    /** It answers for something that was asked of it. */
    record Answered(long ticket, Outcome outcome) implements Deed {}

    /** What a node has when it says that something is agreed; {@code reign} if it leads. */
    record Grounds(CoreDisk view, CoreDisk disk, Optional<Role.Leader> reign) {}
}
