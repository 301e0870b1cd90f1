package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.Amendments;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tariffs between 2.1.1 and the later versions (facts 5.5), and partial updates in another version than the object's. */
class Prices211Test {

    private static final String OLD = Places211Test.OLD;
    private static final String NEW = Places211Test.NEW;
    private static final Dialect V211 = Dialect.find("2.1.1").orElseThrow();
    private static final Dialect V221 = Dialect.find("2.2.1").orElseThrow();
    private static final Dialect V230 = Dialect.find("2.3.0").orElseThrow();
    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final PartyId EMSP = PartyId.parse("NL*MOV");
    private static final Lifting OWN = Lifting.of(CPO, Samples.NOW);

    private static ObjectNode json(byte[] bytes) {
        return Bodies.json(new String(bytes, StandardCharsets.UTF_8));
    }

    private static List<String> lost(Lowering to) {
        return to.losses(EMSP).stream().map(Loss::field).distinct().sorted().toList();
    }

    private static HeldLocation held(String body, Dialect dialect) {
        return LocationTree.location(Bodies.json(body), CPO, dialect);
    }

    private static Lowering toOthers(String id) {
        return Lowering.place(CPO, id, Lowering.Books.NONE);
    }

    // --- tariffs ----------------------------------------------------------------------------------------------------

    private static final String TARIFF = """
            {"country_code": "DE", "party_id": "VOL", "id": "T-1", "currency": "EUR", "type": "REGULAR", "tax_included": "NO",
             "min_price": {"before_taxes": 1}, "start_date_time": "2026-01-01T00:00:00Z",
             "elements": [%s{"price_components": [{"type": "ENERGY", "price": 0.3, "vat": 19, "step_size": 1}]}],
             "energy_mix": {"is_green_energy": true, "environ_impact": [{"category": "CARBON_DIOXIDE", "amount": 4}]},
             "last_updated": "2026-01-01T00:00:00Z"}""";
    private static final String RESERVATION =
            "{\"price_components\": [{\"type\": \"TIME\", \"price\": 5, \"step_size\": 60}],"
                    + " \"restrictions\": {\"reservation\": \"RESERVATION\"}}, ";

    @Test
    void aTariffGoesDownTo211ByItsTable() {
        var to = toOthers("T-1");
        ObjectNode told = json(V211.write(V230.tariff(Bodies.json(TARIFF.formatted(RESERVATION)), OWN), to));
        assertThat(told.path("id").asString()).isEqualTo(Alias.of(CPO, "T-1").toString());
        assertThat(told.path("elements"))
                .as("never sent without its restriction")
                .hasSize(1);
        assertThat(lost(to))
                .containsExactly(
                        "elements.restrictions.reservation",
                        "tariffs.elements.price_components.vat",
                        "tariffs.min_price",
                        "tariffs.start_date_time");
        assertThat(told.path("energy_mix").path("environ_impact").path(0).has("source"))
                .isTrue();
        for (String type : List.of("AD_HOC_PAYMENT", "PROFILE_CHEAP")) {
            assertThatThrownBy(() -> V211.write(
                            V230.tariff(Bodies.json(TARIFF.formatted("").replace("REGULAR", type)), OWN),
                            toOthers("T-1")))
                    .isInstanceOfSatisfying(
                            Unsayable.class, e -> assertThat(e.field()).isEqualTo("type"));
        }
        String current = TARIFF.formatted("")
                .replace("\"step_size\": 1}]}]", "\"step_size\": 1}], \"restrictions\": {\"min_current\": 16}}]");
        assertThatThrownBy(() -> V211.write(V230.tariff(Bodies.json(current), OWN), toOthers("T-1")))
                .isInstanceOfSatisfying(
                        Unsayable.class, e -> assertThat(e.field()).isEqualTo("elements"));
    }

    @Test
    void a211TariffIsLiftedByItsTable() {
        String old = """
                {"id": "T-1", "currency": "EUR", "elements": [{"price_components": [{"type": "ENERGY", "price": "0.30",
                  "step_size": 1}]}], "last_updated": "2026-01-01T00:00:00Z"}""";
        for (Dialect newer : List.of(V221, V230)) {
            ObjectNode told = json(newer.write(V211.tariff(Bodies.json(old), OWN), Lowering.plain()));
            assertThat(told.path("party_id").asString()).isEqualTo("VOL");
            assertThat(told.has("type") || told.has("min_price")).isFalse();
            assertThat(told.path("tax_included").asString("none")).isEqualTo(newer.equals(V230) ? "NO" : "none");
            assertThat(told.path("elements")
                            .path(0)
                            .path("price_components")
                            .path(0)
                            .has("vat"))
                    .as("unknown, not 0")
                    .isFalse();
        }
    }

    // --- partial updates across versions ----------------------------------------------------------------------------

    private static Original original(String body, Dialect dialect) {
        return new Original(
                Protocol.OCPI, dialect.version(), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anOlderPatchIsLiftedIntoANewerLocation() {
        HeldLocation after = LocationTree.patched(
                held(NEW, V230),
                Bodies.json(
                        "{\"type\": \"ON_STREET\", \"name\": \"Pier\", \"last_updated\": \"2026-02-01T00:00:00Z\"}"),
                V211);
        ObjectNode expected = Bodies.json(NEW).put("name", "Pier").put("parking_type", "ON_STREET");
        expected.put("last_updated", "2026-02-01T00:00:00Z");
        assertThat(json(LocationTree.whole(after, V230, Lowering.plain()))).isEqualTo(expected);
        HeldLocation unknown = LocationTree.patched(
                after, Bodies.json("{\"type\": \"UNKNOWN\", \"last_updated\": \"2026-02-02T00:00:00Z\"}"), V211);
        assertThat(unknown.location().parkingType()).isNull();
    }

    @Test
    void anOlderPatchOfAConnectorAndEvseIsLifted() {
        HeldLocation held = held(NEW, V230);
        var changed = LocationTree.withConnector(
                held.evses().getFirst(),
                "1",
                Bodies.json("{\"amperage\": 16, \"tariff_id\": \"T-9\", \"last_updated\": \"2026-02-01T00:00:00Z\"}"),
                Instant.parse("2026-02-01T00:00:00Z"),
                true,
                V211);
        JsonNode plug = json(changed.original().bytes()).path("connectors").path(0);
        assertThat(plug.path("max_amperage").intValue()).isEqualTo(16);
        assertThat(plug.path("max_electric_power").intValue())
                .as("what 2.1.1 does not know stays")
                .isEqualTo(7000);
        assertThat(plug.path("tariff_ids").path(0).asString()).isEqualTo("T-9");
        assertThat(changed.original().version()).isEqualTo("2.3.0");
        var evse = LocationTree.patched(
                held.evses().getFirst(),
                Bodies.json("{\"floor_level\": \"-1\", \"last_updated\": \"2026-02-01T00:00:00Z\"}"),
                V211);
        assertThat(json(evse.original().bytes()).path("accepted_service_providers"))
                .hasSize(1);
        assertThat(evse.evse().floor()).isEqualTo("-1");
    }

    @Test
    void aNewerPatchLiftsTheOldLocation() {
        HeldLocation after = LocationTree.patched(
                held(OLD, V211),
                Bodies.json("{\"help_phone\": \"+49\", \"last_updated\": \"2026-02-01T00:00:00Z\"}"),
                V230);
        assertThat(after.original().version()).isEqualTo("2.3.0");
        ObjectNode told = json(LocationTree.whole(after, V230, Lowering.plain()));
        assertThat(told.path("help_phone").asString()).isEqualTo("+49");
        assertThat(told.path("address").asString()).isEqualTo("Quay 12");
        assertThat(told.path("evses")
                        .path(0)
                        .path("connectors")
                        .path(0)
                        .path("max_voltage")
                        .intValue())
                .isEqualTo(230);
    }

    @Test
    void tokensAndTariffsAreMergedAcrossVersions() {
        String old = """
                {"uid": "04A1B2C3D4E5F6", "type": "RFID", "auth_id": "NL-MOV-00000042X", "issuer": "Movia", "valid": true,
                 "whitelist": "ALLOWED", "last_updated": "2026-03-01T07:00:00Z"}""";
        Original merged = Amendments.merged(
                EMSP,
                original(old, V211),
                original("{\"group_id\": \"G\", \"last_updated\": \"2026-03-02T07:00:00Z\"}", V230));
        assertThat(merged.version()).isEqualTo("2.3.0");
        ObjectNode token = json(merged.bytes());
        assertThat(token.path("contract_id").asString()).isEqualTo("NL-MOV-00000042X");
        assertThat(token.path("party_id").asString()).isEqualTo("MOV");
        assertThat(token.path("group_id").asString()).isEqualTo("G");
        Original back = Amendments.merged(
                EMSP,
                merged,
                original("{\"auth_id\": \"NL-MOV-00000043X\", \"last_updated\": \"2026-03-03T07:00:00Z\"}", V211));
        assertThat(json(back.bytes()).path("contract_id").asString()).isEqualTo("NL-MOV-00000043X");
        assertThat(json(back.bytes()).path("group_id").asString()).isEqualTo("G");
        Original tariff = Amendments.merged(
                CPO,
                original(TARIFF.formatted(""), V230),
                original(
                        "{\"energy_mix\": {\"is_green_energy\": false, \"environ_impact\": [{\"source\": \"NUCLEAR_WASTE\","
                                + " \"amount\": 1}]}, \"last_updated\": \"2026-03-03T07:00:00Z\"}",
                        V211));
        assertThat(json(tariff.bytes())
                        .path("energy_mix")
                        .path("environ_impact")
                        .path(0)
                        .path("category")
                        .asString())
                .isEqualTo("NUCLEAR_WASTE");
        assertThat(json(tariff.bytes()).path("tax_included").asString()).isEqualTo("NO");
    }
}
