package io.skein.records;

/**
 * A named value beside a record's key and value. Names may repeat.
 *
 * @param key any text, also empty; stored as UTF-8
 * @param value may be absent
 */
public record Header(String key, Payload value) {}
