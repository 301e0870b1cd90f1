package org.roaminghub.connector.ocpi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.roaminghub.connector.ocpi.mapping.ClientInfoMapping;
import org.roaminghub.connector.ocpi.mapping.CommandMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ProfileMapping;
import org.roaminghub.connector.ocpi.mapping.ProfileRequests;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.SetChargingProfile;
import org.roaminghub.connector.ocpi.wire.StartSession;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;

/**
 * A message of one module as it goes from one version of OCPI to another: read, lifted, lowered and written, as the hub does it. For
 * benchmarks.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Translated(String module, String from, String to, byte[] message, Way way) {

    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final PartyId EMSP = PartyId.parse("NL*MOV");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HUB_ID = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
    private static final String RESPONSE_URL = "https://hub.example/ocpi/sender/commands/" + HUB_ID;
    private static final CdrToken CARD = new CdrToken("NL", "MOV", "04A1B2C3D4E5F6", "RFID", "NLMOV00000042X");
    private static final Lifting LIFTING = new Lifting(CPO, contract -> Optional.of(CARD), NOW);
    private static final int EVSES = 10;
    private static final int PERIODS = 12;
    private static final int MAX_STATUS = 20;
    private static final String PROFILES = "chargingprofiles";
    private static final String STATUSES = "hubclientinfo";

    /** From a parsed body to bytes. */
    public interface Way {
        byte[] of(JsonNode body, Dialect from, Dialect to);
    }

    public Translated {
        message = message.clone();
    }

    public String name() {
        return module + " " + from + " → " + to;
    }

    /** Bytes of the translation. */
    public int translate() {
        return way.of(read(message), dialect(from), dialect(to)).length;
    }

    public int bytes() {
        return message.length;
    }

    /**
     * Every module that is translated, between all pairs of different versions that have it. Invoice reconciliation, payments and
     * bookings are 2.3.0's alone: they pass as they came, and a party of another version is told that there is no such module.
     */
    public static List<Translated> all() {
        List<Translated> all = new ArrayList<>();
        newest().forEach((module, body) -> {
            Way way = way(module);
            List<Dialect> versions =
                    Dialect.all().stream().filter(d -> isIn(module, d)).toList();
            for (Dialect from : versions) {
                byte[] message = way.of(read(body.getBytes(StandardCharsets.UTF_8)), Dialect.newest(), from);
                for (Dialect to : versions) {
                    if (from != to) {
                        all.add(new Translated(module, from.version(), to.version(), message, way));
                    }
                }
            }
        });
        return all;
    }

    /** 2.1.1 has neither of the two (facts §5.1). */
    private static boolean isIn(String module, Dialect dialect) {
        return dialect.release().hasRouting() || !(module.equals(PROFILES) || module.equals(STATUSES));
    }

    private static Dialect dialect(String version) {
        return Dialect.find(version).orElseThrow();
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (NotJson e) {
            throw new IllegalStateException(e.sentence(), e);
        }
    }

    private static Way way(String module) {
        return switch (module) {
            case "tokens" ->
                (body, from, to) ->
                        to.write(from.token(body, Lifting.of(EMSP, NOW)), Lowering.of(EMSP, null, Lowering.Books.NONE));
            case "locations" -> (body, from, to) -> to.write(from.location(body, LIFTING), place("L-17"));
            case "tariffs" -> (body, from, to) -> to.write(from.tariff(body, LIFTING), place("T-1"));
            case "sessions" ->
                (body, from, to) -> to.write(
                        from.session(body, LIFTING).at(usedPlace()), Lowering.of(CPO, HUB_ID, Lowering.Books.NONE));
            case "cdrs" ->
                (body, from, to) -> to.write(from.cdr(body, LIFTING), Lowering.of(CPO, HUB_ID, Lowering.Books.NONE));
            case "commands" -> Translated::command;
            case PROFILES ->
                (body, from, to) -> ProfileRequests.set(
                        ProfileMapping.set(
                                "S-4711",
                                SetChargingProfile.read(Fields.of(body, from.release()))
                                        .charging_profile()),
                        null,
                        to.version(),
                        RESPONSE_URL,
                        Lowering.plain());
            case STATUSES -> (body, from, to) -> ClientInfoMapping.write(status(Fields.of(body, from.release())));
            default -> throw new IllegalArgumentException(module);
        };
    }

    private static Lowering place(String id) {
        return Lowering.place(CPO, id, Lowering.Books.NONE);
    }

    private static byte[] command(JsonNode body, Dialect from, Dialect to) {
        var token = from.token(body.path("token"), Lifting.of(EMSP, NOW));
        var wire = StartSession.read(Fields.of(body, from.release()), token, from.release());
        return CommandMapping.written(CommandMapping.order(wire), null, RESPONSE_URL, to, NOW, Lowering.plain());
    }

    private static PartyStatus status(Fields f) {
        return new PartyStatus(
                PartyId.of(f.countryCode(), f.partyId()),
                Role.EMSP,
                ConnectionStatus.valueOf(f.id("status", MAX_STATUS)),
                f.time("last_updated"));
    }

    private static CdrLocation usedPlace() {
        return Dialect.newest()
                .cdr(read(cdr().getBytes(StandardCharsets.UTF_8)), LIFTING)
                .cdr_location();
    }

    // --- as a partner of 2.3.0 writes them --------------------------------------------------------------------------

    private static Map<String, String> newest() {
        return new TreeMap<>(Map.of(
                "tokens",
                TOKEN,
                "locations",
                location(),
                "tariffs",
                TARIFF,
                "sessions",
                session(),
                "cdrs",
                cdr(),
                "commands",
                COMMAND,
                PROFILES,
                PROFILE,
                STATUSES,
                STATUS));
    }

    private static final String TOKEN = """
            {"country_code": "NL", "party_id": "MOV", "uid": "04A1B2C3D4E5F6", "type": "RFID", "contract_id": "NLMOV00000042X",
             "visual_number": "1234-5678", "issuer": "Movia", "valid": true, "whitelist": "ALLOWED", "language": "nl",
             "last_updated": "2026-03-01T07:00:00Z"}""";

    private static final String CDR_TOKEN = """
            {"country_code": "NL", "party_id": "MOV", "uid": "04A1B2C3D4E5F6", "type": "RFID", "contract_id": "NLMOV00000042X"}""";

    private static final String COMMAND = """
            {"response_url": "https://movia.example/cb/1", "token": %s, "location_id": "L-17", "evse_uid": "E-17-1"}""".formatted(TOKEN);

    private static final String PROFILE = """
            {"response_url": "https://movia.example/cb/1", "charging_profile": {"start_date_time": "2026-03-01T08:00:00Z",
             "duration": 3600, "charging_rate_unit": "W", "min_charging_rate": 1400, "charging_profile_period": [
               {"start_period": 0, "limit": 11000}, {"start_period": 900, "limit": 7400}, {"start_period": 1800, "limit": 3700}]}}""";

    private static final String STATUS = """
            {"country_code": "NL", "party_id": "MOV", "role": "EMSP", "status": "CONNECTED", "last_updated": "2026-03-01T07:00:00Z"}""";

    private static final String TARIFF = """
            {"country_code": "DE", "party_id": "VOL", "id": "T-1", "currency": "EUR", "tax_included": "NO",
             "tariff_alt_text": [{"language": "de", "text": "30 Cent je kWh, nach vier Stunden Standgeld"}],
             "elements": [{"price_components": [{"type": "ENERGY", "price": 0.3, "vat": 19, "step_size": 1},
               {"type": "PARKING_TIME", "price": 2, "vat": 19, "step_size": 60}, {"type": "FLAT", "price": 0.5, "vat": 19, "step_size": 1}]}],
             "last_updated": "2026-01-01T00:00:00Z"}""";

    private static String location() {
        String evses = String.join(
                ",", IntStream.rangeClosed(1, EVSES).mapToObj(Translated::evse).toList());
        return """
            {"country_code": "DE", "party_id": "VOL", "id": "L-17", "publish": true, "name": "Harbour", "address": "Quay 12",
             "city": "Hamburg", "postal_code": "20457", "country": "DEU", "coordinates": {"latitude": "53.54", "longitude": "9.99"},
             "parking_type": "PARKING_LOT", "time_zone": "Europe/Berlin", "operator": {"name": "Voltwerk"},
             "opening_times": {"twentyfourseven": false, "regular_hours": [
               {"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}, {"weekday": 2, "period_begin": "08:00", "period_end": "20:00"}]},
             "evses": [%s], "last_updated": "2026-01-01T00:00:00Z"}""".formatted(evses);
    }

    private static String evse(int number) {
        return """
            {"uid": "E-17-%1$d", "evse_id": "DE*VOL*E17*%1$d", "status": "AVAILABLE", "capabilities": ["RFID_READER", "RESERVABLE"],
             "physical_reference": "%1$d", "connectors": [
               {"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_voltage": 230,
                "max_amperage": 32, "tariff_ids": ["T-1"], "last_updated": "2026-01-01T00:00:00Z"},
               {"id": "2", "standard": "IEC_62196_T2_COMBO", "format": "CABLE", "power_type": "DC", "max_voltage": 500,
                "max_amperage": 200, "tariff_ids": ["T-1"], "last_updated": "2026-01-01T00:00:00Z"}],
             "last_updated": "2026-01-01T00:00:00Z"}""".formatted(number);
    }

    private static String periods() {
        return String.join(
                ",",
                IntStream.range(0, PERIODS)
                        .mapToObj(i ->
                                "{\"start_date_time\": \"2026-03-01T08:%02d:00Z\", \"dimensions\": [".formatted(i * 5)
                                        + "{\"type\": \"ENERGY\", \"volume\": 1.25}, {\"type\": \"TIME\", \"volume\": 0.0833}],"
                                        + " \"tariff_id\": \"T-1\"}")
                        .toList());
    }

    private static String session() {
        return """
            {"country_code": "DE", "party_id": "VOL", "id": "S-4711", "start_date_time": "2026-03-01T08:00:00Z", "kwh": 15,
             "cdr_token": %s, "auth_method": "AUTH_REQUEST", "location_id": "L-17", "evse_uid": "E-17-1", "connector_id": "1",
             "currency": "EUR", "status": "ACTIVE", "charging_periods": [%s], "total_cost": {"before_taxes": 4.5},
             "last_updated": "2026-03-01T09:00:00Z"}""".formatted(CDR_TOKEN, periods());
    }

    private static String cdr() {
        return """
            {"country_code": "DE", "party_id": "VOL", "id": "C-4711", "start_date_time": "2026-03-01T08:00:00Z",
             "end_date_time": "2026-03-01T09:00:00Z", "session_id": "S-4711", "cdr_token": %s, "auth_method": "AUTH_REQUEST",
             "cdr_location": {"id": "L-17", "name": "Harbour", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457",
               "country": "DEU", "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "evse_uid": "E-17-1",
               "evse_id": "DE*VOL*E17*1", "connector_id": "1", "connector_standard": "IEC_62196_T2", "connector_format": "SOCKET",
               "connector_power_type": "AC_3_PHASE"},
             "currency": "EUR", "tariffs": [%s], "charging_periods": [%s], "total_cost": {"before_taxes": 4.5},
             "total_energy": 15, "total_time": 1, "last_updated": "2026-03-01T09:01:00Z"}""".formatted(CDR_TOKEN, TARIFF, periods());
    }
}
