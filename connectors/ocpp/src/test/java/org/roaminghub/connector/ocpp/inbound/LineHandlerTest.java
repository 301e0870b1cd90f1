package org.roaminghub.connector.ocpp.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpp.pki.Authorities;
import org.roaminghub.connector.ocpp.pki.ContractCertificates;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.pki.Outside;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationId;

/** What becomes of sockets on which nothing is said (facts §2, OCPP-11). */
class LineHandlerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Line> gone = new ArrayList<>();

    private void open() {
        Known station = new Known(
                new StationId(new UUID(1, 1)), "CP-1", new PartyId("DE*HUB"), 1, null, true, true, null, null);
        Clock clock = () -> Instant.EPOCH;
        Ocsp nowhere = new Ocsp(new Outside(Duration.ofSeconds(1), Set.of(), null), clock);
        Dialogue nothingToSay = new Dialogue(
                () -> {
                    throw new AssertionError("nothing was said");
                },
                () -> {
                    throw new AssertionError("nothing was said");
                },
                () -> {
                    throw new AssertionError("nothing was said");
                },
                new CertificateDesk(
                        null,
                        null,
                        nowhere,
                        new ContractCertificates(new Authorities(List.of()), nowhere, clock),
                        null),
                clock,
                new NoIds());
        Line line = new Line(
                new Gatekeeper.Verdict.Enter(station, null),
                Version.V1_6,
                channel,
                null,
                Runnable::run,
                new Line.Turns(new Semaphore(1), new Semaphore(1)),
                nothingToSay);
        channel.pipeline().addLast(new LineHandler(line, gone::add));
    }

    private void silence() {
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_READER_IDLE_STATE_EVENT);
        channel.runPendingTasks();
    }

    private void pinged() {
        Object sent = channel.readOutbound();
        assertThat(sent).isInstanceOf(PingWebSocketFrame.class);
    }

    @Test
    void pingsWhoIsSilentAndLetsItGoWhenNothingComesBack() {
        open();
        silence();
        pinged();
        silence();
        pinged();
        assertThat(channel.isOpen()).isTrue();
        silence();
        assertThat(channel.isOpen()).isFalse();
        assertThat(gone).hasSize(1);
    }

    @Test
    void keepsWhoAnswersThePings() {
        open();
        for (int i = 0; i < 5; i++) {
            silence();
            pinged();
            channel.writeInbound(new PongWebSocketFrame());
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(gone).isEmpty();
    }

    private static final class NoIds implements Ids {
        @Override
        public UUID next() {
            throw new AssertionError("nothing was said");
        }

        @Override
        public UUID random() {
            throw new AssertionError("nothing was said");
        }
    }
}
