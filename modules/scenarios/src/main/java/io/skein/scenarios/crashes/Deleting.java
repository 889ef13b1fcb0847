package io.skein.scenarios.crashes;

import static io.skein.scenarios.crashes.Scripts.A;
import static io.skein.scenarios.crashes.Scripts.B;

import io.skein.scenarios.history.Extent;
import io.skein.scenarios.history.Violation;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.Retention;
import io.skein.storage.StartResult;

/** Lives in which records are deleted from the start of a log on. */
final class Deleting {
    private static final Retention NOTHING_ELSE = new Retention(-1, -1, Machine.SECOND_NANOS);

    private Deleting() {}

    static void records(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        for (int i = 0; i < 4; i++) Scripts.turn(machine, A, 6, i);
        Scripts.turn(machine, B, 2, 0);
        before(machine, A, machine.log(A).end() / 2 + 1);
        before(machine, B, 1);
        Scripts.age(machine, A, NOTHING_ELSE, 0);
        Scripts.turn(machine, A, 2, 5);
        machine.stopAndStart();
        before(machine, A, machine.log(A).end());
        for (int i = 0; i < 2; i++) {
            Scripts.age(machine, A, NOTHING_ELSE, 0);
            machine.runFor(2 * Machine.SECOND_NANOS);
        }
        Scripts.turn(machine, A, 2, 6);
    }

    static void recordsAndCut(Machine machine) {
        machine.open();
        machine.make(A);
        for (int i = 0; i < 3; i++) Scripts.turn(machine, A, 6, i);
        long inside = machine.log(A).end() - 1;
        before(machine, A, inside);
        Scripts.cut(machine, A, inside);
        Scripts.turn(machine, A, 5, 4);
    }

    static void recordsAndLog(Machine machine) {
        machine.open();
        machine.make(A);
        Scripts.turn(machine, A, 5, 0);
        before(machine, A, 4);
        machine.close(A);
        machine.delete(A);
        machine.make(A);
        Scripts.turn(machine, A, 5, 0);
    }

    private static void before(Machine machine, LogName name, long offset) {
        Log log = machine.log(name);
        Extent known = machine.known(name).extent();
        known.mayStartAt(offset);
        StartResult result =
                machine.<StartResult>askLog(then -> log.deleteBefore(offset, offset, then));
        if (!result.equals(new StartResult.Done(offset))) {
            throw new Violation("failed", "deleting: " + result);
        }
        known.startsAt(offset);
    }
}
