package io.skein.cli.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Sheets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One answer, told to people and to programs. */
class FormsTest {
    private static final Answer ANSWER =
            Answer.of(
                    new Field("clusterId", new Cell.Text("abc")),
                    new Field("controller", new Cell.Nothing()),
                    new Listing(
                            "nodes",
                            List.of("node", "inSync", "roles", "fenced"),
                            List.of(
                                    List.of(
                                            new Cell.Whole(1),
                                            new Cell.Numbers(List.of(1, 2)),
                                            new Cell.Texts(List.of("broker")),
                                            new Cell.Flag(false)),
                                    List.of(
                                            new Cell.Whole(20),
                                            new Cell.Numbers(List.of()),
                                            new Cell.Texts(List.of()),
                                            new Cell.Flag(true)))));

    @Test
    void peopleSeeATable() {
        String expected =
                """
                cluster id: abc
                controller: -

                NODE  IN SYNC  ROLES   FENCED
                1     1,2      broker  no
                20    -        -       yes
                """;
        assertEquals(expected, HumanForm.of(ANSWER));
    }

    @Test
    void programsReadAnObject() {
        String expected =
                "{'clusterId':'abc','controller':null,'nodes':["
                        + "{'node':1,'inSync':[1,2],'roles':['broker'],'fenced':false},"
                        + "{'node':20,'inSync':[],'roles':[],'fenced':true}]}\n";
        assertEquals(expected.replace('\'', '"'), JsonForm.of(ANSWER));
    }

    @Test
    void anEmptyTableSaysSo() {
        Answer empty = Answer.of(new Listing("topics", List.of("name"), List.of()));
        assertEquals("no topics\n", HumanForm.of(empty));
        assertEquals("{\"topics\":[]}\n", JsonForm.of(empty));
    }

    /** Sentences do not fit into the columns of a table. */
    @Test
    void longRowsAreShownOneByOne() {
        Listing rows =
                new Listing(
                        "findings",
                        List.of("whatIs", "node"),
                        List.of(
                                List.of(new Cell.Text("all is lost"), new Cell.Whole(1)),
                                List.of(new Cell.Text("not quite"), new Cell.Whole(2))));
        Answer answer = Answer.of(new Field("nodes", new Cell.Whole(3)), new Sheets(rows));
        assertEquals(
                "nodes: 3\n\nwhat is: all is lost\nnode: 1\n\nwhat is: not quite\nnode: 2\n",
                HumanForm.of(answer));
        assertEquals(
                "{\"nodes\":3," + JsonForm.of(Answer.of(rows)).substring(1), JsonForm.of(answer));
        Listing none = new Listing("findings", List.of("node"), List.of());
        assertEquals("no findings\n", HumanForm.of(Answer.of(new Sheets(none))));
    }

    @Test
    void namesCannotActOnTheTerminal() {
        Answer answer = Answer.of(new Field("name", new Cell.Text("a\u001b[2Jb")));
        assertEquals("name: a\\x1b[2Jb\n", HumanForm.of(answer));
        assertEquals("{\"name\":\"a\\u001B[2Jb\"}\n", JsonForm.of(answer));
    }
}
