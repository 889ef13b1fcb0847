package io.skein.client.producer;

import io.skein.client.SkeinException;
import io.skein.client.fake.Stage;
import io.skein.protocol.v1.Limits;
import io.skein.records.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A producer on a stage, and what became of each record by its value. */
final class ProducerStory {
    final Stage stage = new Stage();
    final TreeMap<String, Delivery> outcomes = new TreeMap<>();
    final List<String> order = new ArrayList<>();
    final ProducerCore core;
    int rooms;

    ProducerStory(ProducerSettings settings) {
        core = new ProducerCore(stage.client, settings, () -> rooms++);
    }

    /** With topic "t" of so many partitions, connected and known. */
    static ProducerStory begun(ProducerSettings settings, int partitions) {
        return begun(settings, partitions, Limits.getDefaultInstance());
    }

    /** With a node that says what it allows. */
    static ProducerStory begun(ProducerSettings settings, int partitions, Limits limits) {
        ProducerStory story = new ProducerStory(settings);
        story.stage.cluster.limits = limits;
        story.stage.run(() -> story.stage.cluster.topic("t", partitions));
        story.start();
        return story;
    }

    /** Connects, learns of topic "t", and opens the stream with a record to topic "other". */
    void start() {
        stage.run(() -> {
            stage.cluster.topic("other", 1);
            core.start();
        });
        offer("t", OptionalInt.of(0), "", "too early");
        offer("other", OptionalInt.of(0), "", "too early");
        stage.pass(20);
        offer("other", OptionalInt.of(0), "", "first");
        stage.pass(20);
        if (!fate("first").equals("stored at 0")) throw new AssertionError(fate("first"));
        stage.cluster.batchCounts.clear();
        order.clear();
    }

    static ProducerSettings.Builder settings() {
        return ProducerSettings.builder().bootstrap("node:7070");
    }

    Offered offer(String topic, OptionalInt partition, String key, String value) {
        Payload keyBytes = key.isEmpty() ? Payload.ABSENT : Payload.of(key);
        DeliveryCallback callback =
                delivery -> {
                    outcomes.put(value, delivery);
                    order.add(value);
                };
        return core.offer(
                topic,
                partition,
                new Outgoing(1, keyBytes, Payload.of(value), List.of(), callback));
    }

    /** To partition 0 of topic "t", which must take it. */
    void send(String value) {
        Offered offered = offer("t", OptionalInt.of(0), "", value);
        if (offered != Offered.TAKEN)
            throw new AssertionError(value + " was not taken: " + offered);
    }

    /** "stored at 3", or the name of what went wrong, or "open". */
    String fate(String value) {
        Delivery delivery = outcomes.get(value);
        if (delivery == null) return "open";
        if (delivery instanceof Delivery.Stored stored) {
            return "stored at " + stored.metadata().offset();
        }
        SkeinException why = delivery.error().orElseThrow();
        return why.getClass().getSimpleName();
    }

    List<String> log() {
        return stage.cluster.values("t", 0);
    }
}
