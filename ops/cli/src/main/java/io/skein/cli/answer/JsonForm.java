package io.skein.cli.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Answer.Sheets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** An answer for programs: one JSON object on one line, tables as arrays of objects. */
public final class JsonForm {
    private JsonForm() {}

    /** The line, with its newline. */
    public static String of(Answer answer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Part part : answer.parts()) {
                write(json, part);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Part part) throws IOException {
        json.writeFieldName(part.key());
        switch (part) {
            case Field(String _, Cell cell) -> write(json, cell);
            case Listing listing -> write(json, listing);
            case Sheets(Listing rows) -> write(json, rows);
        }
    }

    private static void write(JsonGenerator json, Listing listing) throws IOException {
        List<String> columns = listing.columns();
        json.writeStartArray();
        for (List<Cell> row : listing.rows()) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i));
                write(json, row.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Cell cell) throws IOException {
        switch (cell) {
            case Cell.Text(String value) -> json.writeString(value);
            case Cell.Whole(long value) -> json.writeNumber(value);
            case Cell.Flag(boolean value) -> json.writeBoolean(value);
            case Cell.Texts(List<String> values) -> {
                json.writeStartArray();
                for (String value : values) json.writeString(value);
                json.writeEndArray();
            }
            case Cell.Numbers(List<Integer> values) -> {
                json.writeStartArray();
                for (int value : values) json.writeNumber(value);
                json.writeEndArray();
            }
            case Cell.Nothing() -> json.writeNull();
        }
    }
}
