package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which CDRs an invoice is about: OCPI 2.3.0, invoice reconciliation. Passed on, noted, never kept. */
class InvoiceReconciliationTest extends OutsideTest {

    private static final String MODULE = "invoicereconciliation";
    private static final String RECEIVER = MODULE + "/RECEIVER";
    private static final String SENDER = MODULE + "/SENDER";

    private Partner with(String role) {
        Partner partner = planned(role).offers("2.3.0", MODULE);
        partner.register().ok();
        return partner;
    }

    private Pair modern() {
        return pair(with("CPO"), with("EMSP"));
    }

    private static ObjectNode record(Party owner, String... cdrs) {
        ObjectNode record =
                Messages.json("""
            {"country_code": "%s", "party_id": "%s", "id": "%s", "invoice_id": "INV 2026/11", "x_note": {"page": [1, 2.50]},
             "last_updated": "%s"}""".formatted(owner.country(), owner.id(), Messages.unique("R"), Messages.hoursAgo(1)));
        ArrayNode list = record.putArray("cdrs");
        for (String cdr : cdrs) {
            list.add(cdr);
        }
        return record;
    }

    private static Ask own(String method, Partner owner, ObjectNode record) {
        Party party = owner.party();
        return owner.ask(
                method, RECEIVER, party.country(), party.id(), record.path("id").asString());
    }

    private static ObjectNode cdr230(Pair pair) {
        ObjectNode cdr = cdr(pair);
        cdr.set("total_cost", Messages.json("{\"before_taxes\": 3.3}"));
        return cdr;
    }

    private static String history(Party party, String type) {
        return "/history?party=" + party.star() + "&type=" + type;
    }

    private List<JsonNode> passed(Party party, int count) {
        return hub.listWhen(history(party, "relay.passed"), events -> events.size() >= count);
    }

    @Test
    @DisplayName("HUB-74 an addressed record goes on just as it came; Location is the hub's; GET, PUT, DELETE follow")
    void addressed() {
        Pair pair = modern();
        Party cpo = pair.cpo().party();
        Party emsp = pair.emsp().party();
        ObjectNode record = record(cpo, "CDR-1", "CDR-2");
        String spaced = record.toPrettyString();
        Ask post = pair.cpo().ask("POST", RECEIVER).to(emsp).body(spaced);
        Answer created = post.send().ok();
        assertThat(created.http()).isEqualTo(201);
        assertThat(created.message()).isEqualTo("said by the partner");
        answered(created, emsp, cpo);
        assertThat(created.header("X-Request-ID")).isEqualTo(post.header("X-Request-ID"));
        String id = record.path("id").asString();
        assertThat(created.header("Location")).isEqualTo(pair.cpo().endpoint(RECEIVER) + "/DE/" + cpo.id() + "/" + id);
        Received got = pair.emsp().only("POST", MODULE);
        assertThat(got.text()).isEqualTo(spaced);
        assertThat(got.path()).isEqualTo("/receiver/" + MODULE);
        assertThat(got.headers())
                .containsEntry("x-correlation-id", post.header("X-Correlation-ID"))
                .doesNotContainEntry("x-request-id", post.header("X-Request-ID"));
        routed(got, cpo, emsp);

        Ask back = new Ask(pair.cpo(), "GET", String.valueOf(created.header("Location"))).from(cpo);
        assertThat(back.send().ok().data()).isEqualTo(record);
        own("PUT", pair.cpo(), record)
                .to(emsp)
                .body(record.put("invoice_id", "INV 2"))
                .send()
                .ok();
        assertThat(pair.emsp().only("PUT", MODULE).text()).isEqualTo(record.toString());
        own("DELETE", pair.cpo(), record).to(emsp).send().ok();
        own("GET", pair.cpo(), record).to(emsp).send().refused(404, 2003);

        List<JsonNode> events = passed(emsp, 3);
        assertThat(events)
                .extracting(e -> e.path("payload").path("verb").asString())
                .containsExactlyInAnyOrder("POST", "PUT", "DELETE");
        assertThat(events)
                .extracting(e -> e.path("stream").asString())
                .containsOnly(events.getFirst().path("stream").asString());
        for (JsonNode event : events) {
            JsonNode payload = event.path("payload");
            assertThat(payload.path("module").asString()).isEqualTo(MODULE);
            assertThat(payload.path("owner").asString()).isEqualTo(cpo.star());
            assertThat(payload.path("sender").asString()).isEqualTo(cpo.star());
            assertThat(payload.path("receiver").asString()).isEqualTo(emsp.star());
            assertThat(payload.path("fid").asString()).isEqualTo(id);
            assertThat(payload.path("taken").asBoolean()).isTrue();
            assertThat(payload.path("answer").asString()).matches("20[01] 1000");
            assertThat(event.path("recorded_at").asString()).isNotBlank();
        }
    }

    @Test
    @DisplayName("what is passed on is on record before its receiver has it: also when the hub never hears an answer")
    void recordedBefore() {
        Pair pair = modern();
        Party cpo = pair.cpo().party();
        AtomicInteger before = new AtomicInteger();
        List<Instant> asked = new CopyOnWriteArrayList<>();
        // As short as can be: the hub does not wait for long.
        pair.emsp().answers("POST", MODULE, r -> {
            before.set(hub.listWhen(history(cpo, "relay.begun"), events -> !events.isEmpty())
                    .size());
            asked.add(Instant.now());
            return Partner.reply(r, 201, 1000, null);
        });
        ObjectNode record = record(cpo, "CDR-1");
        pair.cpo()
                .ask("POST", RECEIVER)
                .to(pair.emsp().party())
                .body(record)
                .send()
                .ok();
        assertThat(before).hasValue(1);
        assertThat(passed(cpo, 1)).hasSize(1);
        assertThat(Instant.parse(passed(cpo, 1).getFirst().path("recorded_at").asString()))
                .as("not before it was answered")
                .isAfterOrEqualTo(asked.getFirst().truncatedTo(ChronoUnit.MILLIS));
        JsonNode begun = hub.list(history(cpo, "relay.begun")).getFirst();
        assertThat(begun.path("payload").path("fid").asString())
                .isEqualTo(record.path("id").asString());
        assertThat(begun.path("stream").asString())
                .isEqualTo(passed(cpo, 1).getFirst().path("stream").asString());
    }

    @Test
    @DisplayName(
            "HUB-74 a record without TO that is another party's goes to that party, also when its CDRs are unknown")
    void ownerInTheObject() {
        Pair pair = modern();
        Partner other = pair(with("CPO"), pair.emsp()).cpo();
        pair.emsp()
                .ask("POST", RECEIVER)
                .body(record(pair.cpo().party(), "never seen"))
                .send()
                .ok();
        routed(pair.cpo().only("POST", MODULE), pair.emsp().party(), pair.cpo().party());
        assertThat(other.got("POST", MODULE)).isEmpty();
    }

    @Test
    @DisplayName(
            "HUB-74 a record without TO goes to the party of its owner's CDRs; DELETE says it was wrong, the CDRs stay")
    void byOwner() {
        Pair pair = modern();
        Partner stranger = pair(pair.cpo(), with("EMSP")).emsp();
        ObjectNode cdr = cdr230(pair);
        pair.cpo().postCdr(cdr).send().ok();
        pair.emsp().got(1, "POST", "cdrs");
        var before = hub.onlyOf("/cdrs?party=" + pair.cpo().party().star());
        ObjectNode record = record(pair.cpo().party(), cdr.path("id").asString());
        pair.cpo().ask("POST", RECEIVER).body(record).send().ok();
        routed(pair.emsp().only("POST", MODULE), pair.cpo().party(), pair.emsp().party());
        assertThat(own("GET", pair.cpo(), record).send().ok().data()).isEqualTo(record);
        own("PUT", pair.cpo(), record)
                .body(record.put("invoice_id", "INV 3"))
                .send()
                .ok();
        own("DELETE", pair.cpo(), record).send().ok();
        routed(
                pair.emsp().only("DELETE", MODULE),
                pair.cpo().party(),
                pair.emsp().party());
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            assertThat(stranger.got(method, MODULE)).isEmpty();
        }
        assertThat(hub.onlyOf("/cdrs?party=" + pair.cpo().party().star())).isEqualTo(before);
        assertThat(pair.emsp()
                        .ask("GET", "cdrs/SENDER")
                        .to(LiveHub.SELF)
                        .send()
                        .ok()
                        .data())
                .hasSize(1);

        ObjectNode reverse = record(pair.emsp().party(), cdr.path("id").asString());
        pair.emsp().ask("POST", RECEIVER).body(reverse).send().ok();
        routed(pair.cpo().only("POST", MODULE), pair.emsp().party(), pair.cpo().party());
    }

    @Test
    @DisplayName(
            "HUB-44, HUB-48 the list of one party comes with a Link of the hub; without TO or of all: 4001 that says why")
    void lists() {
        Pair pair = modern();
        pair.cpo()
                .answers(
                        "GET",
                        MODULE,
                        r -> Partner.reply(
                                r,
                                200,
                                1000,
                                "[" + record(pair.cpo().party(), "C1") + "]",
                                "Link",
                                "<" + pair.cpo().peer.url() + "/sender/" + MODULE + "?offset=1&limit=1>; rel=\"next\"",
                                "X-Total-Count",
                                "2",
                                "X-Limit",
                                "1"));
        Answer list = pair.emsp()
                .ask("GET", SENDER)
                .query("date_from=2026-01-01T00:00:00Z&limit=1")
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(list.data()).hasSize(1);
        assertThat(list.header("Link"))
                .isEqualTo("<" + pair.emsp().endpoint(SENDER) + "?offset=1&limit=1>; rel=\"next\"");
        assertThat(list.header("X-Total-Count")).isEqualTo("2");
        assertThat(pair.cpo().only("GET", MODULE).query()).isEqualTo("date_from=2026-01-01T00:00:00Z&limit=1");
        answered(list, pair.cpo().party(), pair.emsp().party());
        assertThat(pair.emsp()
                        .ask("GET", SENDER)
                        .to(LiveHub.SELF)
                        .send()
                        .refused(200, 4001)
                        .message())
                .contains("OCPI-to");
        assertThat(pair.emsp().ask("GET", SENDER).send().refused(200, 4001).message())
                .contains("OCPI-to");
        assertThat(pair.cpo()
                        .ask("POST", RECEIVER)
                        .to(LiveHub.SELF)
                        .body(record(pair.cpo().party(), "C"))
                        .send()
                        .refused(200, 4001)
                        .message())
                .contains("OCPI-to");
        assertThat(pair.cpo()
                        .ask("POST", RECEIVER)
                        .body(record(pair.cpo().party(), "NEVER-SEEN"))
                        .send()
                        .refused(200, 4001)
                        .message())
                .contains("OCPI-to");
        assertThat(pair.emsp().got("POST", MODULE)).isEmpty();
    }

    @Test
    @DisplayName(
            "HUB-18, HUB-29, HUB-30 what a record must have, whose it is and which: 2001 or 404, and nobody hears of it")
    void refuses() {
        Pair pair = modern();
        Party emsp = pair.emsp().party();
        for (String field : List.of("country_code", "party_id", "id", "invoice_id", "cdrs", "last_updated")) {
            ObjectNode record = record(pair.cpo().party(), "C1");
            record.remove(field);
            assertThat(pair.cpo()
                            .ask("POST", RECEIVER)
                            .to(emsp)
                            .body(record)
                            .send()
                            .refused(200, 2001)
                            .message())
                    .contains(field);
        }
        ObjectNode record = record(pair.cpo().party(), "C1");
        ObjectNode none = record.deepCopy();
        none.putArray("cdrs");
        pair.cpo().ask("POST", RECEIVER).to(emsp).body(none).send().refused(200, 2001);
        pair.cpo()
                .ask("POST", RECEIVER)
                .to(emsp)
                .body(record(Partner.party("CPO"), "C1"))
                .send()
                .refused(200, 2001);
        own("PUT", pair.cpo(), record)
                .to(emsp)
                .body(record.deepCopy().put("id", "OTHER"))
                .send()
                .refused(200, 2001);
        own("PUT", pair.cpo(), record)
                .to(emsp)
                .body(record.deepCopy().put("party_id", "XXX"))
                .send()
                .refused(200, 2001);
        pair.cpo()
                .ask("PUT", RECEIVER, "DE", "XXX", "R1")
                .to(emsp)
                .body(record)
                .send()
                .refused(404, 2001);
        pair.cpo()
                .ask("PATCH", RECEIVER, "DE", pair.cpo().party().id(), "R1")
                .to(emsp)
                .body("{}")
                .send()
                .refused(405, 2000);
        pair.cpo().ask("DELETE", RECEIVER).to(emsp).send().refused(405, 2000);
        pair.cpo().ask("GET", RECEIVER, "a", "b", "c", "d").to(emsp).send().refused(404, 2000);
        pair.cpo().ask("POST", RECEIVER).to(emsp).body("{").send().refused(400, 2001);
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "GET")) {
            assertThat(pair.emsp().got(method, MODULE)).isEmpty();
        }
        assertThat(hub.eventsOf(emsp)).doesNotContain("relay.passed");
    }

    @Test
    @DisplayName(
            "HUB-27, HUB-59 no agreement 4001, away 4003, silent 4002, without the module 4000, of another version 4003")
    void receiversOutOfReach() {
        Pair pair = modern();
        Partner cpo = pair.cpo();
        ObjectNode record = record(cpo.party(), "C1");
        cpo.ask("POST", RECEIVER).to(with("EMSP").party()).body(record).send().refused(200, 4001);
        cpo.ask("POST", RECEIVER).to(Partner.party("EMSP")).body(record).send().refused(200, 4001);
        Partner planned = pair(cpo, planned("EMSP")).emsp();
        cpo.ask("POST", RECEIVER).to(planned.party()).body(record).send().refused(200, 4003);
        Partner without = pair(cpo, planned("EMSP").offers("2.3.0")).emsp();
        without.register().ok();
        cpo.ask("POST", RECEIVER).to(without.party()).body(record).send().refused(200, 4000);
        Partner old = pair(cpo, connected("EMSP")).emsp();
        long begun = System.nanoTime();
        assertThat(cpo.ask("POST", RECEIVER)
                        .to(old.party())
                        .body(record)
                        .send()
                        .refused(200, 4003)
                        .message())
                .contains("2.3.0", MODULE);
        // Sooner than who is asked and silent is given up.
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
        assertThat(old.got("POST", MODULE)).isEmpty();
        Http.call("GET", hub.url() + "/ocpi/2.2.1/sender/" + MODULE, null, "Authorization", Http.token(old.theirs))
                .refused(404, 2000);
        pair.emsp().answers("POST", MODULE, r -> says(r, 200, 2002));
        cpo.ask("POST", RECEIVER).to(pair.emsp().party()).body(record).send().refused(200, 2002);
        Partner silent = pair(cpo, with("EMSP")).emsp().always(new ScriptedPeer.Answer.Silence());
        cpo.ask("POST", RECEIVER).to(silent.party()).body(record).send().refused(200, 4002);
        List<JsonNode> told = passed(silent.party(), 1);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("payload").path("refusal").asString()).isEqualTo("PARTY_SILENT");
        assertThat(told.getFirst().path("payload").path("taken").asBoolean()).isFalse();
        assertThat(Map.of(
                        "delivery",
                        hub.list("/deliveries?party=" + silent.party().star())))
                .containsEntry("delivery", List.of());
    }
}
