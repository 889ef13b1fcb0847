package io.skein.server.controller.plan;

import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.MetadataRecord;
import java.util.List;
import java.util.function.Function;

/**
 * What a plan came to.
 *
 * @param records to be committed together or not at all; none when there is nothing to change
 * @param answer to be given once they are, and the image it was derived from is
 */
public record Decision<R>(List<MetadataRecord> records, Answer<R> answer) {
    public Decision {
        records = List.copyOf(records);
    }

    /** The same with another reply. */
    public <T> Decision<T> map(Function<R, T> reply) {
        return new Decision<>(records, answer.map(reply));
    }

    static <R> Decision<R> of(List<MetadataRecord> records, R reply) {
        return new Decision<>(records, Answer.done(reply));
    }

    static <R> Decision<R> refuse(Refusal.Why why, String message) {
        return refuse(Refusal.definite(why, message));
    }

    static <R> Decision<R> refuse(Refusal why) {
        return new Decision<>(List.of(), Answer.refused(why));
    }
}
