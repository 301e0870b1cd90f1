package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** Stations of the hub with tariffs, and an eMSP whose drivers pay. */
abstract class CostsTest extends OutsideTest {

    static final String ENABLED = "TariffCostCtrlr.Enabled{Cost}";
    static final String CURRENCY = "TariffCostCtrlr.Currency";

    final List<ChargePoint> stations = new ArrayList<>();
    final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(90));
    Partner emsp;

    @BeforeEach
    void agree() {
        emsp = connected("EMSP");
        hub.agree(LiveHub.SELF, emsp.party(), null);
    }

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    /** Energy at 0.40 and 25 % taxes: 0.50 a kWh. */
    String taxed() {
        return tariff("\"vat\": 25, ");
    }

    String tariff(String tax) {
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", """
                {"id": "%s", "currency": "EUR", "elements": [{"price_components": [
                  {"type": "ENERGY", "price": 0.40, %s"step_size": 1}]}]}""".formatted(id, tax));
        return id;
    }

    ChargePoint station(String version, String tariff) {
        ChargePoint station = ChargePoint.priced(hub, version, tariff).connect();
        stations.add(station);
        station.boot();
        return station;
    }

    /** One of 1.6 that shows costs and prices. {@code more}: of the tariff, each with a comma before it. */
    ChargePoint older(String elements, String more) {
        String id = Messages.unique("T");
        hub.done(
                "POST",
                "/tariffs",
                "{\"id\": \"" + id + "\", \"currency\": \"EUR\"" + more + ", \"elements\": [" + elements + "]}");
        ChargePoint station = station("1.6", id).accepts("DataTransfer");
        station.answers("GetConfiguration", p -> Http.read("""
                {"configurationKey": [{"key": "CustomDisplayCostAndPrice", "readonly": true, "value": "true"}]}"""));
        hub.done("POST", "/stations/" + station.id + "/configuration/read", "{}");
        return station;
    }

    /** The hub hears what the station is set to. */
    void reads(ChargePoint station, String... namesAndValues) {
        List<String> results = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String[] variable = namesAndValues[i].split("[.{}]");
            names.add('"' + namesAndValues[i] + '"');
            results.add("""
                    {"attributeStatus": "Accepted", "attributeValue": "%s", "component": {"name": "%s"},
                     "variable": {"name": "%s"%s}}""".formatted(
                            namesAndValues[i + 1],
                            variable[0],
                            variable[1],
                            variable.length == 3 ? ", \"instance\": \"" + variable[2] + "\"" : ""));
        }
        station.answers("GetVariables", p -> Http.read("{\"getVariableResult\": [" + String.join(",", results) + "]}"));
        hub.done("POST", "/stations/" + station.id + "/configuration/read", "{\"names\": " + names + "}");
    }

    JsonNode begins(ChargePoint station, String id, String more) {
        return station.event("Started", id, 0, at(0), 10_000, """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}%s""".formatted(
                        emsp.card("ALLOWED").path("uid").asString(), more));
    }

    String at(int seconds) {
        return start.plusSeconds(seconds).toString();
    }

    static BigDecimal cost(JsonNode answer) {
        assertThat(answer.path("totalCost").isNumber()).as(answer.toString()).isTrue();
        return answer.path("totalCost").decimalValue();
    }
}
