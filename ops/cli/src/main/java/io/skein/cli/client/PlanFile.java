package io.skein.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.Shown;
import io.skein.client.TopicPartition;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan as {@code skein reassign plan -o json} prints it, or as Kafka's tool does: an object with
 * a list under "reassignments" or "partitions", each with its topic, partition and "target", or
 * else "replicas". All else in it is passed over.
 */
final class PlanFile {
    /** The name of the list in our own plans. */
    static final String KEY = "reassignments";

    private static final String KAFKAS_KEY = "partitions";

    private final JsonParser json;
    private final SortedMap<TopicPartition, List<Integer>> moves = new TreeMap<>();

    private PlanFile(JsonParser json) {
        this.json = json;
    }

    /** Which nodes are to hold each partition; complains in one line about what makes no sense. */
    static SortedMap<TopicPartition, List<Integer>> read(InputStream from) {
        try (JsonParser json = new JsonFactory().createParser(from)) {
            PlanFile file = new PlanFile(json);
            file.readAll();
            return file.moves;
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation().getLineNr();
            throw bad("is no JSON, at line %d: %s".formatted(line, broken.getOriginalMessage()));
        } catch (IOException broken) {
            throw Complaint.failed("the plan cannot be read: " + broken.getMessage());
        }
    }

    private void readAll() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) throw bad("is no object");
        boolean isFound = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            boolean isList = value == JsonToken.START_ARRAY;
            if (isList && (name.equals(KEY) || name.equals(KAFKAS_KEY))) {
                isFound = true;
                while (json.nextToken() == JsonToken.START_OBJECT) readOne();
                if (json.currentToken() != JsonToken.END_ARRAY) throw bad("lists no objects");
            } else {
                json.skipChildren();
            }
        }
        if (!isFound) throw bad("has no list of \"" + KEY + "\"");
    }

    private void readOne() throws IOException {
        Optional<String> topic = Optional.empty();
        OptionalInt partition = OptionalInt.empty();
        Optional<List<Integer>> target = Optional.empty();
        Optional<List<Integer>> replicas = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "topic" -> topic = Optional.ofNullable(json.getValueAsString());
                case "partition" -> partition = OptionalInt.of(json.getIntValue());
                case "target" -> target = Optional.of(numbers());
                case "replicas" -> replicas = Optional.of(numbers());
                default -> json.skipChildren();
            }
        }
        List<Integer> nodes = target.isPresent() ? target.get() : replicas.orElse(List.of());
        if (topic.isEmpty() || partition.isEmpty() || nodes.isEmpty()) {
            throw bad("has an entry without a topic, a partition or its nodes");
        }
        if (partition.getAsInt() < 0) throw bad("has a partition below 0");
        TopicPartition id = new TopicPartition(topic.get(), partition.getAsInt());
        if (moves.containsKey(id)) throw bad("names " + Shown.text(id.toString()) + " twice");
        moves.put(id, nodes);
    }

    private List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) throw bad("names no list of nodes");
        while (json.nextToken() != JsonToken.END_ARRAY) numbers.add(json.getIntValue());
        return numbers;
    }

    private static Complaint bad(String what) {
        return Complaint.failed(
                "the plan " + Shown.text(what) + "; make one with: skein reassign plan -o json");
    }
}
