package io.skein.server.settings;

/**
 * Where others reach a node, each "host:port".
 *
 * @param forClients what clients are told
 * @param forNodes where other nodes connect
 */
public record Addresses(String forClients, String forNodes) {}
