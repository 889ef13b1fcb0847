/**
 * A world that runs on virtual time from one seed: hosts, lanes, disks, networks and chance.
 *
 * <pre>{@code
 * World world = new World(seed);
 * SimHost host = world.host("n1");
 * SimNet<Message> net = new SimNet<>(world, 64);
 * Node node = new Node(host, net.transport(host, 7071)); // the production code, unchanged
 * world.links().weather(Weather.drawn(world.gen("weather")));
 * host.diskFaults("data").crashAt(CrashPoint.powerCut(7, INSIDE));
 * world.runUntil(() -> !host.isAlive(), seconds);
 * Node again = new Node(host.restart(), …);
 * }</pre>
 */
@NullMarked
package io.skein.simulation;

import org.jspecify.annotations.NullMarked;
