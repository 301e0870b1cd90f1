package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SimulatedCpoTest {

    private final Card card = CardDeck.of(Party.parse("NL*MOV"), "Movlyn", 7, 0).getFirst();
    private FakeHub hub;
    private SimulatedCpo cpo;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        cpo = new SimulatedCpo(new Identity(Party.parse("DE*VOL"), "Voltwerk", 0, 7), 4, arrival -> {});
        cpo.up();
        cpo.register(hub.versionsUrl(), FakeHub.TOKEN_A);
        hub.script(Reply.ok(granted()));
    }

    @AfterEach
    void stop() {
        cpo.close();
        hub.close();
    }

    @Test
    void asksForACardWithThePlaceAndWithoutAReceiver() throws Exception {
        var tap = cpo.tap(card.uid(), "RFID", 1, null);

        assertThat(tap.granted()).isTrue();
        var asked = hub.seen("POST", "tokens").getFirst();
        assertThat(asked.path().getLast()).isEqualTo("authorize");
        assertThat(asked.query()).containsEntry("type", "RFID");
        assertThat(asked.header("OCPI-to-party-id")).isEmpty();
        assertThat(asked.header("OCPI-from-party-id")).isEqualTo("VOL");
        assertThat(asked.json().path("evse_uids").get(0).asString("")).isEqualTo("VOL-HALL-02");
    }

    @Test
    void takesACommandOnDoesItAndTellsTheResult() throws Exception {
        var url = hub.endpoint(Wire.field(hub.partner(), "token"), cpo.versionsUrl(), "commands", "RECEIVER");
        var back = hub.versionsUrl().replace("/ocpi/versions", "/ocpi/2.2.1/sender/commands/7");
        var start = Wire.object().put("location_id", "L").put("response_url", back);
        start.set("token", card.token());
        var answer = hub.ask("POST", url + "/START_SESSION", start.put("authorization_reference", "R-1"));
        assertThat(Wire.field(answer.data(), "result")).isEqualTo("ACCEPTED");

        await(() -> !hub.seen("POST", "commands").isEmpty());
        var result = hub.seen("POST", "commands").getFirst();
        assertThat(Wire.field(result.json(), "result")).isEqualTo("ACCEPTED");
        assertThat(result.path().getLast()).isEqualTo("7");
        var session = hub.seen("PUT", "sessions").getFirst().json();
        assertThat(Wire.field(session, "authorization_reference")).isEqualTo("R-1");

        var stop = Wire.object().put("session_id", "NOBODYS").put("response_url", back);
        assertThat(Wire.field(hub.ask("POST", url + "/STOP_SESSION", stop).data(), "result"))
                .isEqualTo("UNKNOWN_SESSION");
    }

    @Test
    void isNotGrantedWhatTheHubRefuses() throws Exception {
        hub.script(Reply.refused(4001, "no agreement"));

        var tap = cpo.tap(card.uid(), "RFID", 0, Party.parse("NL*MOV"));

        assertThat(tap.granted()).isFalse();
        assertThat(tap.answer().statusCode()).isEqualTo(4001);
        assertThat(hub.seen("POST", "tokens").getFirst().header("OCPI-to-party-id"))
                .isEqualTo("MOV");
    }

    @Test
    void tellsTheSessionByPutPatchAndPut() throws Exception {
        var session = cpo.plugIn(cpo.tap(card.uid(), "RFID", 0, null));
        cpo.put(session, null);
        cpo.progress(session, null);
        cpo.progress(session, null);
        cpo.unplug(session);
        cpo.put(session, null);

        var puts = hub.seen("PUT", "sessions");
        var patches = hub.seen("PATCH", "sessions");
        assertThat(Wire.field(puts.getFirst().json(), "status")).isEqualTo("ACTIVE");
        assertThat(patches).allSatisfy(p -> {
            assertThat(p.json().path("charging_periods").size()).isEqualTo(1);
            assertThat(p.json().has("last_updated")).isTrue();
        });
        var last = puts.getLast().json();
        assertThat(Wire.field(last, "status")).isEqualTo("COMPLETED");
        assertThat(last.path("charging_periods").size()).isEqualTo(3);
        assertThat(starts(last)).doesNotHaveDuplicates().isSorted();
        assertThat(List.of(puts.getFirst(), patches.get(0), patches.get(1), puts.getLast()))
                .extracting(c -> Instant.parse(Wire.field(c.json(), "last_updated")))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void billsWhatTheSessionAddsUpTo() throws Exception {
        var cdr = cpo.cdr(billed());

        var energy = new BigDecimal("0");
        for (var period : cdr.path("charging_periods").values()) {
            energy = energy.add(volume(period, "ENERGY"));
        }
        assertThat(decimal(cdr, "total_energy")).isEqualByComparingTo(energy).isPositive();
        assertThat(excl(cdr, "total_cost"))
                .isCloseTo(
                        excl(cdr, "total_fixed_cost")
                                .add(excl(cdr, "total_energy_cost"))
                                .add(excl(cdr, "total_parking_cost")),
                        Offset.offset(new BigDecimal("0.0001")));
        assertThat(excl(cdr, "total_energy_cost"))
                .isEqualByComparingTo(Wire.number(energy.multiply(new BigDecimal("0.59"))));
        assertThat(excl(cdr, "total_parking_cost")).isEqualByComparingTo("0.1");
        assertThat(decimal(cdr.path("total_cost"), "incl_vat"))
                .isCloseTo(
                        excl(cdr, "total_cost").multiply(new BigDecimal("1.19")),
                        Offset.offset(new BigDecimal("0.0002")));
    }

    @Test
    void signsTheMeterReadingsWithAKeyThatIsTold() throws Exception {
        var signed = cpo.cdr(billed()).path("signed_data");

        var key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(Wire.field(signed, "public_key"))));
        assertThat(signed.path("signed_values").size()).isEqualTo(2);
        for (var value : signed.path("signed_values").values()) {
            var parts = Wire.field(value, "signed_data").split("\\|");
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(parts[1].getBytes(StandardCharsets.UTF_8));
            var signature = Wire.read(parts[2].getBytes(StandardCharsets.UTF_8));
            assertThat(check.verify(HexFormat.of().parseHex(Wire.field(signature, "SD"))))
                    .isTrue();
        }
    }

    @Test
    void sendsTheSameBillAgain() throws Exception {
        var cdr = billed();

        cpo.post(cdr, null);
        cpo.post(cdr, null);
        cpo.postConflicting(cdr, null);

        var posts = hub.seen("POST", "cdrs");
        assertThat(posts.get(0).json()).isEqualTo(posts.get(1).json());
        assertThat(Wire.field(posts.get(2).json(), "id")).isEqualTo(cdr);
        assertThat(posts.get(2).json()).isNotEqualTo(posts.get(0).json());
    }

    @Test
    void usesNewIdsInEveryProcess() throws Exception {
        try (var other = new SimulatedCpo(new Identity(Party.parse("DE*VOL"), "Voltwerk", 0, 7), 4, arrival -> {})) {
            var tap = cpo.tap(card.uid(), "RFID", 0, null);
            assertThat(other.plugIn(tap)).isNotEqualTo(cpo.plugIn(tap));
        }
    }

    @Test
    void keepsTokensThatArePushed() throws Exception {
        var tokens = hub.endpoint(Wire.field(hub.partner(), "token"), cpo.versionsUrl(), "tokens", "RECEIVER");

        var answer = hub.ask("PUT", tokens + "/NL/MOV/" + card.uid() + "?type=RFID", card.token());

        assertThat(answer.http()).isEqualTo(201);
        assertThat(cpo.tokens()).containsExactly(card.token());
        assertThat(hub.ask("DELETE", tokens + "/NL/MOV/" + card.uid(), null).http())
                .isEqualTo(405);
    }

    @Test
    void readsAllPagesOfTheHubsTokens() throws Exception {
        var deck = CardDeck.of(Party.parse("NL*MOV"), "Movlyn", 7, 0);
        hub.scriptPages(
                List.of(deck.get(0).token(), deck.get(1).token()),
                List.of(deck.get(2).token()));

        assertThat(cpo.pullTokens()).isEqualTo(3);

        assertThat(cpo.tokens())
                .containsExactlyInAnyOrder(
                        deck.get(0).token(), deck.get(1).token(), deck.get(2).token());
        assertThat(hub.seen("GET", "tokens"))
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.header("OCPI-to-party-id")).isEqualTo("HUB"));
    }

    @Test
    void loadCountsOnlyWhatWasAcknowledgedAndSendsAgainWhatGotNoAnswer() throws Exception {
        try (var load = new Load(cpo, List.of(card.uid()), 2)) {
            await(() -> count(load, "cdrs") >= 3);
            hub.dropNext(4);
            var soFar = count(load, "cdrs");
            await(() -> count(load, "cdrs") >= soFar + 3);

            assertThat(load.finish(30)).isTrue();

            var told = load.toJson();
            assertThat(told.path("unanswered").asInt(0)).isPositive();
            assertThat(told.path("refused").size()).isZero();
            assertThat(told.path("cdrs").size()).isEqualTo(told.path("sessions").size());
            var posted = hub.seen("POST", "cdrs").stream()
                    .map(c -> Wire.field(c.json(), "id"))
                    .distinct();
            assertThat(posted).hasSize(told.path("cdrs").size());
        }
    }

    private static int count(Load load, String what) {
        return load.toJson().path(what).size();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("did not come in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private String billed() throws Exception {
        var session = cpo.plugIn(cpo.tap(card.uid(), "RFID", 0, null));
        cpo.advance(session);
        cpo.advance(session);
        cpo.unplug(session);
        return cpo.bill(session);
    }

    private ObjectNode granted() {
        var info = Wire.object().put("allowed", "ALLOWED").put("authorization_reference", "R1");
        info.set("token", card.token());
        return info;
    }

    private static List<String> starts(JsonNode session) {
        return session.path("charging_periods").values().stream()
                .map(p -> Wire.field(p, "start_date_time"))
                .toList();
    }

    private static BigDecimal volume(JsonNode period, String dimension) {
        return period.path("dimensions").values().stream()
                .filter(d -> Wire.field(d, "type").equals(dimension))
                .map(d -> decimal(d, "volume"))
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal excl(JsonNode cdr, String field) {
        return decimal(cdr.path(field), "excl_vat");
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return node.path(field).decimalValue(BigDecimal.ZERO);
    }
}
