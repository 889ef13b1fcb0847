package io.skein.scenarios.crashes;

import static io.skein.scenarios.crashes.Scripts.A;
import static io.skein.scenarios.crashes.Scripts.B;
import static io.skein.scenarios.crashes.Scripts.append;
import static io.skein.scenarios.crashes.Scripts.cut;
import static io.skein.scenarios.crashes.Scripts.turn;

import io.skein.scenarios.crashes.Scripts.Script;
import java.util.List;

/** Lives in which the journal has more to do than in others. */
final class JournalScripts {
    static final List<Script> ALL =
            List.of(
                    new Script("journal", JournalScripts::journal, true),
                    new Script("journal goes round", JournalScripts::goRound, true),
                    new Script(
                            "journal of logs that come and go", JournalScripts::comeAndGo, true));

    private JournalScripts() {}

    private static void journal(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        for (int i = 0; i < 3; i++) {
            turn(machine, A, 1, 0);
            turn(machine, B, 2, i);
        }
        machine.runFor(6 * Machine.SECOND_NANOS);
        turn(machine, A, 1, 1);
        machine.runFor(6 * Machine.SECOND_NANOS);
        turn(machine, B, 1, 3);
        machine.restart(true);
        machine.open();
        for (int i = 0; i < 2; i++) turn(machine, A, 1, 2);
    }

    private static void goRound(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        for (int i = 0; i < 24; i++) {
            append(machine, A, 1, 0);
            turn(machine, B, 3, 0);
        }
        machine.stopAndStart();
        for (int i = 0; i < 3; i++) turn(machine, B, 1, 0);
    }

    private static void comeAndGo(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        for (int i = 0; i < 3; i++) turn(machine, A, 1, 0);
        machine.close(A);
        machine.delete(A);
        machine.make(A);
        for (int i = 0; i < 3; i++) {
            turn(machine, B, 1, 0);
            turn(machine, A, 1, 0);
        }
        cut(machine, A, 3);
        for (int i = 0; i < 2; i++) turn(machine, A, 2, 1);
    }
}
