package io.skein.storage.inspect;

import io.skein.storage.format.FileNames;
import io.skein.storage.format.SegmentName;
import io.skein.storage.journal.Journal;
import java.util.Optional;
import java.util.OptionalLong;

/** What a file is, by its name. */
public enum FileKind {
    LOG(SegmentName.LOG, true),
    INDEX(SegmentName.INDEX, true),
    TIME_INDEX(SegmentName.TIME_INDEX, true),
    PRODUCERS(SegmentName.PRODUCERS, true),
    EPOCHS(FileNames.EPOCHS, false),
    PARTITION(FileNames.PARTITION, false),
    COMPACTION(FileNames.COMPACTION, false),
    RECOVERY_POINTS(FileNames.RECOVERY_POINTS, false),
    LOG_STARTS(FileNames.LOG_STARTS, false),
    NEW_LOGS(FileNames.NEW_LOGS, false),
    JOURNAL(Journal.SUFFIX, false),
    MARK(FileNames.MARK, false);

    private final String name;
    private final boolean isOfSegment;

    FileKind(String name, boolean isOfSegment) {
        this.name = name;
        this.isOfSegment = isOfSegment;
    }

    /** Empty if it is none of ours; the name comes without its folder. */
    public static Optional<FileKind> of(String file) {
        for (FileKind kind : values()) {
            if (kind.isNamed(file)) return Optional.of(kind);
        }
        return Optional.empty();
    }

    private boolean isNamed(String file) {
        if (this == JOURNAL) return file.endsWith(name);
        return isOfSegment ? base(file).isPresent() : name.equals(file);
    }

    /** The segment's base offset, if the file is of this kind. */
    public OptionalLong base(String file) {
        return isOfSegment ? SegmentName.base(file, name) : OptionalLong.empty();
    }

    /** The file's name, or how the names of such files end. */
    public String ending() {
        return name;
    }
}
