package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What reservations at own stations cost: before the session that began with them, or by a CDR of their own. */
class StationReservationsTest extends OutsideTest {

    private static final Party HUB = LiveHub.SELF;
    /** Any short reservation costs 2 and 1 for its ten minutes; one that expires 5 and 1. */
    private static final String RESERVED = """
            {"price_components": [{"type": "FLAT", "price": 2, "step_size": 1}, {"type": "TIME", "price": 6, "step_size": 600}],
             "restrictions": {"reservation": "RESERVATION"}},
            {"price_components": [{"type": "FLAT", "price": 5, "step_size": 1}],
             "restrictions": {"reservation": "RESERVATION_EXPIRES"}},
            {"price_components": [{"type": "ENERGY", "price": 0.30, "step_size": 1}]}""";

    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    private Partner emsp() {
        Partner emsp = connected("EMSP");
        hub.agree(HUB, emsp.party(), null);
        return emsp;
    }

    private ChargePoint station(String version) {
        ChargePoint station = reservable(hub, version);
        stations.add(station);
        return station;
    }

    static ChargePoint reservable(LiveHub hub, String version) {
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", StationPricesTest.tariff(id, RESERVED));
        ChargePoint station = ChargePoint.priced(hub, version, id)
                .connect()
                .accepts("ReserveNow")
                .accepts("CancelReservation");
        station.boot();
        return station;
    }

    /** Kept free from now on; answers the eMSP's id of it. */
    static String reserve(ChargePoint station, Partner emsp, ObjectNode card, Instant until) {
        String id = Messages.unique("R");
        int told = emsp.told(0).size();
        ObjectNode body = Messages.reserveNow(card, emsp.callback(), id)
                .put("expiry_date", until.toString())
                .put("location_id", station.location())
                .put("evse_uid", station.evse(1))
                .put("connector_id", "1");
        emsp.command("RESERVE_NOW", body).to(HUB).send().ok();
        assertThat(emsp.told(told + 1).getLast().text()).contains("ACCEPTED");
        return id;
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3_600);
    }

    /** When a reservation expires that a test waits for: not before it was made, on a machine that stands still for a while. */
    static Instant soon() {
        return Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Long enough that it counts: what is less than half a second costs nothing. */
    private static Instant aLittleLater() {
        Instant at = Instant.now().plusMillis(700).truncatedTo(ChronoUnit.MILLIS);
        return LiveHub.until(() -> at, then -> Instant.now().isAfter(then));
    }

    private static void chargedWithReservation(ChargePoint station, ObjectNode card, int number, Instant start) {
        String payload = ChargePoint.startPayload(1, card.path("uid").asString(), 0, start.toString());
        int transaction = station.call("StartTransaction", payload.replace("{", "{\"reservationId\": " + number + ", "))
                .path("transactionId")
                .asInt();
        station.stop(transaction, "2000", start.plusSeconds(1).toString());
    }

    private static List<JsonNode> cdrs(Partner emsp, int count) {
        return emsp.got(count, "POST", "cdrs").stream()
                .map(r -> Http.read(r.text()))
                .toList();
    }

    private static void isReservedThenCharged(JsonNode cdr, Instant charging) {
        StationPricesTest.costs(cdr.path("total_cost"), "3.6", "");
        StationPricesTest.costs(cdr.path("total_reservation_cost"), "3", "");
        StationPricesTest.costs(cdr.path("total_energy_cost"), "0.6", "");
        JsonNode periods = cdr.path("charging_periods");
        assertThat(periods).hasSize(2);
        Instant made = Instant.parse(cdr.path("start_date_time").asString());
        assertThat(made).isBefore(charging);
        assertThat(Instant.parse(periods.path(0).path("start_date_time").asString()))
                .isEqualTo(made);
        assertThat(Instant.parse(periods.path(1).path("start_date_time").asString()))
                .isEqualTo(charging);
        assertThat(StationCurrentsTest.volume(periods.path(0), "RESERVATION_TIME"))
                .isPositive();
        assertThat(cdr.has("session_id")).isTrue();
    }

    @Test
    @DisplayName("a session that began with a reservation pays for it, from when it was made until charging began")
    void usedByNumber() {
        Partner emsp = emsp();
        ChargePoint station = station("1.6");
        ObjectNode card = emsp.card("ALLOWED");
        reserve(station, emsp, card, inAnHour());
        int number = station.got(1, "ReserveNow").path("reservationId").asInt();
        Instant start = aLittleLater();
        chargedWithReservation(station, emsp.card("ALLOWED"), number, start);
        isReservedThenCharged(cdrs(emsp, 1).getFirst(), start);
        assertThat(hub.eventsOf(emsp.party())).containsOnlyOnce("reservation.confirmed", "reservation.ended");
    }

    @Test
    @DisplayName("a station that doesn't say which reservation: the card that it was made for tells")
    void usedByItsCard() {
        Partner emsp = emsp();
        ChargePoint station = station("2.0.1");
        ObjectNode card = emsp.card("ALLOWED");
        reserve(station, emsp, card, inAnHour());
        Instant start = aLittleLater();
        String who = ", \"evse\": {\"id\": 1, \"connectorId\": 1}, \"idToken\": {\"idToken\": \""
                + card.path("uid").asString() + "\", \"type\": \"ISO14443\"}";
        station.event("Started", "tx", 0, start.toString(), 0, who);
        station.event("Ended", "tx", 1, start.plusSeconds(1).toString(), 2_000, "");
        isReservedThenCharged(cdrs(emsp, 1).getFirst(), start);
    }

    @Test
    @DisplayName("one that the eMSP cancels is paid until then, one that the station takes back isn't")
    void cancelled() {
        Partner emsp = emsp();
        ChargePoint station = station("2.0.1");
        reserve(station, emsp, emsp.card("NEVER"), inAnHour());
        station.call(
                "ReservationStatusUpdate",
                "{\"reservationId\": %d, \"reservationUpdateStatus\": \"Removed\"}"
                        .formatted(station.got(1, "ReserveNow").path("id").asInt()));
        emsp.told(2);
        String id = reserve(station, emsp, emsp.card("NEVER"), inAnHour());
        aLittleLater();
        cancel(emsp, id);
        JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
        StationPricesTest.costs(cdr.path("total_cost"), "3", "");
        StationPricesTest.costs(cdr.path("total_reservation_cost"), "3", "");
        assertThat(cdr.has("session_id")).isFalse();
    }

    private static void cancel(Partner emsp, String reservation) {
        ObjectNode cancel =
                Messages.json("{}").put("reservation_id", reservation).put("response_url", emsp.callback());
        emsp.command("CANCEL_RESERVATION", cancel).to(HUB).send().ok();
    }

    @Test
    @DisplayName(
            "one of a place that is out of order is held with its reason, until a person says that it is billed or not")
    void outOfOrder() {
        Partner emsp = emsp();
        ChargePoint station = station("1.6");
        String first = reserve(station, emsp, emsp.card("NEVER"), inAnHour());
        says(station, "Faulted", "OUT_OF_ORDER");
        aLittleLater();
        cancel(emsp, first);
        JsonNode held = held(station);
        assertThat(held.path("held").asString()).isEqualTo("EVSE_INOPERATIVE");
        assertThat(held.path("how").asString()).isEqualTo("CANCELED_BY_EMSP");
        assertThat(emsp.got("POST", "cdrs")).isEmpty();
        String path = "/stations/" + station.id + "/reservations/";
        String waived = path + held.path("hub_id").asString();
        assertThat(hub.done("POST", waived + "/waive", "{}").has("held")).isFalse();
        assertThat(hub.admin("POST", waived + "/bill", "{}").http()).isEqualTo(409);
        says(station, "Available", "AVAILABLE");
        String second = reserve(station, emsp, emsp.card("NEVER"), inAnHour());
        says(station, "Faulted", "OUT_OF_ORDER");
        aLittleLater();
        cancel(emsp, second);
        String billed = path + held(station).path("hub_id").asString();
        assertThat(hub.done("POST", billed + "/bill", "{}").has("held")).isFalse();
        JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
        StationPricesTest.costs(cdr.path("total_reservation_cost"), "3", "");
        assertThat(hub.admin("POST", billed + "/waive", "{}").http()).isEqualTo(409);
        assertThat(hub.admin("POST", path + "none/bill", "{}").http()).isEqualTo(404);
        assertThat(decisions(emsp))
                .containsExactly("WAIVE of EVSE_INOPERATIVE by a user", "BILL of EVSE_INOPERATIVE by a user");
    }

    /** Of held bills, as the history tells them. */
    private List<String> decisions(Partner emsp) {
        return hub.list("/history?party=" + emsp.party().star()).stream()
                .filter(event -> event.path("type").asString().equals("reservation.bill_decided"))
                .map(event -> event.path("payload").path("decision").asString() + " of "
                        + event.path("payload").path("held").asString()
                        + (event.path("actor").asString().startsWith("USER:") ? " by a user" : ""))
                .toList();
    }

    private void says(ChargePoint station, String status, String shown) {
        station.call(
                "StatusNotification",
                "{\"connectorId\": 1, \"errorCode\": \"OtherError\", \"status\": \"" + status + "\"}");
        LiveHub.until(
                () -> hub.get("/stations/" + station.id).path("evses").path(0),
                evse -> evse.path("status").asString().equals(shown));
    }

    /** The newest reservation, once its bill is held. */
    static JsonNode held(ChargePoint station) {
        return LiveHub.until(
                () -> station.hub
                        .get("/stations/" + station.id)
                        .path("reservations")
                        .path(0),
                r -> r.has("held"));
    }

    @Test
    @DisplayName(
            "one that expires is billed once; a start of before that tells later that it was used, and the bill is taken back")
    void expired() {
        Partner emsp = emsp();
        ChargePoint station = station("1.6");
        ObjectNode card = emsp.card("ALLOWED");
        Instant expiry = soon();
        reserve(station, emsp, card, expiry);
        JsonNode own = cdrs(emsp, 1).getFirst();
        StationPricesTest.costs(own.path("total_cost"), "6", "");
        StationPricesTest.costs(own.path("total_reservation_cost"), "6", "");
        assertThat(Instant.parse(own.path("end_date_time").asString())).isEqualTo(expiry);
        assertThat(own.path("total_energy").decimalValue()).isZero();
        assertThat(own.path("charging_periods")).hasSize(1);
        assertThat(own.path("cdr_token").path("uid").asString())
                .isEqualTo(card.path("uid").asString());
        int number = station.got(1, "ReserveNow").path("reservationId").asInt();
        Instant start = expiry.minusSeconds(1);
        chargedWithReservation(station, card, number, start);
        List<JsonNode> all = cdrs(emsp, 3);
        BigDecimal sum = all.stream()
                .map(cdr -> cdr.path("total_cost").path("excl_vat").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("3.6");
        assertThat(all)
                .filteredOn(cdr -> cdr.has("credit_reference_id"))
                .singleElement()
                .satisfies(
                        credit -> assertThat(credit.path("credit_reference_id").asString())
                                .isEqualTo(own.path("id").asString()));
        isReservedThenCharged(
                all.stream().filter(cdr -> cdr.has("session_id")).findFirst().orElseThrow(), start);
    }

    @Test
    @DisplayName(
            "OCPI 2.1.1 has no word for reserved time: a session's CDR costs the same and the loss is noted, one of its own is parked")
    void toldToOld() {
        Partner emsp = planned("EMSP");
        emsp.version = "2.1.1";
        emsp.register().ok();
        hub.agree(HUB, emsp.party(), null);
        ChargePoint station = station("1.6");
        String uid = emsp.card("ALLOWED").path("uid").asString();
        reserveByOld(station, emsp, uid, 1, inAnHour());
        int number = station.got(1, "ReserveNow").path("reservationId").asInt();
        Instant start = aLittleLater();
        chargedWithReservation(station, Messages.json("{}").put("uid", uid), number, start);
        JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
        assertThat(cdr.path("total_cost").decimalValue()).isEqualByComparingTo("3.6");
        assertThat(cdr.path("charging_periods")).hasSize(1);
        JsonNode told = cdrTold(emsp, "ACKNOWLEDGED");
        assertThat(told.path("losses")
                        .valueStream()
                        .map(loss -> loss.path("reason").asString()))
                .anyMatch(reason -> reason.contains("RESERVATION_TIME"));
        reserveByOld(station, emsp, Messages.uid(), 2, soon());
        assertThat(cdrTold(emsp, "PARKED").path("refusal").asString()).isEqualTo("NOT_EXPRESSIBLE");
        emsp.only("POST", "cdrs");
    }

    private static void reserveByOld(ChargePoint station, Partner emsp, String uid, int id, Instant expiry) {
        // The hub's other places are told of, too.
        String place = LiveHub.until(
                        () -> emsp.got("PUT", "locations").stream()
                                .map(put -> Http.read(put.text()))
                                .filter(put -> put.toString().contains(station.evse(1)))
                                .toList(),
                        told -> !told.isEmpty())
                .getFirst()
                .path("id")
                .asString();
        int told = emsp.told(0).size();
        emsp.ask("POST", "commands/", "RESERVE_NOW")
                .body(Messages.json("""
                {"response_url": "%s", "token": {"uid": "%s", "type": "RFID", "auth_id": "%s", "issuer": "M", "valid": true,
                 "whitelist": "ALLOWED", "last_updated": "%s"}, "expiry_date": "%s", "reservation_id": %d,
                 "location_id": "%s", "evse_uid": "%s"}""".formatted(
                                emsp.callback(),
                                uid,
                                Messages.contract(emsp.party()),
                                Messages.hoursAgo(5),
                                expiry.truncatedTo(ChronoUnit.MILLIS),
                                id,
                                place,
                                station.evse(1))))
                .send()
                .ok();
        assertThat(emsp.told(told + 1).getLast().text()).contains("ACCEPTED");
    }

    private JsonNode cdrTold(Partner emsp, String status) {
        Predicate<JsonNode> told = d -> d.path("object_type").asString().equals("cdr")
                && d.path("status").asString().equals(status);
        return hub
                .listWhen(
                        "/deliveries?party=" + emsp.party().star(),
                        list -> list.stream().anyMatch(told))
                .stream()
                .filter(told)
                .findFirst()
                .orElseThrow();
    }
}
