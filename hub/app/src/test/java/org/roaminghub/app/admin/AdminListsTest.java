package org.roaminghub.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.app.admin.RunningHub.Answer;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.TokenKind;
import tools.jackson.databind.JsonNode;

/** Lists and history from outside: recorded facts come out as OCPI objects, complete and found by every filter. */
@ResourceLock(RunningHub.ONLY)
class AdminListsTest {

    private static RunningHub hub;
    private static Stories story;

    @BeforeAll
    static void record() {
        hub = RunningHub.get();
        story = new Stories(hub.bean(Ids.class), "DE*LST", "NL*LST", "LISTS00001", "NLLST0000000017");
        hub.record(story::facts);
        RunningHub.until(
                () -> hub.get("/api/v1/sessions/" + story.session),
                answer -> answer.body().path("status").asString("").equals("COMPLETED"));
        // Each view follows at its own pace, and a list may lag behind what is shown by its id.
        for (String list : List.of(
                "cdrs?party=DE*LST",
                "cdrs?party=DE*LST&status=REFUSED",
                "tokens?party=NL*LST",
                "authorizations?session=" + story.session,
                "deliveries?party=NL*LST")) {
            RunningHub.until(() -> hub.get("/api/v1/" + list).items().size(), size -> size == 1);
        }
        RunningHub.until(() -> hub.get("/api/v1/history?party=NL*LST").items().size(), size -> size >= 9);
    }

    private static Answer shown(String path) {
        return RunningHub.until(() -> hub.get(path), answer -> answer.status() == 200);
    }

    @Test
    void showsASessionAsOcpiHasIt() {
        JsonNode session = hub.get("/api/v1/sessions/" + story.session).body();
        assertThat(session.path("id").asString()).isEqualTo(story.cpoRef);
        assertThat(session.path("hub_id").asString()).isEqualTo(story.session.toString());
        assertThat(session.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(session.path("kwh").decimalValue()).isEqualByComparingTo("11.5");
        assertThat(session.path("evse_uid").asString()).isEqualTo("3256");
        assertThat(session.path("evse_id").asString()).isEqualTo("DE*VOL*E1234");
        assertThat(session.path("cdr_token").path("uid").asString()).isEqualTo(story.uid);
        assertThat(session.path("cdr_token").path("contract_id").asString()).isEqualTo(story.contract);
        assertThat(session.path("charging_periods").size()).isEqualTo(2);
        assertThat(session.path("charging_periods")
                        .path(1)
                        .path("dimensions")
                        .path(0)
                        .path("volume")
                        .decimalValue())
                .isEqualByComparingTo("11.5");
        assertThat(session.path("charging_periods")
                        .path(0)
                        .path("dimensions")
                        .path(1)
                        .path("volume")
                        .decimalValue())
                .isEqualByComparingTo("0.25");
        assertThat(session.path("cdr_id").asString()).isEqualTo(story.cdr.toString());
        assertThat(session.path("end_date_time").asString()).isEqualTo("2026-05-04T19:00:00Z");
        assertThat(session.has("erased")).isFalse();
    }

    @Test
    void showsACdrAsOcpiHasIt() {
        JsonNode cdr = hub.get("/api/v1/cdrs/" + story.fid).body();
        assertThat(cdr.path("hub_id").asString()).isEqualTo(story.cdr.toString());
        assertThat(cdr.path("hub_session_id").asString()).isEqualTo(story.session.toString());
        assertThat(cdr.path("session_id").asString()).isEqualTo(story.cpoRef);
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("11.5");
        assertThat(cdr.path("total_time").decimalValue()).isEqualByComparingTo("1");
        assertThat(cdr.path("total_parking_time").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(cdr.path("total_cost").path("before_taxes").decimalValue()).isEqualByComparingTo("4.2");
        assertThat(cdr.path("total_cost").path("taxes").path(0).path("name").asString())
                .isEqualTo("VAT");
        assertThat(cdr.path("total_cost").path("taxes").path(0).path("amount").decimalValue())
                .isEqualByComparingTo("0.8");
        assertThat(cdr.path("cdr_location").path("country").asString()).isEqualTo("DEU");
        assertThat(cdr.path("cdr_location").path("address").asString()).isEqualTo("Long Street 7");
        assertThat(cdr.path("remark").asString()).isEqualTo("a remark");
        assertThat(cdr.path("status").asString()).isEqualTo("ACCEPTED");
    }

    @Test
    void leavesARefusedCdrOutUnlessAskedFor() {
        assertThat(texts("/api/v1/cdrs?party=DE*LST", "hub_id")).containsExactly(story.cdr.toString());
        JsonNode refused =
                hub.get("/api/v1/cdrs?party=DE*LST&status=REFUSED").items().path(0);
        assertThat(refused.path("hub_id").asString()).isEqualTo(story.refused.toString());
        assertThat(refused.path("refusal").asString()).isEqualTo("CONFLICT");
        assertThat(refused.path("conflicts_with").asString()).isEqualTo(story.cdr.toString());
        assertThat(refused.path("findings").path(0).path("rule").asString()).isEqualTo("SAME_ID");
    }

    @Test
    void showsTokensAuthorizationsAndDeliveries() {
        JsonNode token =
                hub.get("/api/v1/tokens?party=NL-LST&status=valid").items().path(0);
        assertThat(token.path("uid").asString()).isEqualTo(story.uid);
        assertThat(token.path("issuer").asString()).isEqualTo("Mover");
        assertThat(token.path("whitelist").asString()).isEqualTo("ALLOWED");

        JsonNode authorization = hub.get("/api/v1/authorizations?session=" + story.session)
                .items()
                .path(0);
        assertThat(authorization.path("status").asString()).isEqualTo("GRANTED");
        assertThat(authorization.path("allowed").asString()).isEqualTo("ALLOWED");
        assertThat(authorization.path("token").path("uid").asString()).isEqualTo(story.uid);
        assertThat(authorization.path("authorization_reference").asString()).isEqualTo("ref-1");

        JsonNode delivery = hub.get("/api/v1/deliveries?party=NL*LST&status=ACKNOWLEDGED")
                .items()
                .path(0);
        assertThat(delivery.path("object_id").asString()).isEqualTo(story.cdr.toString());
        assertThat(delivery.path("receiver_ref").asString()).isEqualTo("https://emsp.example/cdrs/1");
        assertThat(hub.get("/api/v1/deliveries/" + delivery.path("delivery_id").asString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void findsTheHistoryByEveryFilter() {
        for (String filter : List.of(
                "session=" + story.session,
                "session=" + story.cpoRef,
                "cdr=" + story.fid,
                "authorization=" + story.authorization,
                "contract=" + story.contract.toLowerCase(java.util.Locale.ROOT),
                "token=" + story.uid,
                "token=" + story.token,
                "evse=de*vol*e1234",
                "party=DELST",
                "stream=session/" + story.session,
                "type=cdr.accepted&party=DE*LST")) {
            assertThat(hub.get("/api/v1/history?" + filter).items().size())
                    .as(filter)
                    .isPositive();
        }
        assertThat(hub.get("/api/v1/history?contract=NLXXX000000001").items().size())
                .isZero();
        assertThat(hub.get("/api/v1/history?party=DE*LST&to=2000-01-01T00:00:00Z")
                        .items()
                        .size())
                .isZero();
    }

    @Test
    void showsTheHistoryOfASessionInRecordedOrderWithPersonalFieldsOpened() {
        List<JsonNode> events = hub.all("/api/v1/history?session=" + story.session, 2);
        assertThat(events.stream().map(e -> e.path("type").asString()).toList())
                .containsExactly(
                        "authorization.requested",
                        "authorization.granted",
                        "session.opened",
                        "session.progressed",
                        "session.completed",
                        "cdr.accepted",
                        "session.billed",
                        "cdr.refused");
        assertThat(events.stream().map(e -> e.path("position").asLong()).toList())
                .isSorted();
        JsonNode opened = events.get(2);
        assertThat(opened.path("payload")
                        .path("record")
                        .path("token_seen")
                        .path("uid")
                        .path("value")
                        .asString())
                .isEqualTo(story.uid);
        assertThat(opened.path("stream").asString()).isEqualTo("session/" + story.session);
        assertThat(opened.path("version").asInt()).isEqualTo(1);
        assertThat(opened.path("actor").asString()).isEqualTo("AUTOMATION:test");
        assertThat(opened.path("correlation_id").asString()).isEqualTo(story.session.toString());
        assertThat(opened.path("payload").toString()).doesNotContain("sealed\":\"");
    }

    @Test
    void showsWhatIsErasedAsErased() {
        Stories gone = new Stories(hub.bean(Ids.class), "DE*ERA", "NL*ERA", "ERASED0001", "NLERA0000000015");
        hub.record(gone::facts);
        shown("/api/v1/cdrs/" + gone.cdr);
        Privacy privacy = hub.privacy();
        var person = privacy.findSubject(org.roaminghub.vocabulary.TokenUid.parse(gone.uid), TokenKind.RFID)
                .orElseThrow();
        hub.jdbc()
                .update(
                        "update hub.subject_key set wrapped = null, destroyed_at = now() where subject = ?",
                        person.value());
        // keys stay in memory for a moment only where they were used just now: ask through a hub that has none
        var unopened = new HistoryPayload((text, eventId, path, keyId) -> java.util.Optional.empty());
        var entry = RunningHub.until(
                        () -> hub.bean(org.roaminghub.app.projection.EventHistory.class)
                                .page(
                                        new org.roaminghub.app.projection.EventHistory.Query(
                                                List.of(), "cdr/" + gone.cdr, null, null, null),
                                        null,
                                        1)
                                .items(),
                        entries -> !entries.isEmpty())
                .getFirst();
        JsonNode payload = unopened.item(entry, true).payload();
        assertThat(payload.path("record").path("token_seen").path("erased").asBoolean())
                .isTrue();
        assertThat(payload.path("record").path("remark").path("erased").asBoolean())
                .isTrue();
        assertThat(unopened.item(entry, false)
                        .payload()
                        .path("record")
                        .path("remark")
                        .path("withheld")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void noPageOfTheHistoryMissesAnEventThatIsCommittedLate() throws SQLException {
        try (Connection late = hub.bean(DataSource.class).getConnection()) {
            late.setAutoCommit(false);
            String stream = "audit/" + hub.bean(Ids.class).random();
            late.createStatement().execute(insert(stream, 0));
            Answer before = hub.get("/api/v1/history?stream=" + stream);
            hub.jdbc().execute(insert(stream, 1));
            assertThat(before.items().size()).isZero();
            assertThat(hub.get("/api/v1/history?stream=" + stream).items().size())
                    .as("the later one waits for the earlier one")
                    .isZero();
            late.commit();
            List<JsonNode> both =
                    RunningHub.until(() -> hub.all("/api/v1/history?stream=" + stream, 1), found -> found.size() == 2);
            assertThat(both.stream().map(e -> e.path("sequence").asLong()).toList())
                    .containsExactly(0L, 1L);
        }
    }

    private static String insert(String stream, long sequence) {
        return "insert into hub.event (event_id, stream, sequence, stream_type, name, version, recorded_at, payload, envelope) values"
                + " (gen_random_uuid(), '" + stream + "', " + sequence + ", 'audit', 'audit.replayed', '1', now(),"
                + " '{\"user\":\"u\",\"projection\":\"p\"}', '{}')";
    }

    @Test
    void pagesGiveEveryCdrOnce() {
        List<String> ids = hub.all("/api/v1/cdrs", 1).stream()
                .map(cdr -> cdr.path("hub_id").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains(story.cdr.toString()).doesNotContain(story.refused.toString());
    }

    @Test
    void recordsOnceAnHourThatSomebodyLooked() {
        hub.get("/api/v1/cdrs?party=DE*LST");
        hub.get("/api/v1/cdrs?party=DE*LST");
        hub.get("/api/v1/cdrs?party=DE*AAA");
        List<JsonNode> looks = RunningHub.until(AdminListsTest::looks, found -> !found.isEmpty());
        long shapes = looks.stream()
                .map(e -> e.path("payload").path("query").asString() + " "
                        + Instant.parse(e.path("recorded_at").asString()).truncatedTo(ChronoUnit.HOURS))
                .distinct()
                .count();
        assertThat(shapes).as("one event per query shape and hour").isEqualTo(looks.size());
        assertThat(Objects.toString(looks)).doesNotContain("DE*LST");
    }

    private static List<JsonNode> looks() {
        return hub.all("/api/v1/history?type=audit.queried", 100).stream()
                .filter(e -> e.path("payload").path("purpose").asString().equals("GET /api/v1/cdrs"))
                .filter(e -> e.path("actor").asString().equals("USER:administrator"))
                .toList();
    }

    private static List<String> texts(String path, String field) {
        return hub.all(path, 100).stream()
                .map(item -> item.path(field).asString())
                .toList();
    }
}
