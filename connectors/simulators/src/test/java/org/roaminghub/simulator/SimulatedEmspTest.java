package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SimulatedEmspTest {

    private FakeHub hub;
    private SimulatedEmsp emsp;
    private String tokens;
    private String sessions;
    private String cdrs;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        emsp = new SimulatedEmsp(new Identity(Party.parse("NL*MOV"), "Movlyn", 0, 7), 3, arrival -> {});
        emsp.up();
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);
        var token = Wire.field(hub.partner(), "token");
        tokens = hub.endpoint(token, emsp.versionsUrl(), "tokens", "SENDER");
        sessions = hub.endpoint(token, emsp.versionsUrl(), "sessions", "RECEIVER");
        cdrs = hub.endpoint(token, emsp.versionsUrl(), "cdrs", "RECEIVER");
    }

    @AfterEach
    void stop() {
        emsp.close();
        hub.close();
    }

    @Test
    void allowsAGoodCardWithAReference() throws Exception {
        var place = Wire.object().put("location_id", "LOC1");

        var answer = authorize(emsp.card("standard").uid(), place);

        assertThat(Wire.field(answer.data(), "allowed")).isEqualTo("ALLOWED");
        assertThat(Wire.field(answer.data(), "authorization_reference"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(36);
        assertThat(answer.data().path("token")).isEqualTo(emsp.card("standard").token());
        assertThat(answer.data().path("location")).isEqualTo(place);
    }

    @Test
    void blocksABlockedCard() throws Exception {
        assertThat(Wire.field(authorize(emsp.card("blocked").uid(), null).data(), "allowed"))
                .isEqualTo("BLOCKED");
    }

    @Test
    void doesNotKnowAForeignCard() throws Exception {
        var answer = authorize("0400000000000F", null);

        assertThat(answer.http()).isEqualTo(404);
        assertThat(answer.statusCode()).isEqualTo(2004);
    }

    @Test
    void changesItsMindAboutACard() throws Exception {
        emsp.change("standard", "NO_CREDIT");

        assertThat(Wire.field(authorize(emsp.card("standard").uid(), null).data(), "allowed"))
                .isEqualTo("NO_CREDIT");
        assertThat(emsp.card("standard").token().path("valid").asBoolean(true)).isFalse();
    }

    @Test
    void answersWhenItsSilenceEnds() throws Exception {
        emsp.setSilent(true);
        var uid = emsp.card("standard").uid();

        var answer = CompletableFuture.supplyAsync(() -> {
            try {
                return authorize(uid, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        awaitArrivals("tokens", 1);
        assertThat(answer).isNotDone();
        emsp.setSilent(false);

        assertThat(answer.get(30, TimeUnit.SECONDS).acknowledged()).isTrue();
    }

    @Test
    void replacesASessionByPutAndAddsPeriodsByPatch() throws Exception {
        var url = sessions + "/DE/VOL/S1";
        var first = Wire.object().put("id", "S1").put("kwh", 1).put("last_updated", "2026-01-01T00:00:00Z");
        first.putArray("charging_periods").addObject().put("start_date_time", "a");
        assertThat(hub.ask("PUT", url, first).http()).isEqualTo(201);

        var patch = Wire.object().put("kwh", 2).put("last_updated", "2026-01-01T00:01:00Z");
        patch.putArray("charging_periods").addObject().put("start_date_time", "b");
        assertThat(hub.ask("PATCH", url, patch).acknowledged()).isTrue();

        var kept = hub.ask("GET", url, null).data();
        assertThat(kept.path("kwh").asInt(0)).isEqualTo(2);
        assertThat(kept.path("charging_periods").size()).isEqualTo(2);
        assertThat(hub.ask("PUT", url, first).http()).isEqualTo(200);
        assertThat(hub.ask("GET", url, null).data().path("charging_periods").size())
                .isEqualTo(1);
    }

    @Test
    void refusesAPatchThatComesFirstOrHasNoTime() throws Exception {
        var patch = Wire.object().put("kwh", 2).put("last_updated", "2026-01-01T00:01:00Z");
        assertThat(hub.ask("PATCH", sessions + "/DE/VOL/S2", patch).http()).isEqualTo(404);

        hub.ask("PUT", sessions + "/DE/VOL/S2", Wire.object().put("id", "S2"));
        var answer = hub.ask("PATCH", sessions + "/DE/VOL/S2", Wire.object().put("kwh", 2));
        assertThat(answer.statusCode()).isEqualTo(2001);
    }

    @Test
    void refusesAnIdThatDiffersFromItsAddress() throws Exception {
        var answer = hub.ask("PUT", sessions + "/DE/VOL/S3", Wire.object().put("id", "other"));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(2001);
    }

    @Test
    void keepsACdrOnceAndCountsEveryCopy() throws Exception {
        var first = hub.ask("POST", cdrs, cdr("C1", 10));
        var again = hub.ask("POST", cdrs, cdr("C1", 10));

        assertThat(first.http()).isEqualTo(201);
        assertThat(again.http()).isEqualTo(200);
        assertThat(again.location()).isEqualTo(first.location()).isNotEmpty();
        assertThat(hub.ask("GET", first.location(), null).data()).isEqualTo(cdr("C1", 10));
        assertThat(emsp.inbox().copies("POST", "cdrs", "c1")).isEqualTo(2);
    }

    @Test
    void refusesAnotherCdrUnderAKnownId() throws Exception {
        hub.ask("POST", cdrs, cdr("C1", 10));

        var answer = hub.ask("POST", cdrs, cdr("C1", 11));

        assertThat(answer.statusCode()).isEqualTo(2001);
    }

    @Test
    void answersWithTheRequestsIdsAndTurnsTheRoutingRound() throws Exception {
        var answer = hub.ask("POST", cdrs, cdr("C9", 1));

        assertThat(answer.correlationId()).isEqualTo("c-1");
        var arrival = emsp.inbox().list(a -> a.object().equals("C9")).getFirst();
        assertThat(arrival.from()).isEqualTo("DE*VOL");
        assertThat(arrival.to()).isEqualTo("NL*MOV");
        assertThat(arrival.correlationId()).isEqualTo("c-1");
    }

    @Test
    void comesBackOnItsPortWithItsTokensAndWhatItHad() throws Exception {
        hub.ask("POST", cdrs, cdr("C1", 10));
        emsp.down();
        assertThatThrownBy(() -> hub.ask("POST", cdrs, cdr("C2", 10))).isInstanceOf(IOException.class);

        emsp.up();

        assertThat(hub.ask("POST", cdrs, cdr("C2", 10)).http()).isEqualTo(201);
        assertThat(emsp.inbox().copies("POST", "cdrs", "C1")).isEqualTo(1);
        assertThat(emsp.inbox().copies("POST", "cdrs", "C2")).isEqualTo(1);
    }

    @Test
    void listsItsTokensInPages() throws Exception {
        var all = hub.ask("GET", tokens, null);
        var page = hub.ask("GET", tokens + "?offset=2&limit=2", null);

        assertThat(all.data().size()).isEqualTo(emsp.cards().size());
        assertThat(page.data().size()).isEqualTo(2);
        assertThat(page.data().get(0)).isEqualTo(all.data().get(2));
        assertThat(hub.ask("GET", tokens + "?date_from=2027-01-01T00:00:00Z", null)
                        .data()
                        .size())
                .isZero();
        assertThat(hub.ask("GET", tokens + "?limit=many", null).http()).isEqualTo(400);
    }

    @Test
    void makesTheSameCardsFromTheSameSeedOnly() {
        var party = Party.parse("NL*MOV");

        assertThat(CardDeck.of(party, "Movlyn", 7, 3)).isEqualTo(emsp.cards());
        var uids = emsp.cards().stream().map(Card::uid).toList();
        assertThat(CardDeck.of(party, "Movlyn", 8, 3)).extracting(Card::uid).doesNotContainAnyElementsOf(uids);
        assertThat(CardDeck.of(Party.parse("FR*ELE"), "Movlyn", 7, 3))
                .as("two eMSPs of one seed must not issue the same uid")
                .extracting(Card::uid)
                .doesNotContainAnyElementsOf(uids);
    }

    private Answer authorize(String uid, @Nullable ObjectNode place) throws IOException, InterruptedException {
        return hub.ask("POST", tokens + "/" + uid + "/authorize?type=RFID", place);
    }

    private void awaitArrivals(String module, int count) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (emsp.inbox().list(a -> a.module().equals(module)).size() < count) {
            assertThat(System.nanoTime()).as("nothing arrived").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static ObjectNode cdr(String id, int kwh) {
        return Wire.object()
                .put("country_code", "DE")
                .put("party_id", "VOL")
                .put("id", id)
                .put("total_energy", kwh);
    }
}
