package io.skein.cli.files;

import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Cell;
import io.skein.records.Batch;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Header;
import io.skein.records.Payload;
import io.skein.records.RecordReader;
import io.skein.storage.inspect.SegmentWalk;
import io.skein.storage.inspect.SegmentWalk.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A segment's batches as lines, and the records in them if asked for. One thread's. */
final class BatchLines {
    private static final List<String> HEADER_COLUMNS = List.of("key", "value", "valueBase64");

    private final Lines lines;
    private final boolean showsRecords;
    private long batchesLeft;

    BatchLines(Lines lines, boolean showsRecords, long batchesMax) {
        this.lines = lines;
        this.showsRecords = showsRecords;
        this.batchesLeft = batchesMax;
    }

    /** Whether as many batches were shown as were asked for. */
    boolean isOver() {
        return batchesLeft == 0;
    }

    void write(Path log) throws IOException {
        try (SegmentWalk walk = SegmentWalk.open(log)) {
            boolean goesOn = true;
            while (goesOn && !isOver()) goesOn = write(walk.next());
        }
    }

    private boolean write(Step step) {
        return switch (step) {
            case Step.Found(long position, ByteBuffer batch, Optional<String> fault) -> {
                batchesLeft--;
                batch(position, batch, fault);
                if (showsRecords && fault.isEmpty()) records(batch);
                yield true;
            }
            case Step.Rest(long position, long bytes, String why) -> {
                Part[] rest = {whole("position", position), whole("bytes", bytes), fault(why)};
                lines.write(List.of(rest));
                yield true;
            }
            case Step.End() -> false;
        };
    }

    private void batch(long position, ByteBuffer batch, Optional<String> fault) {
        boolean isStamped = Batch.producerId(batch, 0) != Batch.NO_PRODUCER;
        List<Part> parts = new ArrayList<>();
        parts.add(whole("baseOffset", Batch.baseOffset(batch, 0)));
        parts.add(whole("lastOffset", Batch.lastOffset(batch, 0)));
        parts.add(whole("position", position));
        parts.add(whole("bytes", Batch.sizeBytes(batch, 0)));
        parts.add(whole("count", Batch.count(batch, 0)));
        String codec =
                Batch.codec(batch, 0).map(Codec::name).orElse("unknown").toLowerCase(Locale.ROOT);
        parts.add(text("codec", codec));
        parts.add(whole("baseTimeMillis", Batch.baseTimestampMillis(batch, 0)));
        parts.add(whole("maxTimeMillis", Batch.maxTimestampMillis(batch, 0)));
        parts.add(text("timeOf", Batch.isAppendTime(batch, 0) ? "append" : "create"));
        parts.add(whole("leaderEpoch", Batch.leaderEpoch(batch, 0)));
        parts.add(wholeIf(isStamped, "producerId", Batch.producerId(batch, 0)));
        parts.add(wholeIf(isStamped, "producerEpoch", Batch.producerEpoch(batch, 0)));
        parts.add(wholeIf(isStamped, "baseSequence", Batch.baseSequence(batch, 0)));
        parts.add(flag("transactional", Batch.isTransactional(batch, 0)));
        parts.add(flag("control", Batch.isControl(batch, 0)));
        boolean isRight = Batch.checksum(batch, 0) == Batch.crc(batch, 0);
        parts.add(text("crc", isRight ? "ok" : "bad"));
        fault.ifPresent(why -> parts.add(fault(why)));
        lines.write(parts);
    }

    private void records(ByteBuffer batch) {
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) {
            List<Part> parts = new ArrayList<>();
            parts.add(whole("offset", reader.offset()));
            parts.add(whole("timeMillis", reader.timestampMillis()));
            parts.add(bytes("key", reader.key()));
            parts.add(bytes("value", reader.value()));
            List<List<Cell>> headers = new ArrayList<>();
            for (Header header : reader.headers()) {
                headers.add(header(header));
            }
            parts.add(new Listing("headers", HEADER_COLUMNS, headers));
            lines.write(parts);
        }
        reader.fault().ifPresent(fault -> lines.write(List.of(fault(fault.reason()))));
    }

    private static List<Cell> header(Header header) {
        Field value = bytes("", header.value());
        Cell name = new Cell.Text(header.key());
        Cell nothing = new Cell.Nothing();
        return value.key().isEmpty()
                ? List.of(name, value.cell(), nothing)
                : List.of(name, nothing, value.cell());
    }

    /** As text if it is text, else as base64 under a name that says so. */
    private static Field bytes(String name, Payload payload) {
        if (payload.isAbsent()) return new Field(name, new Cell.Nothing());
        try {
            ByteBuffer bytes = payload.asBuffer();
            return text(name, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException noText) {
            return text(name + "Base64", Base64.getEncoder().encodeToString(payload.toBytes()));
        }
    }

    private static Field fault(String why) {
        return text("fault", why);
    }

    private static Field text(String key, String value) {
        return new Field(key, new Cell.Text(value));
    }

    private static Field whole(String key, long value) {
        return new Field(key, new Cell.Whole(value));
    }

    private static Field wholeIf(boolean isThere, String key, long value) {
        return isThere ? whole(key, value) : new Field(key, new Cell.Nothing());
    }

    /** People need not read of what is usual. */
    private static Field flag(String key, boolean value) {
        return new Field(key, value ? new Cell.Flag(true) : new Cell.Nothing());
    }
}
