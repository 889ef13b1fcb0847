package io.skein.cli.node;

import io.skein.cli.text.Complaint;
import io.skein.foundation.settings.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of settings, named on the command line. */
final class ConfigFile {
    /** Far more than all settings take: what is larger was named by mistake. */
    static final int BYTES_MAX = 1 << 20;

    private ConfigFile() {}

    static Source read(String file) {
        try {
            return Source.properties(file, text(bytes(file)));
        } catch (NoSuchFileException missing) {
            throw Complaint.failed("there is no file " + file);
        } catch (CharacterCodingException binary) {
            throw Complaint.failed(file + " is not a text in UTF-8");
        } catch (IOException unreadable) {
            throw Complaint.failed("cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            // A device claims to be empty and never ends, so only what is read can be trusted.
            byte[] read = in.readNBytes(BYTES_MAX + 1);
            if (read.length <= BYTES_MAX) return read;
            throw Complaint.failed(file + " is larger than 1 MiB; it cannot be a file of settings");
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
