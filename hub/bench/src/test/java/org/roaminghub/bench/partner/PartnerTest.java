package org.roaminghub.bench.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.bench.wire.Answer;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;
import org.roaminghub.bench.wire.WireServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two partners registered with a stand-in for the hub that knows the handshake and notes what it gets. */
class PartnerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private WireServer hub;
    private Partner cpo;
    private Partner emsp;

    @BeforeEach
    void register() throws IOException {
        hub = WireServer.open(0, this::hubAnswer);
        cpo = Partner.open(new Party("CPO", "NL", "ABC"), true);
        emsp = Partner.open(new Party("EMSP", "BE", "XYZ"), true);
        cpo.register(base() + "/ocpi/versions", "token-a");
        emsp.register(base() + "/ocpi/versions", "token-a");
    }

    @AfterEach
    void close() throws IOException {
        cpo.close();
        emsp.close();
        hub.close();
    }

    @Test
    void registersByVersionsDetailsAndCredentials() {
        assertThat(seen.subList(0, 3))
                .containsExactly("GET /ocpi/versions", "GET /ocpi/2.2.1", "POST /ocpi/2.2.1/credentials");
    }

    @Test
    void namesTheStatusOfAFailedHandshake() {
        assertThatThrownBy(() -> cpo.register(base() + "/nothing", "token-a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP 404");
    }

    @Test
    void asksForTheCardOfTheSlotAndBothPartiesAreNamed() throws IOException {
        Template request = cpo.authorizeRequest(emsp);
        Partner.fillAuthorize(request, 7, 12);
        HttpMessage answer = send(cpo, request);
        assertThat(OcpiAnswer.acknowledged(answer)).isTrue();
        assertThat(seen.getLast())
                .startsWith("POST /ocpi/2.2.1/sender/tokens/04")
                .contains("00000012/authorize?type=RFID")
                .contains("from NL ABC to BE XYZ")
                .contains(Correlations.id(7));
    }

    @Test
    void theIssuerAllowsItsCards() throws IOException {
        Template request = cpo.authorizeDirectly(emsp);
        Partner.fillAuthorize(request, 1, 345);
        try (WireClient direct = emsp.connectDirectly(TIMEOUT)) {
            HttpMessage answer = direct.exchange(request.bytes());
            JsonNode info = JSON.readTree(answer.body()).path("data");
            assertThat(info.path("allowed").asString()).isEqualTo("ALLOWED");
            assertThat(info.path("token").path("uid").asString()).hasSize(14).endsWith("00000345");
            assertThat(info.path("authorization_reference").asString()).hasSizeLessThanOrEqualTo(36);
            assertThat(answer.header("x-correlation-id")).isEqualTo(Correlations.id(1));
            assertThat(answer.header("ocpi-to-party-id")).isEqualTo("ABC");
        }
        assertThat(emsp.inbox().authorizations()).isEqualTo(1);
    }

    @Test
    void uploadsACardUnderItsOwnUidToTheHub() throws IOException {
        Template upload = emsp.tokenUpload();
        Partner.fillToken(upload, 5, 77);
        send(emsp, upload);
        assertThat(seen.getLast())
                .startsWith("PUT /ocpi/2.2.1/receiver/tokens/BE/XYZ/04")
                .contains("00000077?type=RFID from BE XYZ to DE HUB");
        String text = new String(upload.bytes(), StandardCharsets.UTF_8);
        JsonNode token = JSON.readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
        assertThat(token.path("uid").asString()).endsWith("00000077");
        assertThat(token.path("contract_id").asString()).isEqualTo("BEXYZC00000077");
        assertThat(token.path("whitelist").asString()).isEqualTo("NEVER");
    }

    @Test
    void theCdrAddsUp() {
        Template request = cpo.cdrRequest(emsp);
        Partner.fillCdr(request, 99, 5);
        String text = new String(request.bytes(), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("@");
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        JsonNode cdr = JSON.readTree(body);
        BigDecimal energy = BigDecimal.ZERO;
        for (JsonNode period : cdr.path("charging_periods")) {
            energy = energy.add(period.path("dimensions").get(0).path("volume").decimalValue());
        }
        assertThat(energy).isEqualByComparingTo(cdr.path("total_energy").decimalValue());
        BigDecimal price =
                cdr.at("/tariffs/0/elements/0/price_components/0/price").decimalValue();
        BigDecimal net = cdr.path("total_cost").path("excl_vat").decimalValue();
        assertThat(energy.multiply(price)).isEqualByComparingTo(net);
        assertThat(net.multiply(new BigDecimal("1.19")))
                .isEqualByComparingTo(cdr.path("total_cost").path("incl_vat").decimalValue());
        assertThat(cdr.path("id").asString())
                .isEqualTo(Messages.cdrId(cpo.party(), 99))
                .hasSizeLessThanOrEqualTo(36);
        assertThat(body.length()).isBetween(1_700, 2_600);
    }

    @Test
    void remembersEachCdrAndWhatItHeld() throws IOException {
        Template request = cpo.cdrRequest(emsp);
        Partner.fillCdr(request, 99, 5);
        String body = new String(request.bytes(), StandardCharsets.UTF_8);
        body = body.substring(body.indexOf("\r\n\r\n") + 4);
        Template delivery = Template.request("POST", "emsp", "/ocpi/2.2.1/receiver/cdrs", List.of(), body);
        Template changed =
                Template.request("POST", "emsp", "/ocpi/2.2.1/receiver/cdrs", List.of(), body.replace("18.5", "18.6"));
        try (WireClient direct = emsp.connectDirectly(TIMEOUT)) {
            assertThat(direct.exchange(delivery.bytes()).header("location")).endsWith(Messages.cdrId(cpo.party(), 99));
            direct.exchange(delivery.bytes());
            assertThat(emsp.inbox().cdrContents().get(Messages.cdrId(cpo.party(), 99)))
                    .hasSize(1);
            direct.exchange(changed.bytes());
        }
        assertThat(emsp.inbox().cdrContents().get(Messages.cdrId(cpo.party(), 99)))
                .hasSize(2);
        assertThat(emsp.inbox().cdrs()).isEqualTo(3);
    }

    @Test
    void remembersTheHighestEnergyOfASession() throws IOException {
        String path = "/ocpi/2.2.1/receiver/sessions/NL/ABC/" + Messages.sessionId(cpo.party(), 4);
        String whole = Messages.session(cpo.party(), emsp.party(), 4, 1, 1_000_000, 1_060_000, 1_500, false);
        try (WireClient direct = emsp.connectDirectly(TIMEOUT)) {
            direct.exchange(
                    Template.request("PUT", "emsp", path, List.of(), whole).bytes());
            String update = Messages.sessionUpdate(1_120_000, 2_250);
            direct.exchange(
                    Template.request("PATCH", "emsp", path, List.of(), update).bytes());
            direct.exchange(
                    Template.request("PUT", "emsp", path, List.of(), whole).bytes());
        }
        assertThat(JSON.readTree(whole).path("kwh").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(emsp.inbox().sessionWattHours()).containsEntry(Messages.sessionId(cpo.party(), 4), 2_250L);
    }

    @Test
    void comesBackOnTheSamePort() throws IOException {
        emsp.down();
        try (WireClient direct = emsp.connectDirectly(TIMEOUT)) {
            byte[] versions = Template.request("GET", "emsp", "/ocpi/versions", List.of(), "")
                    .bytes();
            assertThatThrownBy(() -> direct.exchange(versions)).isInstanceOf(IOException.class);
            emsp.up();
            assertThat(direct.exchange(versions).status()).isEqualTo(200);
        }
    }

    @Test
    void readsStatusCodesOfAnySpelling() throws IOException {
        assertThat(statusOf("{\"data\":{},\"status_code\" : 2001,\"x\":1}")).isEqualTo(2001);
        assertThat(statusOf("{\"status_code\":1000}")).isEqualTo(1000);
        assertThat(statusOf("{\"status_code\":\"x\"}")).isEqualTo(-1);
        assertThat(statusOf("<html>")).isEqualTo(-1);
    }

    private static int statusOf(String body) throws IOException {
        try (WireServer server = WireServer.open(0, request -> Answer.json(200, "", body));
                WireClient client = new WireClient("127.0.0.1", server.port(), TIMEOUT)) {
            return OcpiAnswer.statusCode(client.exchange(
                    Template.request("GET", "x", "/", List.of(), "").bytes()));
        }
    }

    private static HttpMessage send(Partner partner, Template request) throws IOException {
        try (WireClient client = partner.connect(TIMEOUT)) {
            return client.exchange(request.bytes());
        }
    }

    private byte[] hubAnswer(HttpMessage request) {
        String routing = request.header("ocpi-to-party-id") == null
                ? ""
                : " from %s %s to %s %s %s"
                        .formatted(
                                request.header("ocpi-from-country-code"),
                                request.header("ocpi-from-party-id"),
                                request.header("ocpi-to-country-code"),
                                request.header("ocpi-to-party-id"),
                                request.header("x-correlation-id"));
        seen.add(request.method() + " " + request.target() + routing);
        String data = switch (request.target()) {
            case "/ocpi/versions" ->
                "[{\"version\":\"2.1.1\",\"url\":\"no\"},{\"version\":\"2.2.1\",\"url\":\"" + base()
                        + "/ocpi/2.2.1\"}]";
            case "/ocpi/2.2.1" ->
                "{\"version\":\"2.2.1\",\"endpoints\":["
                        + endpoint("credentials", "SENDER", "/ocpi/2.2.1/credentials")
                        + "," + endpoint("tokens", "SENDER", "/ocpi/2.2.1/sender/tokens")
                        + "," + endpoint("tokens", "RECEIVER", "/ocpi/2.2.1/receiver/tokens")
                        + "," + endpoint("cdrs", "RECEIVER", "/ocpi/2.2.1/receiver/cdrs") + "]}";
            case "/ocpi/2.2.1/credentials" ->
                "{\"token\":\"token-c\",\"url\":\"x\",\"roles\":[{\"role\":\"HUB\","
                        + "\"country_code\":\"DE\",\"party_id\":\"HUB\"}]}";
            case "/nothing" -> "";
            default -> "{}";
        };
        return data.isEmpty()
                ? Answer.json(404, "", "{}")
                : Answer.json(200, "", "{\"data\":" + data + ",\"status_code\":1000}");
    }

    private String endpoint(String module, String role, String path) {
        return "{\"identifier\":\"%s\",\"role\":\"%s\",\"url\":\"%s\"}".formatted(module, role, base() + path);
    }

    private String base() {
        return "http://127.0.0.1:" + hub.port();
    }
}
