package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.bench.site.FreePort;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plug and Charge, and new certificates for stations (facts §7; OCPP-56, 57, 58). */
@ResourceLock(SharedHub.TLS)
class StationCertificatesTest {

    private final TlsPorts ports = TlsPorts.shared();
    private final LiveHub hub = ports.hub;
    private final List<ChargePoint> made = new ArrayList<>();
    private final List<Partner> partners = new ArrayList<>();

    @AfterEach
    void leave() {
        made.forEach(ChargePoint::close);
        partners.forEach(Partner::close);
        ports.responder.stranger = null;
        ports.responder.delegate = null;
    }

    private ChargePoint booted(String version) {
        ChargePoint station = ChargePoint.booted(hub, version);
        made.add(station);
        return station;
    }

    // --- OCPP-56

    /** A contract that an eMSP knows, as its token; the eMSP answers for it what the test says. */
    private String contract(String allowed) {
        Partner emsp = Partner.planned(hub, Partner.party("EMSP"));
        partners.add(emsp);
        emsp.register().ok();
        hub.agree(LiveHub.SELF, emsp.party(), null);
        String id = emsp.party().country() + emsp.party().id() + "C"
                + String.format("%08d", Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        ObjectNode card = emsp.card("NEVER");
        card.put("uid", id).put("contract_id", id).put("type", "OTHER");
        emsp.putToken(card).send().ok();
        emsp.answers(
                "POST",
                "tokens",
                r -> r.path().contains(id)
                        ? Partner.reply(r, 200, 1000, "{\"allowed\": \"" + allowed + "\", \"token\": " + card + "}")
                        : Partner.reply(r, 404, 2004, null));
        return id;
    }

    private Pki.Holder car(String contract, Duration good) {
        return ports.mobility.holder("CN=" + contract + ",O=MO", "EC", good, ports.responder.url());
    }

    private static String escaped(String pem) {
        return pem.replace("\n", "\\n").replace("\r", "");
    }

    /** Natively, and inside a DataTransfer of 1.6. */
    private JsonNode authorize(ChargePoint station, String contract, String more) {
        String payload = "{\"idToken\": {\"idToken\": \"" + contract + "\", \"type\": \"eMAID\"}" + more + "}";
        if (!station.version.equals("1.6")) {
            return station.call("Authorize", payload);
        }
        return inside(station, "Authorize", payload);
    }

    private static JsonNode inside(ChargePoint station, String action, String payload) {
        ObjectNode transfer = Messages.json("{}")
                .put("vendorId", "org.openchargealliance.iso15118pnc")
                .put("messageId", action)
                .put("data", payload);
        JsonNode answer = station.call("DataTransfer", transfer.toString());
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("Accepted");
        return Http.read(answer.path("data").asString());
    }

    private static String chain(Pki.Holder car) {
        return ", \"certificate\": \"" + escaped(Pki.pem(car)) + "\"";
    }

    private static void says(JsonNode answer, String certificate, String token) {
        assertThat(answer.path("certificateStatus").asString(""))
                .as(answer.toString())
                .isEqualTo(certificate);
        assertThat(answer.path("idTokenInfo").path("status").asString())
                .as(answer.toString())
                .isEqualTo(token);
    }

    @Test
    @DisplayName("OCPP-56 a good certificate and what the issuer says of the contract, in all versions")
    void ocpp56Good() {
        String good = contract("ALLOWED");
        String blocked = contract("BLOCKED");
        String poor = contract("NO_CREDIT");
        String nobody =
                "XXXYZC" + String.format("%08d", Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        for (String version : List.of("1.6", "2.0.1", "2.1")) {
            ChargePoint station = booted(version);
            says(authorize(station, good, chain(car(good, Duration.ofDays(1)))), "Accepted", "Accepted");
            says(authorize(station, blocked, chain(car(blocked, Duration.ofDays(1)))), "ContractCancelled", "Blocked");
            says(authorize(station, poor, chain(car(poor, Duration.ofDays(1)))), "Accepted", "NoCredit");
            says(authorize(station, nobody, chain(car(nobody, Duration.ofDays(1)))), "ContractCancelled", "Unknown");
            says(authorize(station, good, ""), "", "Accepted");
        }
    }

    @Test
    @DisplayName("OCPP-56 expired, revoked, foreign, another contract's, unreadable: refused before anybody is asked")
    void ocpp56Bad() {
        String contract = contract("ALLOWED");
        Partner emsp = partners.getLast();
        Pki.Holder revoked = car(contract, Duration.ofDays(1));
        ports.responder.revoked.add(revoked.certificate().getSerialNumber());
        Pki stranger = Pki.root("V2G Root").under("MO Sub", ports.responder.url());
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station = booted(version);
            says(
                    authorize(station, contract, chain(car(contract, Duration.ofDays(-1)))),
                    "CertificateExpired",
                    "Expired");
            says(authorize(station, contract, chain(revoked)), "CertificateRevoked", "Invalid");
            says(authorize(station, contract, chain(stranger.holder("CN=" + contract))), "CertChainError", "Invalid");
            says(
                    authorize(station, contract, chain(car("DEXXXC12345678", Duration.ofDays(1)))),
                    "CertChainError",
                    "Invalid");
            says(authorize(station, contract, ", \"certificate\": \"nonsense\""), "CertChainError", "Invalid");
            String id = hub.get("/stations/" + station.id).path("hub_id").asString();
            hub.listWhen(
                    "/history?type=station.job_progressed",
                    events -> events.stream()
                                    .map(e -> e.path("payload"))
                                    .filter(p -> p.path("station").asString().equals(id)
                                            && p.path("job").asString().equals("Authorize"))
                                    .count()
                            == 5);
        }
        assertThat(emsp.got("POST", "tokens")).isEmpty();
    }

    @Test
    @DisplayName("OCPP-56 by hashes alone: the responder decides, and only who may speak for the issuer is believed")
    void ocpp56Hashes() throws Exception {
        String contract = contract("ALLOWED");
        ChargePoint station = booted("2.0.1");
        Pki.Holder good = car(contract, Duration.ofDays(1));
        says(authorize(station, contract, hashes(good, ports.responder.url())), "Accepted", "Accepted");
        int asked = ports.responder.asked.get();
        says(authorize(station, contract, hashes(good, ports.responder.url())), "Accepted", "Accepted");
        assertThat(ports.responder.asked.get()).isEqualTo(asked);
        Pki.Holder bad = car(contract, Duration.ofDays(1));
        ports.responder.revoked.add(bad.certificate().getSerialNumber());
        says(authorize(station, contract, hashes(bad, ports.responder.url())), "CertificateRevoked", "Invalid");
        ports.responder.stranger = Pki.root("Somebody");
        says(
                authorize(station, contract, hashes(car(contract, Duration.ofDays(1)), ports.responder.url())),
                "CertChainError",
                "Invalid");
        ports.responder.stranger = null;
        ports.responder.delegate = ports.mobility.responder("CN=OCSP");
        says(
                authorize(station, contract, hashes(car(contract, Duration.ofDays(1)), ports.responder.url())),
                "Accepted",
                "Accepted");
        ports.responder.delegate = ports.mobility.holder("CN=Nobody");
        says(
                authorize(station, contract, hashes(car(contract, Duration.ofDays(1)), ports.responder.url())),
                "CertChainError",
                "Invalid");
        String mute = hashes(car(contract, Duration.ofDays(1)), ports.responder.muteUrl());
        Impatient.fastest(
                Duration.ofMillis(5_500), () -> says(authorize(station, contract, mute), "CertChainError", "Invalid"));
    }

    private String hashes(Pki.Holder holder, String responder) throws Exception {
        return ", \"iso15118CertificateHashData\": [" + hash(holder, responder) + "]";
    }

    private String hash(Pki.Holder holder, String responder) throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new JcaX509CertificateHolder(ports.mobility.certificate),
                holder.certificate().getSerialNumber());
        return "{\"hashAlgorithm\": \"SHA256\", \"issuerNameHash\": \"%s\", \"issuerKeyHash\": \"%s\", \"serialNumber\": \"%s\", \"responderURL\": \"%s\"}"
                .formatted(
                        HexFormat.of().formatHex(id.getIssuerNameHash()),
                        HexFormat.of().formatHex(id.getIssuerKeyHash()),
                        holder.certificate().getSerialNumber().toString(16),
                        responder);
    }

    @Test
    @DisplayName("a session with a contract's id is charged to its eMSP")
    void session() {
        String contract = contract("ALLOWED");
        Partner emsp = partners.getLast();
        ChargePoint station = booted("2.0.1");
        String token = ", \"idToken\": {\"idToken\": \"" + contract + "\", \"type\": \"eMAID\"}";
        JsonNode answer = station.event(
                "Started",
                "T-" + station.tag,
                0,
                Messages.ago(Duration.ofMinutes(20)),
                1_000,
                token + ", \"evse\": {\"id\": 1, \"connectorId\": 1}");
        assertThat(answer.path("idTokenInfo").path("status").asString()).isEqualTo("Accepted");
        station.event("Ended", "T-" + station.tag, 1, Messages.ago(Duration.ofMinutes(1)), 6_000, "");
        Received cdr = emsp.only("POST", "cdrs");
        assertThat(Http.read(cdr.text()).path("cdr_token").path("contract_id").asString())
                .isEqualTo(contract);
    }

    // --- OCPP-57

    @Test
    @DisplayName("OCPP-57 the responder's answer is passed on as it came; without one Failed, within five seconds")
    void ocpp57Status() throws Exception {
        Pki.Holder car = car("DEXXXC12345678", Duration.ofDays(1));
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station = booted(version);
            JsonNode good = status(station, hash(car, ports.responder.url()));
            assertThat(good.path("status").asString()).isEqualTo("Accepted");
            OCSPResp response = new OCSPResp(
                    java.util.Base64.getDecoder().decode(good.path("ocspResult").asString()));
            assertThat(((BasicOCSPResp) response.getResponseObject())
                            .getResponses()[0]
                            .getCertID()
                            .getSerialNumber())
                    .isEqualTo(car.certificate().getSerialNumber());
            for (String bad : List.of(
                    ports.responder.muteUrl(),
                    "http://127.0.0.1:" + FreePort.next() + "/",
                    "http://169.254.169.254/latest",
                    "http://10.0.0.1/",
                    "file:///etc/passwd",
                    "nonsense")) {
                String asked = hash(car, bad);
                Impatient.fastest(
                        Duration.ofSeconds(5),
                        () -> assertThat(status(station, asked).path("status").asString())
                                .as(bad)
                                .isEqualTo("Failed"));
            }
            station.heartbeat();
        }
    }

    @Test
    @DisplayName("2.1: the hub says of each certificate what its responder says, as far as it is believed")
    void chainStatus() throws Exception {
        ChargePoint station = booted("2.1");
        Pki.Holder good = car("DEXXXC12345678", Duration.ofDays(1));
        Pki.Holder revoked = car("DEXXXC12345678", Duration.ofDays(1));
        ports.responder.revoked.add(revoked.certificate().getSerialNumber());
        String dead = "http://127.0.0.1:" + FreePort.next() + "/";
        JsonNode said = station.call(
                        "GetCertificateChainStatus",
                        "{\"certificateStatusRequests\": [%s, %s, %s, %s]}"
                                .formatted(
                                        request(good, "OCSP", dead, ports.responder.url()),
                                        request(revoked, "OCSP", ports.responder.url()),
                                        request(good, "OCSP", dead),
                                        request(good, "CRL", ports.responder.url())))
                .path("certificateStatus");
        assertThat(said.values())
                .extracting(one -> one.path("status").asString())
                .containsExactly("Good", "Revoked", "Failed", "Failed");
        assertThat(said.path(1).path("certificateHashData").path("serialNumber").asString())
                .isEqualTo(revoked.certificate().getSerialNumber().toString(16));
        assertThat(java.time.Instant.parse(said.path(0).path("nextUpdate").asString()))
                .isAfter(java.time.Instant.now());
        ports.responder.stranger = Pki.root("Somebody");
        assertThat(station.call(
                                "GetCertificateChainStatus",
                                "{\"certificateStatusRequests\": [%s]}"
                                        .formatted(request(
                                                car("DEXXXC12345678", Duration.ofDays(1)),
                                                "OCSP",
                                                ports.responder.url())))
                        .path("certificateStatus")
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("Failed");
        recorded(station, "GetCertificateChainStatus", "");
    }

    private String request(Pki.Holder holder, String source, String... urls) throws Exception {
        ObjectNode hash = Messages.json(hash(holder, ""));
        hash.remove("responderURL");
        ObjectNode request = Messages.json("{}").put("source", source);
        request.set("certificateHashData", hash);
        for (String url : urls) {
            request.withArray("urls").add(url);
        }
        return request.toString();
    }

    private static JsonNode status(ChargePoint station, String hash) {
        String payload = "{\"ocspRequestData\": " + hash + "}";
        return station.version.equals("1.6")
                ? inside(station, "GetCertificateStatus", payload)
                : station.call("GetCertificateStatus", payload);
    }

    @Test
    @DisplayName(
            "OCPP-57 a car's request goes to the pool, whose answer comes back; a failure is Failed; others are not held up")
    void ocpp57Contract() {
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station = booted(version);
            JsonNode good = contract(station, "REQUEST");
            assertThat(good.path("status").asString()).isEqualTo("Accepted");
            assertThat(good.path("exiResponse").asString()).isEqualTo("UkVRVUVTVA==");
            for (String bad : List.of("FAIL", "NONSENSE", "LONG")) {
                assertThat(contract(station, bad).path("status").asString())
                        .as(bad)
                        .isEqualTo("Failed");
            }
            Impatient.fastest(Duration.ofMillis(5_500), () -> slow(station));
        }
        JsonNode nowhere =
                ChargePoint.booted(LiveHub.shared(), "2.0.1").call("Get15118EVCertificate", request("REQUEST"));
        assertThat(nowhere.path("status").asString()).isEqualTo("Failed");
    }

    /** Of the pool no answer comes; who called meanwhile was answered before. */
    private static void slow(ChargePoint station) {
        boolean first = station.version.equals("1.6");
        String call = UUID.randomUUID().toString();
        station.send("[2,\"" + call + "\",\"" + (first ? "DataTransfer" : "Get15118EVCertificate") + "\","
                + (first ? transfer("Get15118EVCertificate", request("MUTE")) : request("MUTE")) + "]");
        station.heartbeat();
        assertThat(station.came).noneMatch(frame -> frame.path(1).asString().equals(call));
        assertThat(station.answerTo(call).toString()).contains("Failed");
    }

    private static String transfer(String action, String payload) {
        return Messages.json("{}")
                .put("vendorId", "org.openchargealliance.iso15118pnc")
                .put("messageId", action)
                .put("data", payload)
                .toString();
    }

    private static String request(String exi) {
        return "{\"iso15118SchemaVersion\": \"urn:iso:15118:2:2013:MsgDef\", \"action\": \"Install\", \"exiRequest\": \""
                + exi + "\"}";
    }

    private static JsonNode contract(ChargePoint station, String exi) {
        return station.version.equals("1.6")
                ? inside(station, "Get15118EVCertificate", request(exi))
                : station.call("Get15118EVCertificate", request(exi));
    }

    // --- OCPP-58

    private static String csr(String name, KeyPair pair) throws Exception {
        return escaped(Pki.pem(new JcaPKCS10CertificationRequestBuilder(new X500Name(name), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
    }

    private static X509Certificate first(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .iterator()
                .next();
    }

    @Test
    @DisplayName("OCPP-58 a request is signed by the authority outside and comes back with its number and its kind")
    void ocpp58() throws Exception {
        String name = "CN=SN-" + UUID.randomUUID() + ",O=" + TlsPorts.CPO;
        KeyPair pair = Pki.pair("EC");
        ChargePoint old = booted("1.6");
        old.accepts("CertificateSigned");
        accepted(old.call("SignCertificate", "{\"csr\": \"" + csr(name, pair) + "\"}"));
        JsonNode signed = old.got(1, "CertificateSigned");
        assertThat(signed.propertyNames()).containsExactly("certificateChain");
        X509Certificate certificate = first(signed.path("certificateChain").asString());
        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        certificate.verify(ports.stations.certificate.getPublicKey());

        ChargePoint later = booted("2.0.1");
        later.accepts("CertificateSigned");
        accepted(later.call("SignCertificate", "{\"csr\": \"" + csr(name, pair) + "\"}"));
        assertThat(later.got(1, "CertificateSigned").has("certificateType")).isFalse();
        accepted(later.call(
                "SignCertificate",
                "{\"csr\": \"" + csr("CN=SECC1", pair) + "\", \"certificateType\": \"V2GCertificate\"}"));
        assertThat(later.got(2, "CertificateSigned").path("certificateType").asString())
                .isEqualTo("V2GCertificate");

        ChargePoint newest = booted("2.1");
        newest.accepts("CertificateSigned");
        accepted(newest.call(
                "SignCertificate",
                "{\"csr\": \"" + csr(name, pair)
                        + "\", \"certificateType\": \"ChargingStationCertificate\", \"requestId\": 77}"));
        JsonNode latest = newest.got(1, "CertificateSigned");
        assertThat(latest.path("requestId").asInt()).isEqualTo(77);
        assertThat(latest.path("certificateType").asString()).isEqualTo("ChargingStationCertificate");
        recorded(newest, "SignCertificate", "Accepted");
        recorded(newest, "CertificateSigned", "Accepted");
    }

    @Test
    @DisplayName("OCPP-58 in 1.6's DataTransfer the certificate comes back inside one")
    void ocpp58Inside() throws Exception {
        ChargePoint station = booted("1.6");
        station.answers(
                "DataTransfer",
                p -> Http.read("{\"status\": \"Accepted\", \"data\": \"{\\\"status\\\":\\\"Rejected\\\"}\"}"));
        JsonNode answer = inside(
                station,
                "SignCertificate",
                "{\"csr\": \"" + csr("CN=SECC1", Pki.pair("EC")) + "\", \"certificateType\": \"V2GCertificate\"}");
        accepted(answer);
        JsonNode transfer = station.got(1, "DataTransfer");
        assertThat(transfer.path("vendorId").asString()).isEqualTo("org.openchargealliance.iso15118pnc");
        assertThat(transfer.path("messageId").asString()).isEqualTo("CertificateSigned");
        JsonNode data = Http.read(transfer.path("data").asString());
        assertThat(data.path("certificateType").asString()).isEqualTo("V2GCertificate");
        first(data.path("certificateChain").asString());
        recorded(station, "CertificateSigned", "Rejected");
    }

    @Test
    @DisplayName(
            "OCPP-58 what can't be signed is rejected: no request, another's name, another key's signature, no authority")
    void ocpp58Rejected() throws Exception {
        ChargePoint station = booted("2.0.1");
        KeyPair pair = Pki.pair("EC");
        String wrongKey = escaped(Pki.pem(
                new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=X,O=" + TlsPorts.CPO), pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                .build(Pki.pair("EC").getPrivate()))));
        for (String csr : List.of("nonsense", csr("CN=X,O=Somebody", pair), wrongKey)) {
            rejected(station.call("SignCertificate", "{\"csr\": \"" + csr + "\"}"));
        }
        rejected(ChargePoint.booted(LiveHub.shared(), "2.0.1")
                .call("SignCertificate", "{\"csr\": \"" + csr("CN=X", pair) + "\"}"));
        assertThat(station.got("CertificateSigned")).isEmpty();
        recorded(station, "SignCertificate", "Rejected:OtherSubject");
        accepted(station.call("SignCertificate", "{\"csr\": \"" + csr("CN=REFUSE,O=" + TlsPorts.CPO, pair) + "\"}"));
        recorded(station, "SignCertificate", "Failed");
        assertThat(station.got("CertificateSigned")).isEmpty();
    }

    private static void accepted(JsonNode answer) {
        assertThat(answer.path("status").asString()).isEqualTo("Accepted");
    }

    private static void rejected(JsonNode answer) {
        assertThat(answer.path("status").asString()).isEqualTo("Rejected");
    }

    private void recorded(ChargePoint station, String job, String status) {
        String id = hub.get("/stations/" + station.id).path("hub_id").asString();
        hub.listWhen(
                "/history?type=station.job_progressed",
                events -> events.stream()
                        .map(e -> e.path("payload"))
                        .anyMatch(p -> p.path("station").asString().equals(id)
                                && p.path("job").asString().equals(job)
                                && p.path("status").asString().equals(status)));
    }

    @Test
    @DisplayName("security events are kept, each for itself")
    void securityEvents() {
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station = booted(version);
            String id = hub.get("/stations/" + station.id).path("hub_id").asString();
            String payload = "{\"type\": \"FirmwareUpdated\", \"timestamp\": \"" + Messages.hoursAgo(1) + "\"}";
            station.call("SecurityEventNotification", payload);
            station.call("SecurityEventNotification", payload);
            hub.listWhen(
                    "/history?type=station.security_reported",
                    events -> events.stream()
                                    .filter(e -> e.path("payload")
                                            .path("station")
                                            .asString()
                                            .equals(id))
                                    .count()
                            == 2);
        }
    }

    /** An authority that signs stations' certificates, and a pool; both by HTTP, and each bad on demand. */
    static HttpServer outside(Pki stations, Pki v2g) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/sign", exchange -> {
            String csr = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            boolean car = "V2GCertificate".equals(exchange.getRequestHeaders().getFirst("Certificate-Type"));
            boolean known = "Bearer of-the-authority"
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = known ? (car ? v2g : stations).answering(csr) : new byte[0];
            exchange.sendResponseHeaders(answer.length == 0 ? 403 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/pool", exchange -> {
            String exi = Http.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .path("exiRequest")
                    .asString();
            String answer = switch (exi) {
                case "FAIL" -> "";
                case "NONSENSE" -> "<html>";
                case "LONG" -> "{\"status\": \"Accepted\", \"exiResponse\": \"" + "A".repeat(20_000) + "\"}";
                default ->
                    "{\"status\": \"Accepted\", \"exiResponse\": \""
                            + java.util.Base64.getEncoder().encodeToString(exi.getBytes(StandardCharsets.UTF_8))
                            + "\"}";
            };
            if (exi.equals("MUTE")) {
                try {
                    if (new CountDownLatch(1).await(20, TimeUnit.SECONDS)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
