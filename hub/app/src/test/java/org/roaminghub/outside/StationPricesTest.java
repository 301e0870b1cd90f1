package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;

/** What sessions at own stations cost, seen from the eMSP: tariffs by the administrator, prices by the rating. */
class StationPricesTest extends OutsideTest {

    private static final Party HUB = LiveHub.SELF;
    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    private ChargePoint station(String tariff) {
        return station("1.6", tariff);
    }

    private ChargePoint station(String version, String tariff) {
        ChargePoint station = ChargePoint.priced(hub, version, tariff).connect();
        stations.add(station);
        station.boot();
        return station;
    }

    private Partner emsp(String agreed) {
        Partner emsp = connected("EMSP");
        hub.done("POST", "/agreements", """
                {"cpo": "%s", "emsp": "%s", "valid_from": "%s", "terms": %s%s}""".formatted(
                HUB.star(), emsp.party().star(), Messages.ago(Duration.ofDays(30)), LiveHub.USUAL_TERMS, agreed));
        return emsp;
    }

    static String tariff(String id, String elements) {
        return """
            {"id": "%s", "currency": "EUR", "elements": [%s]}""".formatted(id, elements);
    }

    /** Energy, time, parking and a fee, the first and the third in steps. */
    private static final String ALL = """
            {"price_components": [
              {"type": "FLAT", "price": 0.50, "vat": 19, "step_size": 1},
              {"type": "ENERGY", "price": 0.39, "vat": 19, "step_size": 100},
              {"type": "TIME", "price": 1.20, "vat": 19, "step_size": 60},
              {"type": "PARKING_TIME", "price": 6.00, "vat": 19, "step_size": 300}]}""";

    private static String energy(String price) {
        return "{\"price_components\": [{\"type\": \"ENERGY\", \"price\": " + price + ", \"step_size\": 1}]}";
    }

    static Instant ago(int minutes) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(minutes));
    }

    private static String at(Instant start, int seconds) {
        return start.plusSeconds(seconds).toString();
    }

    private static int start(ChargePoint station, Partner emsp, int meter, Instant at) {
        return station.start(1, emsp.card("ALLOWED").path("uid").asString(), meter, at.toString())
                .path("transactionId")
                .asInt();
    }

    private static JsonNode cdr(Partner emsp) {
        return Http.read(emsp.only("POST", "cdrs").text());
    }

    static void costs(JsonNode price, String excluding, String including) {
        assertThat(new BigDecimal(price.path("excl_vat").asString())).isEqualByComparingTo(excluding);
        if (including.isEmpty()) {
            assertThat(price.has("incl_vat")).isFalse();
        } else {
            assertThat(new BigDecimal(price.path("incl_vat").asString())).isEqualByComparingTo(including);
        }
    }

    private JsonNode transaction(ChargePoint station) {
        return hub.get("/stations/" + station.id).path("transactions").path(0);
    }

    @Test
    @DisplayName("energy, time, parking and a fee: the eMSP gets the running cost, then the right CDR to the cent")
    void pricesASession() {
        Partner emsp = emsp("");
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", tariff(id, ALL));
        ChargePoint station = station("2.0.1", id);
        Instant start = ago(90);
        String card = ", \"evse\": {\"id\": 1, \"connectorId\": 1}, \"idToken\": {\"idToken\": \""
                + emsp.card("ALLOWED").path("uid").asString() + "\", \"type\": \"ISO14443\"}";
        station.event("Started", "tx", 0, at(start, 0), 10_000, card);
        station.event("Updated", "tx", 1, at(start, 900), 15_000, "");
        station.event("Updated", "tx", 2, at(start, 1800), 20_340, "");
        // 10.34 kWh become 10.4; 30 minutes; the fee.
        LiveHub.until(() -> sessions(emsp), told -> told.stream().anyMatch(s -> isCost(s, "5.156")));
        station.event("Updated", "tx", 3, at(start, 2000), 20_340, "");
        station.event("Updated", "tx", 4, at(start, 2200), 20_340, "");
        station.event("Ended", "tx", 5, at(start, 2880), 20_340, "");
        JsonNode cdr = cdr(emsp);
        // 18 minutes of parking become 20; charging before it is not rounded then.
        costs(cdr.path("total_cost"), "7.156", "8.5156");
        costs(cdr.path("total_fixed_cost"), "0.5", "0.595");
        costs(cdr.path("total_energy_cost"), "4.056", "4.8266");
        costs(cdr.path("total_time_cost"), "0.6", "0.714");
        costs(cdr.path("total_parking_cost"), "2", "2.38");
        assertThat(new BigDecimal(cdr.path("total_energy").asString())).isEqualByComparingTo("10.34");
        assertThat(new BigDecimal(cdr.path("total_time").asString())).isEqualByComparingTo("0.8");
        assertThat(new BigDecimal(cdr.path("total_parking_time").asString())).isEqualByComparingTo("0.3");
        assertThat(cdr.path("currency").asString()).isEqualTo("EUR");
        assertThat(cdr.path("tariffs")).hasSize(1);
        assertThat(cdr.path("tariffs").path(0).path("id").asString()).isEqualTo(id);
        assertThat(cdr.path("tariffs").path(0).path("elements").path(0).path("price_components"))
                .hasSize(4);
        JsonNode periods = cdr.path("charging_periods");
        assertThat(periods)
                .hasSize(2)
                .allMatch(p -> p.path("tariff_id").asString().equals(id));
        assertThat(Instant.parse(periods.path(1).path("start_date_time").asString()))
                .isEqualTo(start.plusSeconds(1800));
        LiveHub.until(
                () -> sessions(emsp),
                told -> told.stream()
                        .anyMatch(session ->
                                session.path("status").asString().equals("COMPLETED") && isCost(session, "7.156")));
    }

    private static List<JsonNode> sessions(Partner emsp) {
        List<Received> told = new ArrayList<>(emsp.got("PUT", "sessions"));
        told.addAll(emsp.got("PATCH", "sessions"));
        return told.stream().map(r -> Http.read(r.text())).toList();
    }

    private static boolean isCost(JsonNode session, String excluding) {
        JsonNode cost = session.path("total_cost").path("excl_vat");
        return cost.isNumber() && cost.decimalValue().compareTo(new BigDecimal(excluding)) == 0;
    }

    @Test
    @DisplayName(
            "a price that changes with the energy cuts the session there, and says that the cut is estimated evenly")
    void cutsWhereThePriceChanges() {
        Partner emsp = emsp("");
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", tariff(id, """
                {"price_components": [{"type": "ENERGY", "price": 0.10, "step_size": 1}], "restrictions": {"max_kwh": 5}},
                """ + energy("0.50")));
        ChargePoint station = station(id);
        Instant start = ago(90);
        int transaction = start(station, emsp, 0, start);
        station.stop(transaction, "8000", start.plusSeconds(1600).toString());
        JsonNode cdr = cdr(emsp);
        costs(cdr.path("total_cost"), "2", "");
        assertThat(cdr.path("charging_periods")).hasSize(2);
        assertThat(Instant.parse(cdr.path("charging_periods")
                        .path(1)
                        .path("start_date_time")
                        .asString()))
                .isEqualTo(start.plusSeconds(1000));
    }

    @Test
    @DisplayName("a tariff that changes while a session runs does not change that session, but the next one")
    void keepsTheTariffOfTheStart() {
        Partner emsp = emsp("");
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", tariff(id, energy("0.40")));
        ChargePoint station = station(id);
        Instant start = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        LiveHub.until(Instant::now, now -> now.isAfter(start));
        int running = start(station, emsp, 0, start);
        hub.done("PUT", "/tariffs/" + id, tariff(id, energy("0.90")));
        station.stop(running, "2000", start.plusSeconds(1).toString());
        costs(cdr(emsp).path("total_cost"), "0.8", "");
        Instant again = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        LiveHub.until(Instant::now, now -> now.isAfter(again));
        station.stop(
                start(station, emsp, 2000, again), "4000", again.plusSeconds(1).toString());
        List<Received> both = emsp.got(2, "POST", "cdrs");
        costs(Http.read(both.getLast().text()).path("total_cost"), "1.8", "");
    }

    @Test
    @DisplayName("a tariff that nobody entered holds the CDR with its reason; once it is there the CDR is sent")
    void holdsAndReleases() {
        Partner emsp = emsp("");
        String id = Messages.unique("T");
        ChargePoint station = station(id);
        Instant start = ago(60);
        station.stop(
                start(station, emsp, 0, start), "3000", start.plusSeconds(1200).toString());
        JsonNode held = LiveHub.until(() -> transaction(station), t -> t.has("held"));
        assertThat(held.path("held").asString()).isEqualTo("TARIFF_UNKNOWN");
        assertThat(emsp.got("POST", "cdrs")).isEmpty();
        hub.done("POST", "/tariffs", tariff(id, energy("0.30")));
        costs(cdr(emsp).path("total_cost"), "0.9", "");
        JsonNode released = LiveHub.until(() -> transaction(station), t -> t.has("cdr_id"));
        assertThat(released.has("held")).isFalse();
        assertThat(emsp.got("POST", "cdrs")).hasSize(1);
    }

    @Test
    @DisplayName("an agreement that names a tariff is priced by it")
    void pricesByTheAgreement() {
        String usual = Messages.unique("T");
        String special = Messages.unique("S");
        hub.done("POST", "/tariffs", tariff(usual, energy("0.50")));
        hub.done("POST", "/tariffs", tariff(special, energy("0.20")));
        Partner emsp = emsp(", \"tariff_ids\": [\"" + special + "\"]");
        ChargePoint station = station(usual);
        Instant start = ago(60);
        station.stop(
                start(station, emsp, 0, start), "3000", start.plusSeconds(1200).toString());
        JsonNode cdr = cdr(emsp);
        costs(cdr.path("total_cost"), "0.6", "");
        assertThat(cdr.path("tariffs").path(0).path("id").asString()).isEqualTo(special);
    }

    @Test
    @DisplayName("the administrator enters, changes and withdraws; eMSPs see it as any CPO's tariff")
    void tariffsOfTheAdministrator() {
        Partner emsp = emsp("");
        String id = Messages.unique("T");
        JsonNode item = hub.done("POST", "/tariffs", tariff(id, energy("0.30")));
        assertThat(item.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(item.path("party_id").asString()).isEqualTo("HUB");
        Received put = LiveHub.until(() -> named(emsp, "PUT", id), got -> got.size() == 1)
                .getFirst();
        assertThat(Http.read(put.text()).path("elements").path(0).path("price_components"))
                .hasSize(1);
        assertThat(hub.admin("POST", "/tariffs", tariff(id, energy("0.30"))).http())
                .isEqualTo(409);
        hub.done("PUT", "/tariffs/" + id, tariff(id, energy("0.35")));
        LiveHub.until(() -> named(emsp, "PUT", id), got -> got.size() == 2);
        assertThat(listed(emsp, id)).hasSize(1);
        hub.done("DELETE", "/tariffs/" + id, null);
        LiveHub.until(() -> named(emsp, "DELETE", id), got -> got.size() == 1);
        assertThat(listed(emsp, id)).isEmpty();
        assertThat(hub.admin("DELETE", "/tariffs/" + id, null).http()).isEqualTo(404);
    }

    private static List<Received> named(Partner emsp, String method, String id) {
        return emsp.got(method, "tariffs").stream()
                .filter(r -> r.path().endsWith("/" + id))
                .toList();
    }

    private static List<JsonNode> listed(Partner emsp, String id) {
        return emsp.ask("GET", "tariffs/SENDER")
                .to(HUB)
                .send()
                .ok()
                .data()
                .valueStream()
                .filter(t -> t.path("id").asString().equals(id))
                .toList();
    }

    @Test
    @DisplayName("a tariff that is none, is another party's or has a condition that nobody knows is refused")
    void refusesBadTariffs() {
        String id = Messages.unique("T");
        String good = tariff(id, energy("0.30"));
        String unknown = "{\"price_components\": [{\"type\": \"ENERGY\", \"price\": 1, \"step_size\": 1}],"
                + " \"restrictions\": {\"max_soc\": 80}}";
        for (String bad : List.of(
                "[]",
                "{",
                "{\"id\": \"" + id + "\", \"currency\": \"EUR\", \"elements\": []}",
                tariff(id, unknown),
                good.replace("{\"id\"", "{\"country_code\": \"DE\", \"party_id\": \"XYZ\", \"id\""))) {
            assertThat(hub.admin("POST", "/tariffs", bad).http()).as(bad).isEqualTo(400);
        }
        assertThat(hub.admin("PUT", "/tariffs/another", good).http()).isEqualTo(400);
        assertThat(hub.list("/tariffs?party=DE*HUB"))
                .noneMatch(t -> t.path("id").asString().equals(id));
    }
}
