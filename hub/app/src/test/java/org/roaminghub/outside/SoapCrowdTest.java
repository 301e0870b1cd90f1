package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stations by SOAP that say more than can be handled: each request comes on a connection of its own, and nothing slows them. */
class SoapCrowdTest extends OutsideTest {

    /** What the hub keeps waiting of one station. */
    private static final int PLACES = 16;

    /** What the hub handles at once, of all. */
    private static final int TURNS = 24;

    private static final int TOO_MANY = 5;
    private static final long ISSUER_S = 20;

    private final List<SoapPoint> stations = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch answers = new CountDownLatch(1);
    private String uid = "";

    /** An issuer that is slow: whoever asks it waits, and all others of that station behind. */
    @BeforeEach
    void slowIssuer() {
        Partner emsp = connected("EMSP");
        hub.agree(LiveHub.SELF, emsp.party(), null);
        uid = emsp.card("NEVER").path("uid").asString();
        emsp.answers("POST", "tokens/", r -> {
            try {
                answers.await(ISSUER_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return says(r, 404, 2004);
        });
    }

    @AfterEach
    void cut() {
        answers.countDown();
        threads.close();
        stations.forEach(SoapPoint::close);
    }

    private SoapPoint booted() {
        SoapPoint station = SoapPoint.booted(hub, "1.6S");
        stations.add(station);
        return station;
    }

    private CompletableFuture<Answer> said(SoapPoint station, String action, String body) {
        return CompletableFuture.supplyAsync(() -> station.post(station.envelope(action, body)), threads);
    }

    /** Answers to more than is kept waiting: those turned away come last. */
    private List<CompletableFuture<Answer>> tooMany(SoapPoint station) {
        List<CompletableFuture<Answer>> said = new ArrayList<>();
        for (int i = 0; i < PLACES + TOO_MANY; i++) {
            said.add(said(station, "Authorize", "<cs:idTag>" + uid + "</cs:idTag>"));
        }
        LiveHub.until(() -> done(said), done -> done >= TOO_MANY);
        said.sort(Comparator.comparing(CompletableFuture::isDone));
        return said;
    }

    private static long done(List<CompletableFuture<Answer>> said) {
        return said.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    @DisplayName(
            "more than waits of one station is answered 503 without a fault, after which a station would throw it away")
    void turnedAway() {
        SoapPoint station = booted();
        List<CompletableFuture<Answer>> said = tooMany(station);
        for (CompletableFuture<Answer> away : said.subList(PLACES, said.size())) {
            assertThat(away.join().http()).isEqualTo(503);
            assertThat(away.join().text()).isEmpty();
        }
        answers.countDown();
        for (CompletableFuture<Answer> kept : said.subList(0, PLACES)) {
            assertThat(kept.join().http()).as(kept.join()::said).isEqualTo(200);
        }
        String start = station.call("StartTransaction", SoapPoint.start(1, uid, 0, Messages.hoursAgo(1)));
        assertThat(SoapPoint.one(start, "transactionId")).isNotEmpty();
    }

    @Test
    @DisplayName("stations with much that waits keep no other one waiting")
    void othersAreServed() {
        SoapPoint other = booted();
        List<CompletableFuture<Answer>> all = new ArrayList<>(tooMany(booted()));
        all.addAll(tooMany(booted()));
        other.call("Heartbeat", "");
        assertThat(done(all) - 2 * TOO_MANY)
                .as("of the two, those whose turn came first")
                .isLessThan(2 * PLACES - TURNS);
    }
}
