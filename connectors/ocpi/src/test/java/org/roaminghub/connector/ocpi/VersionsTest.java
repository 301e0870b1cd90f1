package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.spi.Original;
import org.roaminghub.testkit.OcpiSchemas;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Between versions: the mapping tables of facts ch. 5 in both directions, each loss told. */
class VersionsTest {

    private static final int RUNS = 300;
    private static final Dialect V211 = Dialect.find("2.1.1").orElseThrow();
    private static final Dialect V221 = Dialect.find("2.2.1").orElseThrow();
    private static final Dialect V230 = Dialect.find("2.3.0").orElseThrow();
    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final PartyId EMSP = PartyId.parse("NL*MOV");
    private static final String HUB_ID = new UUID(1, 2).toString();
    private static final CdrToken CARD = new CdrToken("NL", "MOV", "04A1B2C3D4E5F6", "RFID", "NLMOV00000042X");
    private static final Lifting OWN = new Lifting(CPO, c -> Optional.of(CARD), Samples.NOW);
    private static final Lifting STRANGER = Lifting.of(CPO, Samples.NOW);

    private static final String LOCATION_211 = """
            {"id": "L-17", "type": "ON_STREET", "name": "Harbour", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457",
             "country": "DE", "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "last_updated": "2026-01-01T00:00:00Z",
             "evses": [{"uid": "E-17-1", "evse_id": "DE*VOL*E17*1", "status": "CHARGING", "last_updated": "2026-01-01T00:00:00Z",
               "connectors": [{"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "voltage": 230,
                 "amperage": 32, "tariff_id": "T-1", "last_updated": "2026-01-01T00:00:00Z"}]}]}""";
    private static final String SESSION_211 = """
            {"id": "S-4711", "start_datetime": "2026-03-01T08:00:00Z", "kwh": 1.5, "auth_id": "NL-MOV-00000042X",
             "auth_method": "AUTH_REQUEST", "location": %s, "currency": "EUR", "status": "ACTIVE", "total_cost": 0.45,
             "charging_periods": [{"start_date_time": "2026-03-01T08:00:00Z", "dimensions": [{"type": "FLAT", "volume": 1},
               {"type": "ENERGY", "volume": 1.5}]}], "last_updated": "2026-03-01T08:10:00Z"}""".formatted(LOCATION_211);
    private static final String CDR_211 = """
            {"id": "C-4711", "start_date_time": "2026-03-01T08:00:00Z", "stop_date_time": "2026-03-01T09:30:00Z",
             "auth_id": "NL-MOV-00000042X", "auth_method": "WHITELIST", "location": %s, "currency": "EUR",
             "tariffs": [{"id": "T-1", "currency": "EUR", "last_updated": "2026-01-01T00:00:00Z", "elements": [{"price_components":
               [{"type": "FLAT", "price": "0.50", "step_size": 1}, {"type": "ENERGY", "price": 0.3, "step_size": 1}]}]}],
             "charging_periods": [{"start_date_time": "2026-03-01T08:00:00Z", "dimensions": [{"type": "FLAT", "volume": 1},
               {"type": "ENERGY", "volume": 11}]}], "total_cost": 3.8, "total_energy": 11, "total_time": 1.5,
             "last_updated": "2026-03-01T09:31:00Z"}""".formatted(LOCATION_211);
    private static final String TOKEN_211 = """
            {"uid": "04A1B2C3D4E5F6", "type": "RFID", "auth_id": "NL-MOV-00000042X", "issuer": "Movia", "valid": true,
             "whitelist": "ALLOWED", "last_updated": "2026-03-01T07:00:00Z"}""";

    private static ObjectNode json(byte[] bytes) {
        return Bodies.json(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonNode edited(String body, UnaryOperator<ObjectNode> edit) {
        return edit.apply(Bodies.json(body));
    }

    private static CDR cdr(UnaryOperator<String> edit) {
        return V221.cdr(Bodies.json(edit.apply(Bodies.CDR)), STRANGER);
    }

    private static Session session(UnaryOperator<String> edit) {
        return V221.session(Bodies.json(edit.apply(Bodies.SESSION)), STRANGER)
                .at(cdr(b -> b).cdr_location());
    }

    private static List<String> lost(Lowering to) {
        return to.losses(EMSP).stream().map(Loss::field).distinct().sorted().toList();
    }

    @Test
    void whateverIsWrittenIsValidInItsVersion() {
        OcpiSchemas.assumeThere();
        for (long seed = 0; seed < RUNS; seed++) {
            var any = new MappingTest.Any(seed);
            var record = any.cdr();
            var profile = any.token();
            for (Dialect dialect : Dialect.all()) {
                String at = dialect.version() + " seed " + seed;
                byte[] token = dialect.write(TokenMapping.token(profile, "Issuer", Samples.NOW), Lowering.as(HUB_ID));
                assertThat(OcpiSchemas.problems(dialect.version(), "Token", token))
                        .as(at)
                        .isEmpty();
                try {
                    byte[] cdr = dialect.write(CdrMapping.cdr(record, Lowering.plain()), Lowering.as(HUB_ID));
                    assertThat(OcpiSchemas.problems(dialect.version(), "CDR", cdr))
                            .as(at)
                            .isEmpty();
                } catch (Unsayable e) {
                    assertThat(dialect.version()).as(at + ": " + e.sentence()).isEqualTo("2.1.1");
                    assertThat(e.field()).isNotEqualTo("*");
                }
            }
        }
        for (Dialect dialect : Dialect.all()) {
            byte[] session = dialect.write(session(b -> b), Lowering.as(HUB_ID));
            assertThat(OcpiSchemas.problems(dialect.version(), "Session", session))
                    .isEmpty();
        }
    }

    @Test
    void whatOldVersionsSayIsValidInNewOnes() {
        OcpiSchemas.assumeThere();
        for (Dialect newer : List.of(V221, V230)) {
            for (Lifting from : List.of(OWN, new Lifting(CPO, c -> Optional.empty(), Samples.NOW))) {
                byte[] session = newer.write(V211.session(Bodies.json(SESSION_211), from), Lowering.plain());
                assertThat(OcpiSchemas.problems(newer.version(), "Session", session))
                        .isEmpty();
                byte[] cdr = newer.write(V211.cdr(Bodies.json(CDR_211), from), Lowering.plain());
                assertThat(OcpiSchemas.problems(newer.version(), "CDR", cdr)).isEmpty();
            }
            byte[] token =
                    newer.write(V211.token(Bodies.json(TOKEN_211), Lifting.of(EMSP, Samples.NOW)), Lowering.plain());
            assertThat(OcpiSchemas.problems(newer.version(), "Token", token)).isEmpty();
        }
    }

    @Test
    void a211SessionIsLiftedByItsTable() {
        Session s = V211.session(Bodies.json(SESSION_211), OWN);
        assertThat(s.country_code() + s.party_id()).as("owner: who speaks").isEqualTo("DEVOL");
        assertThat(s.cdr_token()).isEqualTo(new CdrToken("NL", "MOV", "04A1B2C3D4E5F6", "RFID", "NL-MOV-00000042X"));
        assertThat(List.of(s.location_id(), s.evse_uid(), s.connector_id())).containsExactly("L-17", "E-17-1", "1");
        assertThat(s.total_cost())
                .isNotNull()
                .satisfies(p -> assertThat(p.taxes()).isEmpty());
        assertThat(s.charging_periods().getFirst().dimensions())
                .as("FLAT dropped")
                .hasSize(1);
        assertThat(s.authorization_reference()).isNull();
        assertThat(SessionMapping.report(s).place().address())
                .as("the place stays known")
                .isNotNull();
    }

    @Test
    void anUnknownContractNamesNoTokenAndOnlyItsOwnIssuer() {
        Session s = V211.session(Bodies.json(SESSION_211), STRANGER);
        assertThat(s.cdr_token()).isEqualTo(new CdrToken("NL", "MOV", "#NA", "OTHER", "NL-MOV-00000042X"));
        Session nobodys = V211.session(Bodies.json(SESSION_211.replace("NL-MOV-00000042X", "4711")), STRANGER);
        assertThat(nobodys.cdr_token()).isEqualTo(new CdrToken(null, null, "#NA", "OTHER", "4711"));
        var report = SessionMapping.report(nobodys);
        assertThat(report.issuer()).isNull();
        assertThat(report.token().uid()).isNull();
        assertThat(report.kind()).isEqualTo(TokenKind.OTHER);
    }

    @Test
    void a211CdrIsLiftedByItsTable() {
        CDR c = V211.cdr(Bodies.json(CDR_211), OWN);
        assertThat(c.end_date_time()).isEqualTo(Instant.parse("2026-03-01T09:30:00Z"));
        assertThat(c.cdr_location().country()).isEqualTo("DEU");
        assertThat(c.total_fixed_cost())
                .as("one start fee of one price")
                .isNotNull()
                .satisfies(p -> assertThat(p.before_taxes()).isEqualByComparingTo("0.5"));
        assertThat(c.tariffs().getFirst().tax_included()).isEqualTo("NO");
        assertThat(c.signed_data()).isNull();
        assertThat(c.session_id()).isNull();
        var record = CdrMapping.record(c, Tariff.Selection.FIRST_ELEMENT);
        assertThat(record.tariffs().getFirst().selection()).isEqualTo(Tariff.Selection.FIRST_ELEMENT);
        CDR noEvseId = V211.cdr(Bodies.json(CDR_211.replace("\"evse_id\": \"DE*VOL*E17*1\", ", "")), OWN);
        assertThat(noEvseId.cdr_location().evse_id()).isEqualTo("#NA");
        assertThatThrownBy(() -> V211.cdr(
                        edited(CDR_211, b -> {
                            ((ObjectNode) b.path("location")).remove("evses");
                            return b;
                        }),
                        OWN))
                .isInstanceOf(BadField.class);
    }

    @Test
    void aSessionGoesDownTo211ByItsTable() {
        var to = Lowering.as(HUB_ID);
        ObjectNode s = json(V211.write(
                session(b -> b.replace("AUTH_REQUEST", "COMMAND").replace("\"ACTIVE\"", "\"RESERVATION\"")), to));
        assertThat(s.path("id").asString()).as("nothing says whose it is").isEqualTo(HUB_ID);
        assertThat(s.path("auth_id").asString()).isEqualTo("NLMOV00000042X");
        assertThat(s.path("auth_method").asString()).isEqualTo("AUTH_REQUEST");
        assertThat(s.path("status").asString()).isEqualTo("PENDING");
        assertThat(s.path("total_cost").decimalValue()).isEqualByComparingTo("0.45");
        assertThat(s.path("start_datetime").asString()).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(lost(to))
                .containsExactly(
                        "auth_method",
                        "authorization_reference",
                        "cdr_token.uid",
                        "location",
                        "status",
                        "total_cost.taxes");
        assertThatThrownBy(() -> V211.write(session(b -> b).at(null), Lowering.as(HUB_ID)))
                .isInstanceOfSatisfying(
                        Unsayable.class, e -> assertThat(e.field()).isEqualTo("location"));
    }

    @Test
    void aCdrGoesDownTo211ByItsTable() {
        var to = Lowering.as(HUB_ID);
        CDR full = cdr(b -> b.replace(
                "\"total_energy\": 11",
                "\"total_energy_cost\": {\"excl_vat\": 3.3}, \"home_charging_compensation\": false, \"signed_data\": "
                        + "{\"encoding_method\": \"OCMF\", \"signed_values\": [{\"nature\": \"END\", \"plain_data\": \"a\", \"signed_data\": \"b\"}]},"
                        + " \"total_energy\": 11"));
        ObjectNode c = json(V211.write(full, to));
        assertThat(c.path("id").asString()).isEqualTo(HUB_ID);
        assertThat(c.path("stop_date_time").asString()).isEqualTo("2026-03-01T09:30:00Z");
        assertThat(c.path("total_cost").decimalValue()).isEqualByComparingTo("3.3");
        JsonNode evse = c.path("location").path("evses").get(0);
        assertThat(evse.path("status").asString()).isEqualTo("UNKNOWN");
        assertThat(evse.path("connectors").get(0).path("voltage").asInt(-1)).isZero();
        assertThat(lost(to))
                .contains(
                        "signed_data",
                        "session_id",
                        "authorization_reference",
                        "total_energy_cost",
                        "home_charging_compensation",
                        "charging_periods.tariff_id",
                        "tariffs.elements.price_components.vat",
                        "location");
        ObjectNode own = json(V211.write(full, Lowering.plain()));
        assertThat(own.path("id").asString()).as("to its owner").isEqualTo("C-4711");
    }

    @Test
    void what211CantSayIsWithheld() {
        for (String what : List.of("credit", "cdr_location.connector_standard")) {
            CDR cdr = what.equals("credit")
                    ? V221.cdr(Bodies.json(Bodies.CREDIT), STRANGER)
                    : cdr(b -> b.replace("IEC_62196_T2", "CHAOJI"));
            assertThatThrownBy(() -> V211.write(cdr, Lowering.as(HUB_ID)))
                    .isInstanceOfSatisfying(
                            Unsayable.class, e -> assertThat(e.field()).isEqualTo(what));
        }
        var to = Lowering.as(HUB_ID);
        JsonNode place = json(V211.write(
                        cdr(b -> b.replace("AC_3_PHASE", "AC_2_PHASE_SPLIT")
                                .replace(", \"postal_code\": \"20457\"", "")),
                        to))
                .path("location");
        assertThat(place.path("evses")
                        .get(0)
                        .path("connectors")
                        .get(0)
                        .path("power_type")
                        .asString())
                .isEqualTo("AC_1_PHASE");
        assertThat(place.path("postal_code").asString()).isEqualTo("-");
        assertThat(lost(to)).contains("cdr_location.connector_power_type", "cdr_location.postal_code");
    }

    @Test
    void anElementGetsAllDimensionsThatItMustPriceOrTheTariffStaysBehind() {
        String night =
                "{\"price_components\": [{\"type\": \"ENERGY\", \"price\": 0.2, \"step_size\": 1}], \"restrictions\": {\"start_time\": \"22:00\"}}";
        String always =
                "{\"price_components\": [{\"type\": \"ENERGY\", \"price\": 0.3, \"step_size\": 1}, {\"type\": \"FLAT\", \"price\": 1, \"step_size\": 1}]}";
        var to = Lowering.as(HUB_ID);
        JsonNode elements = json(V211.write(withElements(night + ", " + always), to))
                .path("tariffs")
                .get(0)
                .path("elements");
        assertThat(elements.get(0)
                        .path("price_components")
                        .valueStream()
                        .map(c -> c.path("type").asString() + c.path("price")))
                .as("at night the start fee is due, too")
                .containsExactly("ENERGY0.2", "FLAT1");
        var refused = Lowering.as(HUB_ID);
        String startFee = "{\"price_components\": [{\"type\": \"FLAT\", \"price\": 1, \"step_size\": 1}]}";
        assertThat(json(V211.write(withElements(startFee + ", " + night), refused))
                        .has("tariffs"))
                .isFalse();
        assertThat(lost(refused)).contains("tariffs");
        var reserved = Lowering.as(HUB_ID);
        assertThat(json(V211.write(
                                withElements(always.replace(
                                        "]}", "], \"restrictions\": {\"reservation\": \"RESERVATION\"}}")),
                                reserved))
                        .has("tariffs"))
                .isFalse();
    }

    private static CDR withElements(String elements) {
        return cdr(b -> b.replace(
                "{\"price_components\": [{\"type\": \"ENERGY\", \"price\": 0.3, \"vat\": 20, \"step_size\": 1}]}",
                elements));
    }

    @Test
    void tokensGoDownByTheirTable() {
        Token emaid = V230.token(
                Bodies.json(
                        Bodies.TOKEN
                                .replace("\"RFID\"", "\"EMAID\"")
                                .replace(
                                        "\"issuer\"",
                                        "\"group_id\": \"G\", \"default_profile_type\": \"GREEN\", \"energy_contract\": {\"supplier_name\": \"X\"}, \"issuer\"")),
                STRANGER);
        var to221 = Lowering.plain();
        assertThat(json(V221.write(emaid, to221)).path("type").asString()).isEqualTo("OTHER");
        assertThat(lost(to221)).containsExactly("type");
        var to211 = Lowering.plain();
        ObjectNode old = json(V211.write(emaid, to211));
        assertThat(old.path("auth_id").asString()).isEqualTo("NLMOV00000042X");
        assertThat(lost(to211)).containsExactly("default_profile_type", "energy_contract", "group_id", "type");
        assertThat(V230.token(Bodies.json(Bodies.TOKEN.replace("\"RFID\"", "\"FACE\"")), STRANGER)
                        .type())
                .as("open since 2.3.0")
                .isEqualTo("FACE");
        assertThatThrownBy(() -> V221.token(Bodies.json(Bodies.TOKEN.replace("\"RFID\"", "\"FACE\"")), STRANGER))
                .isInstanceOf(BadField.class);
        assertThat(json(V211.write(
                                V221.token(Bodies.json(Bodies.TOKEN.replace("\"RFID\"", "\"APP_USER\"")), STRANGER),
                                Lowering.plain()))
                        .path("type")
                        .asString())
                .isEqualTo("OTHER");
    }

    @Test
    void pricesGoBetween221And230ByTheirTable() {
        ObjectNode up = json(V230.write(cdr(b -> b), Lowering.plain()));
        assertThat(up.path("total_cost").toString())
                .isEqualTo("{\"before_taxes\":3.3,\"taxes\":[{\"name\":\"VAT\",\"amount\":0.66}]}");
        assertThat(up.path("tariffs").get(0).path("tax_included").asString()).isEqualTo("NO");
        CDR taxed = V230.cdr(
                edited(Bodies.CDR, b -> {
                    b.set(
                            "total_cost",
                            Bodies.json(
                                    "{\"before_taxes\": 3.3, \"taxes\": [{\"name\": \"GST\", \"amount\": 0.2, \"percentage\": 5}, {\"name\": \"PST\", \"account_number\": \"7\", \"amount\": 0.4}]}"));
                    ObjectNode tariff = (ObjectNode) b.path("tariffs").get(0);
                    tariff.put("tax_included", "YES");
                    ((ObjectNode) tariff.path("elements")
                                    .get(0)
                                    .path("price_components")
                                    .get(0))
                            .put("price", 0.36);
                    return b;
                }),
                STRANGER);
        var to = Lowering.plain();
        ObjectNode down = json(V221.write(taxed, to));
        assertThat(down.path("total_cost").toString()).isEqualTo("{\"excl_vat\":3.3,\"incl_vat\":3.9}");
        assertThat(down.path("tariffs")
                        .get(0)
                        .path("elements")
                        .get(0)
                        .path("price_components")
                        .get(0)
                        .path("price")
                        .decimalValue())
                .isEqualByComparingTo("0.3");
        assertThat(lost(to))
                .containsExactly(
                        "tariffs.tax_included",
                        "total_cost.taxes.account_number",
                        "total_cost.taxes.name",
                        "total_cost.taxes.percentage");
    }

    @Test
    void aTariffWithTaxesOfUnknownSizeStaysBehind() {
        CDR unknown = V230.cdr(
                edited(Bodies.CDR, b -> {
                    b.set("total_cost", Bodies.json("{\"before_taxes\": 3.3}"));
                    ObjectNode tariff = (ObjectNode) b.path("tariffs").get(0);
                    tariff.put("tax_included", "YES");
                    ((ObjectNode) tariff.path("elements")
                                    .get(0)
                                    .path("price_components")
                                    .get(0))
                            .remove("vat");
                    return b;
                }),
                STRANGER);
        var to = Lowering.plain();
        assertThat(json(V221.write(unknown, to)).has("tariffs")).isFalse();
        assertThat(lost(to)).containsExactly("tariffs");
        CDR untaxed = V230.cdr(
                edited(Bodies.CDR, b -> {
                    b.set("total_cost", Bodies.json("{\"before_taxes\": 3.3}"));
                    ((ObjectNode) b.path("tariffs").get(0)).put("tax_included", "N/A");
                    return b;
                }),
                STRANGER);
        var na = Lowering.plain();
        assertThat(json(V221.write(untaxed, na))
                        .path("tariffs")
                        .get(0)
                        .path("elements")
                        .get(0)
                        .path("price_components")
                        .get(0)
                        .has("vat"))
                .isFalse();
        assertThat(lost(na)).containsExactly("tariffs.tax_included");
        assertThatThrownBy(() -> V221.write(
                        V230.cdr(
                                edited(Bodies.CDR, b -> {
                                    b.set("total_cost", Bodies.json("{\"before_taxes\": 3.3}"));
                                    ((ObjectNode) b.path("tariffs").get(0)).put("tax_included", "NO");
                                    ((ObjectNode) b.path("cdr_location")).put("connector_standard", "MCS");
                                    return b;
                                }),
                                STRANGER),
                        Lowering.plain()))
                .as("never relabelled")
                .isInstanceOf(Unsayable.class);
    }

    @Test
    void longIdsOf211GetTheSameAliasAlways() {
        String longId = "LOC-0123456789012345678901234567890123456789".substring(0, 39);
        Session s = V211.session(Bodies.json(SESSION_211.replace("L-17", longId)), OWN);
        var to = Lowering.plain();
        String alias = json(V221.write(s, to)).path("location_id").asString();
        assertThat(alias)
                .hasSize(36)
                .isEqualTo(json(V230.write(s, Lowering.plain()))
                        .path("location_id")
                        .asString());
        assertThat(lost(to)).containsExactly("location_id");
        var cut = Lowering.plain();
        CDR far = cdr(b -> b.replace("Quay 12", "Q".repeat(100)));
        assertThat(json(V230.write(far, cut))
                        .path("cdr_location")
                        .path("address")
                        .asString())
                .hasSize(45)
                .endsWith("…");
        assertThat(lost(cut)).containsExactly("cdr_location.address");
    }

    @Test
    void fieldsThatOcpiDoesNotKnowEndBetweenVersions() {
        var original =
                new Original(Protocol.OCPI, "2.2.1", "application/json", Bodies.CDR.getBytes(StandardCharsets.UTF_8));
        var to = Lowering.plain();
        var record = CdrMapping.record(cdr(b -> b), Tariff.Selection.PER_DIMENSION);
        assertThat(json(V230.write(Translation.cdr(record, original, to), to)).has("x_note"))
                .isFalse();
        assertThat(lost(to)).containsExactly("x_note");
    }

    @Test
    void translationTakesLessThanAFifthOfAMillisecond() {
        var original =
                new Original(Protocol.OCPI, "2.2.1", "application/json", Bodies.CDR.getBytes(StandardCharsets.UTF_8));
        var record = CdrMapping.record(cdr(b -> b), Tariff.Selection.PER_DIMENSION);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int batch = 0; batch < 40; batch++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 100; i++) {
                var to = Lowering.as(HUB_ID);
                (batch % 2 == 0 ? V211 : V230).write(Translation.cdr(record, original, to), to);
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e6 / 100);
        }
        assertThat(best).as("milliseconds a CDR").isLessThan(0.2);
    }
}
