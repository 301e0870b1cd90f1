package org.roaminghub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.roaminghub.bench.measure.Operation;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.site.Site;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** A CPO and an eMSP with an agreement, and the operations between them. */
record Pair(Partner cpo, Partner emsp, AtomicLong numbers) implements AutoCloseable {

    /** Longer than the hub's own longest deadline, so that its answer is what ends an operation. */
    static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration BROADCAST_LIMIT = Duration.ofSeconds(30);
    private static final long QUIET_MS = 1_000;
    private static final byte[] ALLOWED = "ALLOWED".getBytes(StandardCharsets.US_ASCII);

    /** Registers both, signs the agreement and uploads the eMSP's cards. */
    static Pair register(Site site, boolean remembering) throws IOException, InterruptedException {
        Partner cpo = site.partner("CPO", remembering);
        Partner emsp = site.partner("EMSP", remembering);
        site.agree(cpo, emsp);
        Pair pair = new Pair(cpo, emsp, site.numbers());
        pair.uploadCards();
        return pair;
    }

    private void uploadCards() throws IOException, InterruptedException {
        long before = cpo.inbox().tokens();
        Template upload = emsp.tokenUpload();
        try (WireClient client = emsp.connect(CLIENT_TIMEOUT)) {
            for (int card = 0; card < Messages.CARDS; card++) {
                Partner.fillToken(upload, numbers.getAndIncrement(), card);
                HttpMessage answer = client.exchange(upload.bytes());
                if (!OcpiAnswer.acknowledged(answer)) {
                    throw new IOException("the hub didn't take a card: HTTP " + answer.status() + ", OCPI "
                            + OcpiAnswer.statusCode(answer));
                }
            }
        }
        awaitBroadcast(before + Messages.CARDS);
    }

    /** The hub hands the cards on to the CPO; that shall not run into the measurement. It is no fault when it doesn't. */
    private void awaitBroadcast(long expected) throws InterruptedException {
        long deadline = System.nanoTime() + BROADCAST_LIMIT.toNanos();
        long seen = -1;
        while (cpo.inbox().tokens() < expected
                && System.nanoTime() < deadline
                && seen != cpo.inbox().tokens()) {
            seen = cpo.inbox().tokens();
            TimeUnit.MILLISECONDS.sleep(QUIET_MS);
        }
    }

    /** A card is tapped: the CPO asks the hub, the hub asks the eMSP. */
    Operation.Factory authorize() {
        return client -> new Exchange(cpo.connect(CLIENT_TIMEOUT), cpo.authorizeRequest(emsp), numbers) {
            @Override
            void fill(Template request, long number) {
                Partner.fillAuthorize(request, number, number % Messages.CARDS);
            }

            @Override
            boolean accepted(HttpMessage answer) {
                return OcpiAnswer.acknowledged(answer) && answer.find(ALLOWED) >= 0;
            }
        };
    }

    /** The same without a hub: what clients, server and kernel cost alone. */
    Operation.Factory authorizeDirectly() {
        return client -> new Exchange(emsp.connectDirectly(CLIENT_TIMEOUT), cpo.authorizeDirectly(emsp), numbers) {
            @Override
            void fill(Template request, long number) {
                Partner.fillAuthorize(request, number, number % Messages.CARDS);
            }
        };
    }

    /** A CDR nobody has sent before. */
    Operation.Factory cdr() {
        return client -> new Exchange(cpo.connect(CLIENT_TIMEOUT), cpo.cdrRequest(emsp), numbers) {
            @Override
            void fill(Template request, long number) {
                Partner.fillCdr(request, number, number % Messages.CARDS);
            }
        };
    }

    /** Length of one CDR on the wire. */
    int cdrBytes() {
        String request = new String(cpo.cdrRequest(emsp).bytes(), StandardCharsets.UTF_8);
        return request.length() - request.indexOf("\r\n\r\n") - 4;
    }

    @Override
    public void close() throws IOException {
        cpo.close();
        emsp.close();
    }
}
