package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The hub's own stations over OCPP, seen from a station, an eMSP and the administrator (facts §11). */
class StationsTest extends OutsideTest {

    private static final Party HUB = LiveHub.SELF;
    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    private ChargePoint planned(String version) {
        return kept(ChargePoint.planned(hub, version));
    }

    private ChargePoint booted(String version) {
        return kept(ChargePoint.booted(hub, version));
    }

    private ChargePoint kept(ChargePoint station) {
        stations.add(station);
        return station;
    }

    private Partner emsp() {
        Partner emsp = connected("EMSP");
        hub.agree(HUB, emsp.party(), null);
        return emsp;
    }

    private static String ago(int minutes) {
        return Messages.ago(Duration.ofMinutes(minutes));
    }

    private JsonNode cdrAt(ChargePoint station, int connector) {
        return hub.listWhen("/cdrs?evse=" + station.evse(connector), items -> !items.isEmpty())
                .getFirst();
    }

    private static void energy(JsonNode cdr, String kwh) {
        assertThat(new BigDecimal(cdr.path("total_energy").asString())).isEqualByComparingTo(kwh);
    }

    private JsonNode held(ChargePoint station) {
        return LiveHub.until(
                () -> hub.get("/stations/" + station.id).path("transactions").path(0), t -> t.has("held"));
    }

    // --- 1.6

    @Test
    @DisplayName("OCPP-28 every start gets a number, a token that nobody knows is invalid")
    void ocpp28() {
        Partner emsp = emsp();
        ObjectNode card = emsp.card("ALLOWED");
        ChargePoint station = booted("1.6");
        JsonNode good = station.start(1, card.path("uid").asString(), 1000, ago(5));
        JsonNode bad = station.start(2, Messages.uid(), 0, ago(5));
        assertThat(good.path("idTagInfo").path("status").asString()).isEqualTo("Accepted");
        assertThat(bad.path("idTagInfo").path("status").asString()).isEqualTo("Invalid");
        assertThat(good.path("transactionId").asInt()).isPositive();
        assertThat(bad.path("transactionId").asInt())
                .isPositive()
                .isNotEqualTo(good.path("transactionId").asInt());
    }

    @Test
    @DisplayName("OCPP-29, 30 a start and a stop that come again are the same ones: one session, one CDR at the eMSP")
    void ocpp29And30() {
        Partner emsp = emsp();
        ObjectNode card = emsp.card("ALLOWED");
        ChargePoint station = booted("1.6");
        String payload = ChargePoint.startPayload(1, card.path("uid").asString(), 5000, ago(20));
        JsonNode first = station.call("StartTransaction", payload);
        assertThat(station.call("StartTransaction", payload)).isEqualTo(first);
        station.cut();
        station.connect();
        assertThat(station.call("StartTransaction", payload)).isEqualTo(first);
        int id = first.path("transactionId").asInt();
        String end = ago(1);
        station.stop(id, "8000", end);
        station.stop(id, "8000", end);
        assertThat(station.call("StartTransaction", payload)).isEqualTo(first);
        energy(cdrAt(station, 1), "3");
        Received told = emsp.only("POST", "cdrs");
        JsonNode cdr = Http.read(told.text());
        assertThat(cdr.path("party_id").asString()).isEqualTo("HUB");
        assertThat(cdr.path("cdr_location").path("evse_uid").asString()).isEqualTo(station.evse(1));
        assertThat(cdr.path("cdr_token").path("contract_id").asString())
                .isEqualTo(card.path("contract_id").asString());
        hub.listWhen(
                "/sessions?evse=" + station.evse(1),
                items -> items.size() == 1
                        && items.getFirst().path("status").asString().equals("COMPLETED"));
        assertThat(hub.list("/cdrs?evse=" + station.evse(1))).hasSize(1);
    }

    @Test
    @DisplayName("OCPP-31 a stop with a wrong id ends nothing that it may not mean")
    void ocpp31() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6");
        int one = station.start(1, emsp.card("ALLOWED").path("uid").asString(), 0, ago(9))
                .path("transactionId")
                .asInt();
        station.start(2, emsp.card("ALLOWED").path("uid").asString(), 0, ago(9));
        for (int wrong : List.of(-1, 0, 2_000_000_011)) {
            station.stop(wrong, "100", ago(1));
        }
        JsonNode transactions = hub.get("/stations/" + station.id).path("transactions");
        assertThat(transactions).hasSize(2).noneMatch(t -> t.has("ended_at"));
        station.stop(one, "100", ago(1));
        station.stop(-1, "50", ago(1));
        energy(cdrAt(station, 1), "0.1");
        energy(cdrAt(station, 2), "0.05");
    }

    @Test
    @DisplayName("OCPP-32 what was queued offline is charged with its own times")
    void ocpp32() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6");
        int id = station.start(1, emsp.card("ALLOWED").path("uid").asString(), 20_000, ago(120))
                .path("transactionId")
                .asInt();
        station.meter(1, id, "24000", ago(100));
        station.meter(1, id, "24000", ago(80));
        station.stop(id, "29000", ago(60));
        JsonNode cdr = cdrAt(station, 1);
        energy(cdr, "9");
        assertThat(Duration.between(
                        Instant.parse(cdr.path("start_date_time").asString()),
                        Instant.parse(cdr.path("end_date_time").asString())))
                .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
        assertThat(cdr.path("charging_periods")).hasSize(3);
    }

    @Test
    @DisplayName("OCPP-34 readings that can't be true are answered and held, never billed")
    void ocpp34() {
        Partner emsp = emsp();
        for (String absurd : List.of("10", "9.2e18", "\"NaN\"", "\"12,5\"", "-1")) {
            ChargePoint station = booted("1.6");
            int id = station.start(1, emsp.card("ALLOWED").path("uid").asString(), 1000, ago(9))
                    .path("transactionId")
                    .asInt();
            station.stop(id, absurd, ago(1));
            assertThat(held(station).path("held").asString()).startsWith("METER_");
            assertThat(hub.list("/cdrs?evse=" + station.evse(1))).isEmpty();
        }
    }

    @Test
    @DisplayName("OCPP-36 a clock that is wrong is corrected and flagged")
    void ocpp36() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6");
        int id = station.start(1, emsp.card("ALLOWED").path("uid").asString(), 1000, "1970-01-01T00:00:10Z")
                .path("transactionId")
                .asInt();
        station.stop(id, "1010", "1970-01-01T00:00:11Z");
        JsonNode cdr = cdrAt(station, 1);
        assertThat(Instant.parse(cdr.path("start_date_time").asString()))
                .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(hub.get("/stations/" + station.id)
                        .path("transactions")
                        .path(0)
                        .path("flags"))
                .anySatisfy(flag -> assertThat(flag.asString()).isEqualTo("CLOCK"));
    }

    @Test
    @DisplayName(
            "OCPP-37, 39 eMSPs see what EVSEs are doing; an old status does not count, an unknown connector is kept")
    void ocpp37And39() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6");
        LiveHub.until(() -> told(emsp, "PUT", station), got -> !got.isEmpty());
        status(station, 1, "Available", Instant.now());
        Received seen = LiveHub.until(() -> told(emsp, "PATCH", station), got -> !got.isEmpty())
                .getLast();
        assertThat(seen.path()).endsWith("/" + station.location() + "/" + station.evse(1));
        assertThat(seen.text()).contains("AVAILABLE");
        status(station, 1, "Faulted", Instant.now().minus(Duration.ofHours(3)));
        status(station, 7, "Available", Instant.now());
        JsonNode shown = hub.get("/stations/" + station.id).path("evses");
        assertThat(shown.path(0).path("status").asString()).isEqualTo("AVAILABLE");
        assertThat(shown.path(2).path("confirmed").asBoolean()).isFalse();
    }

    /** Of that station: others of the hub, of earlier tests too, are told of at any time. */
    private static List<Received> told(Partner emsp, String method, ChargePoint station) {
        return emsp.got(method, "locations").stream()
                .filter(r -> r.path().contains("/" + station.location()))
                .toList();
    }

    private static void status(ChargePoint station, int connector, String status, Instant at) {
        station.call(
                "StatusNotification",
                "{\"connectorId\": %d, \"errorCode\": \"NoError\", \"status\": \"%s\", \"timestamp\": \"%s\"}"
                        .formatted(connector, status, at));
    }

    // --- 2.0.1 and 2.1

    private static String shown(ObjectNode card) {
        return ", \"idToken\": {\"idToken\": \"" + card.path("uid").asString() + "\", \"type\": \"ISO14443\"}";
    }

    private static final String AT_1 = ", \"evse\": {\"id\": 1, \"connectorId\": 1}";

    @Test
    @DisplayName("OCPP-40, 41, 42 parts in any order, doubled, EVSE and token once each: one right session")
    void ocpp40() {
        Partner emsp = emsp();
        for (String version : List.of("2.0.1", "2.1")) {
            ChargePoint station = booted(version);
            String tx = UUID.randomUUID().toString();
            ObjectNode card = emsp.card("ALLOWED");
            station.event("Ended", tx, 3, ago(10), 17_000, "");
            station.event("Updated", tx, 1, ago(30), 12_000, shown(card));
            station.event("Started", tx, 0, ago(40), 10_000, AT_1);
            station.event("Updated", tx, 2, ago(20), 15_000, "");
            station.event("Updated", tx, 2, ago(20), 15_000, "");
            JsonNode cdr = cdrAt(station, 1);
            energy(cdr, "7");
            assertThat(hub.list("/sessions?evse=" + station.evse(1))).hasSize(1);
        }
    }

    @Test
    @DisplayName("OCPP-44 a token that nobody knows is answered with its status, never with an error")
    void ocpp44() {
        emsp();
        ChargePoint station = booted("2.0.1");
        ObjectNode stranger = Messages.json("{}").put("uid", Messages.uid());
        JsonNode answer = station.event("Started", "tx-1", 0, ago(5), 0, AT_1 + shown(stranger));
        assertThat(answer.path("idTokenInfo").path("status").asString()).isEqualTo("Unknown");
        station.event("Ended", "tx-1", 1, ago(4), 0, "");
        assertThat(held(station).path("held").asString()).isEqualTo("NOT_AUTHORISED");
    }

    // --- what eMSPs want

    private Ask command(Partner emsp, String name, ObjectNode body) {
        return emsp.command(name, body).to(HUB);
    }

    private static ObjectNode at(ChargePoint station, ObjectNode body) {
        return body.put("location_id", station.location())
                .put("evse_uid", station.evse(1))
                .put("connector_id", "1");
    }

    @Test
    @DisplayName("OCPP-46, 47 a start and a stop by the eMSP, each with one result, and the CDR of that session")
    void ocpp46And47() {
        Partner emsp = emsp();
        for (String version : List.of("1.6", "2.0.1")) {
            boolean first = version.equals("1.6");
            ChargePoint station = booted(version)
                    .accepts("RemoteStartTransaction")
                    .accepts("RequestStartTransaction")
                    .accepts("RemoteStopTransaction")
                    .accepts("RequestStopTransaction");
            int told = emsp.told(0).size();
            ObjectNode card = emsp.card("NEVER");
            ObjectNode body = at(station, Messages.startSession(card, emsp.callback()));
            assertThat(command(emsp, "START_SESSION", body)
                            .send()
                            .ok()
                            .data()
                            .path("result")
                            .asString())
                    .isEqualTo("ACCEPTED");
            JsonNode asked = station.got(1, first ? "RemoteStartTransaction" : "RequestStartTransaction");
            assertThat(emsp.told(told + 1).getLast().text()).contains("ACCEPTED");
            String uid = card.path("uid").asString();
            int number = 0;
            if (first) {
                assertThat(asked.path("idTag").asString()).isEqualTo(uid);
                number = station.start(1, uid, 0, ago(9)).path("transactionId").asInt();
            } else {
                station.event("Started", "tx-" + uid, 0, ago(9), 0, AT_1 + shown(card));
            }
            JsonNode session = hub.onlyOf("/sessions?evse=" + station.evse(1));
            ObjectNode stop = Messages.stopSession(session.path("id").asString(), emsp.callback());
            command(emsp, "STOP_SESSION", stop).send().ok();
            station.got(1, first ? "RemoteStopTransaction" : "RequestStopTransaction");
            assertThat(emsp.told(told + 2).getLast().text()).contains("ACCEPTED");
            if (first) {
                station.stop(number, "500", ago(1));
            } else {
                station.event("Ended", "tx-" + uid, 1, ago(1), 500, "");
            }
            JsonNode cdr = cdrAt(station, 1);
            energy(cdr, "0.5");
            assertThat(cdr.path("auth_method").asString()).isEqualTo("COMMAND");
            assertThat(emsp.told(told + 2)).hasSize(told + 2);
        }
    }

    @Test
    @DisplayName("OCPP-46 a station that is not there is refused at once")
    void ocpp46Unreachable() {
        Partner emsp = emsp();
        ChargePoint station = planned("1.6");
        ObjectNode body = at(station, Messages.startSession(emsp.card("NEVER"), emsp.callback()));
        assertThat(command(emsp, "START_SESSION", body)
                        .send()
                        .ok()
                        .data()
                        .path("result")
                        .asString())
                .isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("OCPP-48, 49 reservations by number and unlocking")
    void ocpp48And49() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6")
                .accepts("ReserveNow")
                .accepts("CancelReservation")
                .answers("UnlockConnector", p -> Http.read("{\"status\": \"UnlockFailed\"}"));
        String id = Messages.unique("R");
        command(emsp, "RESERVE_NOW", at(station, Messages.reserveNow(emsp.card("NEVER"), emsp.callback(), id)))
                .send()
                .ok();
        int number = station.got(1, "ReserveNow").path("reservationId").asInt();
        assertThat(number).isPositive();
        emsp.told(1);
        ObjectNode cancel = Messages.json("{}").put("reservation_id", id).put("response_url", emsp.callback());
        command(emsp, "CANCEL_RESERVATION", cancel).send().ok();
        assertThat(station.got(1, "CancelReservation").path("reservationId").asInt())
                .isEqualTo(number);
        emsp.told(2);
        ObjectNode unlock = at(station, Messages.json("{}").put("response_url", emsp.callback()));
        command(emsp, "UNLOCK_CONNECTOR", unlock).send().ok();
        assertThat(emsp.told(3).getLast().text()).contains("FAILED");
    }
}
