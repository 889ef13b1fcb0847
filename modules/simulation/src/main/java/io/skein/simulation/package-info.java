/**
 * A world that runs on virtual time from one seed: hosts, lanes, disks, networks and chance.
 *
 * <pre>{@code
 * World world = new World(seed);
 * SimHost host = world.host("n1");
 * SimNet<Message> net = new SimNet<>(world, 64);
 * Node node = new Node(host, net.transport(host, 7071)); // the production code, unchanged
 * world.links().weather(Weather.drawn(world.gen("weather")));
 * world.links().impose(Shape.drawn(world.gen("fault/1"), names)); // until lifted or healed
 * new Partitions(world).swizzle(names, world.gen("fault/2"), seconds);
 * net.filter("no votes", (route, message) -> isVote(message) ? new Dropped() : new Usual());
 * host.diskFaults("data").crashAt(CrashPoint.powerCut(7, INSIDE));
 * world.runUntil(() -> !host.isAlive(), seconds);
 * Node again = new Node(host.restart(), …);
 * }</pre>
 *
 * Chance comes in streams that are named for what is drawn, or from the time of what happens once:
 * a fault less changes what follows from it, and no other draw.
 */
@NullMarked
package io.skein.simulation;

import org.jspecify.annotations.NullMarked;
