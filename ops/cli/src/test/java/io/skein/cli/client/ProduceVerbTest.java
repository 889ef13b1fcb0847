package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.command.Typed;
import io.skein.client.producer.Acks;
import io.skein.client.producer.ProducerSettings;
import io.skein.foundation.settings.HostPort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is typed behind produce is what the producer is made with. */
class ProduceVerbTest {
    private static ProducerSettings settings(String... words) {
        Typed typed = new Typed(new CommandLine(new ProduceVerb().grammar()).parseArgs(words));
        return ProduceVerb.settings(typed, new Contact(List.of(new HostPort("here", 7))));
    }

    @ParameterizedTest
    @CsvSource({"all, ALL", "1, LEADER", "0, NONE"})
    void acksReachTheProducer(String typed, Acks acks) {
        assertEquals(acks, settings("lines", "--acks", typed).acks());
    }

    @Test
    void aRecordIsStoredOnAllDisksUnlessSaidOtherwise() {
        assertEquals(Acks.ALL, settings("lines").acks());
    }

    @Test
    void theTimeoutReachesTheProducer() {
        assertEquals(Duration.ofSeconds(3), settings("lines", "--timeout", "3s").deliveryTimeout());
    }
}
