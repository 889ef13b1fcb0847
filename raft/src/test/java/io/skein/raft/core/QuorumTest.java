package io.skein.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Uuid;
import io.skein.raft.core.Quorum.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuorumTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3"})
    void majority(int voters, int majority) {
        assertEquals(majority, quorum(voters).majority());
    }

    /** Each letter is what one voter answered: yes, no, or nothing yet. */
    @ParameterizedTest
    @CsvSource({
        "., PENDING",
        "y, WON",
        "n, LOST",
        ".., PENDING",
        "y., PENDING",
        "yy, WON",
        ".n, LOST",
        "yn, LOST",
        "..., PENDING",
        "y.., PENDING",
        ".y., PENDING",
        "yy., WON",
        "y.y, WON",
        "n.., PENDING",
        "yn., PENDING",
        "nn., LOST",
        "ynn, LOST",
        "yyn, WON",
        "yy.., PENDING",
        "yyy., WON",
        "n..., PENDING",
        "nn.., LOST",
        "yynn, LOST",
        "yy..., PENDING",
        "yyy.., WON",
        "nn..., PENDING",
        "nnn.., LOST",
        "yynn., PENDING",
        "yynnn, LOST",
        "yyynn, WON",
    })
    void tally(String answers, Tally expected) {
        Quorum quorum = quorum(answers.length());
        List<VoterId> granted = those(quorum, answers, 'y');
        List<VoterId> refused = those(quorum, answers, 'n');
        assertEquals(expected, quorum.tally(granted, refused));
    }

    /** What is durable at each voter, in any order, and what a majority therefore holds. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "5 7, 5",
        "7 5, 5",
        "7 0, 0",
        "7 7, 7",
        "7 5 0, 5",
        "0 7 5, 5",
        "7 7 0, 7",
        "7 0 0, 0",
        "9 8 7, 8",
        "9 8 7 6, 7",
        "6 7 8 9, 7",
        "9 9 0 0, 0",
        "9 9 9 0, 9",
        "9 8 7 6 5, 7",
        "5 9 6 8 7, 7",
        "9 9 0 0 0, 0",
        "0 9 0 9 9, 9",
        "3 3 3 9 9, 3",
    })
    void reachedByMajority(String durable, long expected) {
        List<Long> offsets = List.of(durable.split(" ")).stream().map(Long::valueOf).toList();
        Quorum quorum = quorum(offsets.size());
        assertEquals(
                expected,
                quorum.reachedByMajority(voter -> offsets.get(quorum.voters().indexOf(voter))));
    }

    @Test
    void answersOfOthersDoNotCount() {
        Quorum quorum = quorum(3);
        VoterId wiped = new VoterId(1, new Uuid(9, 9));
        List<VoterId> granted = new ArrayList<>(List.of(quorum.voters().getFirst(), wiped));
        assertEquals(Tally.PENDING, quorum.tally(granted, List.of()));
        assertEquals(Tally.PENDING, quorum.tally(List.of(), granted));
    }

    @Test
    void noVoterTwiceAndNoneIsNoQuorum() {
        VoterId voter = voter(1);
        assertThrows(BrokenInvariant.class, () -> new Quorum(List.of()));
        assertThrows(BrokenInvariant.class, () -> new Quorum(List.of(voter, voter)));
    }

    @Test
    void nodeVotesOnceWhateverItsDirectories() {
        VoterSet.Voter old = new VoterSet.Voter(voter(1), "one:7071");
        VoterSet.Voter wiped = new VoterSet.Voter(new VoterId(1, new Uuid(9, 9)), "one:7071");
        assertThrows(BrokenInvariant.class, () -> new VoterSet(List.of(old, wiped)));
    }

    private static Quorum quorum(int voters) {
        return new Quorum(IntStream.rangeClosed(1, voters).mapToObj(QuorumTest::voter).toList());
    }

    private static VoterId voter(int node) {
        return new VoterId(node, new Uuid(0, node));
    }

    private static List<VoterId> those(Quorum quorum, String answers, char answer) {
        return IntStream.range(0, answers.length())
                .filter(i -> answers.charAt(i) == answer)
                .mapToObj(quorum.voters()::get)
                .toList();
    }
}
