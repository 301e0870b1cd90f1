package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.testkit.OcpiSchemas;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Places and prices between 2.1.1 and the later versions: tables 5.2 and 5.5 of the facts, each loss told. */
class Places211Test {

    private static final int RUNS = 300;
    private static final Dialect V211 = Dialect.find("2.1.1").orElseThrow();
    private static final Dialect V221 = Dialect.find("2.2.1").orElseThrow();
    private static final Dialect V230 = Dialect.find("2.3.0").orElseThrow();
    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final PartyId EMSP = PartyId.parse("NL*MOV");
    private static final Lifting OWN = Lifting.of(CPO, Samples.NOW);

    static final String OLD = """
            {"id": "L-17", "type": "OTHER", "name": "Harbour", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457",
             "country": "DE", "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "x_note": 1,
             "opening_times": {"regular_hours": [{"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}]},
             "energy_mix": {"is_green_energy": true, "environ_impact": [{"source": "CARBON_DIOXIDE", "amount": 4}]},
             "evses": [{"uid": "E-17-1", "evse_id": "DE*VOL*E17*1", "status": "CHARGING", "capabilities": ["RFID_READER"],
               "connectors": [{"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE",
                 "voltage": 230, "amperage": 32, "tariff_id": "T-1", "last_updated": "2026-01-01T00:00:00Z"}],
               "last_updated": "2026-01-01T00:00:00Z"}],
             "last_updated": "2026-01-01T00:00:00Z"}""";

    static final String NEW = """
            {"country_code": "DE", "party_id": "VOL", "id": "L-17", "publish": true, "name": "Harbour", "state": "HH",
             "address": "Quay 12 behind the very long warehouse of the free port", "city": "Hamburg", "country": "DEU",
             "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "parking_type": "ALONG_MOTORWAY",
             "facilities": ["CAFE", "TRAM_STOP"], "time_zone": "Europe/Berlin", "help_phone": "+49123",
             "opening_times": {"twentyfourseven": true, "regular_hours": [
               {"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}]},
             "energy_mix": {"is_green_energy": true, "environ_impact": [{"category": "CARBON_DIOXIDE", "amount": 4}]},
             "parking_places": [{"id": "P1", "vehicle_types": ["PERSONAL_VEHICLE"], "restricted_to_type": false,
               "reservation_required": false}],
             "evses": [{"uid": "E-17-1", "status": "AVAILABLE", "capabilities": ["RFID_READER", "PED_TERMINAL"],
               "parking_restrictions": ["EV_ONLY", "TAXIS"], "accepted_service_providers": ["Movia"],
               "connectors": [
                 {"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_2_PHASE", "max_voltage": 230,
                  "max_amperage": 32, "max_electric_power": 7000, "tariff_ids": ["T-0", "T-1"],
                  "capabilities": ["ISO_15118_2_PLUG_AND_CHARGE"], "last_updated": "2026-01-01T00:00:00Z"},
                 {"id": "2", "standard": "MCS", "format": "CABLE", "power_type": "DC", "max_voltage": 1000,
                  "max_amperage": 3000, "last_updated": "2026-01-01T00:00:00Z"}],
               "last_updated": "2026-01-01T00:00:00Z"},
              {"uid": "E-17-2", "status": "AVAILABLE", "connectors": [
                 {"id": "1", "standard": "GBT_DC", "format": "CABLE", "power_type": "DC", "max_voltage": 750,
                  "max_amperage": 250, "last_updated": "2026-01-01T00:00:00Z"}],
               "last_updated": "2026-01-01T00:00:00Z"}],
             "last_updated": "2026-01-01T00:00:00Z"}""";

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

    @Test
    void a211LocationIsLiftedByItsTable() {
        HeldLocation held = held(OLD, V211);
        assertThat(held.location().owner()).isEqualTo(CPO);
        assertThat(held.location().publish()).isTrue();
        assertThat(held.location().parkingType()).as("OTHER says nothing").isNull();
        assertThat(held.location().timeZone()).as("the country has one").isEqualTo("Europe/Berlin");
        ObjectNode told = json(LocationTree.whole(held, V230, toOthers("L-17")));
        assertThat(told.path("opening_times").path("twentyfourseven").isBoolean())
                .isTrue();
        assertThat(told.path("opening_times").path("twentyfourseven").booleanValue())
                .isFalse();
        assertThat(told.path("country").asString()).isEqualTo("DEU");
        assertThat(told.path("energy_mix")
                        .path("environ_impact")
                        .path(0)
                        .path("category")
                        .asString())
                .isEqualTo("CARBON_DIOXIDE");
        JsonNode plug = told.path("evses").path(0).path("connectors").path(0);
        assertThat(plug.path("max_voltage").intValue()).isEqualTo(230);
        assertThat(plug.path("max_amperage").intValue()).isEqualTo(32);
        assertThat(plug.path("tariff_ids"))
                .isEqualTo(Bodies.json("{\"x\": [\"T-1\"]}").path("x"));
        assertThat(told.has("type") || told.has("x_note")).isFalse();
        assertThat(told.path("id").asString())
                .as("later versions name the owner")
                .isEqualTo("L-17");
    }

    @Test
    void aTimeZoneIsNeverGuessed() {
        assertThatThrownBy(() -> held(OLD.replace("\"DE\"", "\"USA\""), V211))
                .isInstanceOfSatisfying(
                        BadField.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INCOMPLETE));
        String said = OLD.replace("\"DE\"", "\"USA\", \"time_zone\": \"America/Denver\"");
        assertThat(held(said, V211).location().timeZone()).isEqualTo("America/Denver");
    }

    @Test
    void aLocationGoesDownTo211ByItsTable() {
        var to = toOthers("L-17");
        ObjectNode told = json(LocationTree.whole(held(NEW, V230), V211, to));
        assertThat(told.path("id").asString())
                .as("nothing says whose it is")
                .isEqualTo(Alias.of(CPO, "L-17").toString());
        assertThat(told.path("type").asString()).isEqualTo("OTHER");
        assertThat(told.path("postal_code").asString()).isEqualTo("-");
        assertThat(told.path("address").asString()).hasSize(45).endsWith("…");
        assertThat(told.path("opening_times").has("regular_hours")).isFalse();
        assertThat(told.path("facilities")).hasSize(1);
        assertThat(told.path("energy_mix")
                        .path("environ_impact")
                        .path(0)
                        .path("source")
                        .asString())
                .isEqualTo("CARBON_DIOXIDE");
        assertThat(told.path("evses")).as("GB/T has no value there").hasSize(1);
        JsonNode evse = told.path("evses").path(0);
        assertThat(evse.path("connectors")).hasSize(1);
        JsonNode plug = evse.path("connectors").path(0);
        assertThat(plug.path("power_type").asString()).isEqualTo("AC_1_PHASE");
        assertThat(plug.path("voltage").intValue()).isEqualTo(230);
        assertThat(plug.path("tariff_id").asString())
                .isEqualTo(Alias.of(CPO, "T-0").toString());
        assertThat(lost(to))
                .containsExactly(
                        "address",
                        "evses",
                        "evses.accepted_service_providers",
                        "evses.capabilities",
                        "evses.connectors",
                        "evses.connectors.capabilities",
                        "evses.connectors.max_electric_power",
                        "evses.connectors.power_type",
                        "evses.connectors.tariff_ids",
                        "evses.parking_restrictions",
                        "facilities",
                        "help_phone",
                        "opening_times.regular_hours",
                        "parking_places",
                        "parking_type",
                        "postal_code",
                        "state");
        ObjectNode own = json(LocationTree.whole(held(NEW, V230), V211, Lowering.of(CPO, null, Lowering.Books.NONE)));
        assertThat(own.path("id").asString()).as("to its owner").isEqualTo("L-17");
    }

    @Test
    void whatNotEverybodyMaySeeIsWithheld() {
        for (String secret : List.of(
                "\"publish\": false",
                "\"publish\": true, \"publish_allowed_to\": [{\"uid\": \"04A1\", \"type\": \"RFID\"}]")) {
            HeldLocation held = held(NEW.replace("\"publish\": true", secret), V230);
            assertThatThrownBy(() -> LocationTree.whole(held, V211, toOthers("L-17")))
                    .isInstanceOfSatisfying(
                            Unsayable.class, e -> assertThat(e.field()).startsWith("publish"));
            assertThatThrownBy(() -> LocationTree.part(held, "E-17-1", null, V211, toOthers("L-17")))
                    .as("an EVSE of it is no more for everybody")
                    .isInstanceOf(Unsayable.class);
        }
    }

    @Test
    void a211LocationGoesOnTo211AsItCameButForIds() {
        ObjectNode told = json(LocationTree.whole(held(OLD, V211), V211, toOthers("L-17")));
        ObjectNode expected = Bodies.json(OLD);
        expected.put("id", Alias.of(CPO, "L-17").toString());
        ((ObjectNode) expected.path("evses").path(0).path("connectors").path(0))
                .put("tariff_id", Alias.of(CPO, "T-1").toString());
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void aTariffThatHoldsNowIsChosenAmongSeveral() {
        Lowering.Books books = new Lowering.Books() {
            @Override
            public Optional<HeldLocation> place(PartyId owner, String location) {
                return Optional.empty();
            }

            @Override
            public Optional<String> sayableTariff(PartyId owner, List<String> tariffs) {
                return Optional.of(tariffs.getLast());
            }
        };
        ObjectNode told = json(LocationTree.whole(held(NEW, V230), V211, Lowering.place(CPO, "L-17", books)));
        assertThat(told.path("evses")
                        .path(0)
                        .path("connectors")
                        .path(0)
                        .path("tariff_id")
                        .asString())
                .isEqualTo(Alias.of(CPO, "T-1").toString());
    }

    @Test
    void aSessionBearsTheHeldPlaceOfItsEvse() {
        Lowering.Books books = new Lowering.Books() {
            @Override
            public Optional<HeldLocation> place(PartyId owner, String location) {
                return location.equals("L-17")
                        ? Optional.of(held(NEW.replace("MCS", "CHADEMO"), V230))
                        : Optional.empty();
            }

            @Override
            public Optional<String> sayableTariff(PartyId owner, List<String> tariffs) {
                return tariffs.stream().findFirst();
            }
        };
        Session session = V221.session(Bodies.json(Bodies.SESSION), OWN);
        var to = Lowering.of(CPO, "hub-id", books);
        JsonNode place = json(V211.write(session, to)).path("location");
        assertThat(place.path("id").asString()).isEqualTo(Alias.of(CPO, "L-17").toString());
        assertThat(place.path("name").asString()).isEqualTo("Harbour");
        assertThat(place.path("evses")).hasSize(1);
        JsonNode evse = place.path("evses").path(0);
        assertThat(evse.path("uid").asString()).isEqualTo(session.evse_uid());
        assertThat(evse.path("connectors")).hasSize(1);
        assertThat(evse.path("connectors").path(0).path("voltage").intValue()).isEqualTo(230);
        assertThat(evse.path("status").asString()).isEqualTo("AVAILABLE");
        assertThat(lost(to)).contains("location.state").doesNotContain("location");
        OcpiSchemas.assumeThere();
        assertThat(OcpiSchemas.problems(
                        "2.1.1",
                        "Location",
                        json(place.toString().getBytes(StandardCharsets.UTF_8))
                                .toString()
                                .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void anyLocationIsValidInItsVersion() {
        OcpiSchemas.assumeThere();
        int withheld = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            String body = any(new Random(seed)).toString();
            HeldLocation held = held(body, V230);
            for (Dialect dialect : Dialect.all()) {
                String at = dialect.version() + " seed " + seed;
                try {
                    byte[] written = LocationTree.whole(
                            held, dialect, toOthers(held.location().fid()));
                    assertThat(OcpiSchemas.problems(dialect.version(), "Location", written))
                            .as(at)
                            .isEmpty();
                    if (dialect.equals(V211)) {
                        byte[] again = LocationTree.whole(held(json(written).toString(), V211), V230, toOthers("x"));
                        assertThat(OcpiSchemas.problems("2.3.0", "Location", again))
                                .as(at)
                                .isEmpty();
                    }
                } catch (Unsayable e) {
                    assertThat(dialect).as(at + ": " + e.sentence()).isEqualTo(V211);
                    withheld++;
                }
            }
        }
        assertThat(withheld).isBetween(1, RUNS / 2);
    }

    private static ObjectNode any(Random random) {
        ObjectNode location = Bodies.json(NEW);
        for (String field : List.of(
                "state",
                "parking_type",
                "facilities",
                "help_phone",
                "opening_times",
                "energy_mix",
                "parking_places",
                "name")) {
            if (random.nextBoolean()) {
                location.remove(field);
            }
        }
        location.put("publish", random.nextInt(10) > 0);
        location.put("postal_code", random.nextBoolean() ? "20457" : null);
        location.put("address", "x".repeat(1 + random.nextInt(200)));
        location.put(
                "parking_type",
                List.of("ON_STREET", "ON_DRIVEWAY", "A_NEW_WORD").get(random.nextInt(3)));
        if (!location.has("help_phone") && random.nextBoolean()) {
            location.remove("parking_type");
        }
        ArrayNode evses = (ArrayNode) location.path("evses");
        List<JsonNode> kept = new ArrayList<>();
        evses.forEach(e -> {
            if (random.nextInt(3) > 0) {
                kept.add(e);
            }
        });
        evses.removeAll();
        kept.forEach(evses::add);
        if (kept.isEmpty()) {
            location.remove("evses");
        }
        return location;
    }
}
