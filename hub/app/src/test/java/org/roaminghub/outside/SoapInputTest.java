package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stations, and those that pretend to be some, send to where OCPP is spoken by SOAP. */
class SoapInputTest extends OutsideTest {

    private final List<SoapPoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(SoapPoint::close);
    }

    private SoapPoint planned(String version, String more) {
        SoapPoint station = SoapPoint.planned(hub, version, more);
        stations.add(station);
        return station;
    }

    private SoapPoint open(String version) {
        return planned(version, "\"security_profile\": 0");
    }

    private static void fault(Answer answer, int http, String code, String subcode) {
        assertThat(answer.http()).as(answer::said).isEqualTo(http);
        assertThat(answer.header("Content-Type")).as(answer::said).startsWith("application/soap+xml");
        var values = SoapPoint.read(answer.text())
                .getElementsByTagNameNS("http://www.w3.org/2003/05/soap-envelope", "Value");
        assertThat(values.item(0).getTextContent()).as(answer::said).endsWith(":" + code);
        assertThat(values.item(1).getTextContent()).as(answer::said).endsWith(":" + subcode);
        assertThat(SoapPoint.one(answer.text(), "Text")).isNotEmpty();
        answer.discreet();
    }

    @Test
    @DisplayName("what is no XML, or too much of it, is a fault of the sender, and the next message is served")
    void brokenXml() {
        SoapPoint station = open("1.6S");
        String good = station.envelope("Heartbeat", "");
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        String file = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
        String body = "<cs:heartbeatRequest></cs:heartbeatRequest>";
        for (String bad : List.of(
                "",
                "nonsense",
                good.substring(0, good.length() / 2),
                good.replace("se:Body>", "se:Corpse>"),
                good.replace("2003/05/soap-envelope", "2099/05/soap-envelope"),
                good.replaceFirst("\\?>\n", "?>" + bomb),
                good.replaceFirst("\\?>\n", "?>" + bomb)
                        .replace(body, "<cs:heartbeatRequest>&b;</cs:heartbeatRequest>"),
                good.replaceFirst("\\?>\n", "?>" + file)
                        .replace(body, "<cs:heartbeatRequest>&a;</cs:heartbeatRequest>"),
                good.replace(body, "<cs:x>".repeat(400) + "</cs:x>".repeat(400)),
                good.replace(body, ""),
                good.replace("<wsa:To>", "<x:y xmlns:x=\"urn:x\" se:mustUnderstand=\"true\">1</x:y><wsa:To>"))) {
            fault(station.post(bad), 400, "Sender", "ProtocolError");
        }
        assertThat(station.post(good).http()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "requests that no version knows, or with a field missing or wrong, get the subcode that OCPP-S has for it")
    void wrongRequests() {
        SoapPoint station = open("1.6S");
        fault(station.post(station.envelope("Sing", "")), 500, "Receiver", "NotSupported");
        fault(station.post(station.envelope("Reset", "<cs:type>Soft</cs:type>")), 500, "Receiver", "NotSupported");
        fault(station.post(station.envelope("SignCertificate", "")), 500, "Receiver", "NotSupported");
        fault(station.post(station.envelope("Authorize", "")), 400, "Sender", "ProtocolError");
        fault(
                station.post(station.envelope(
                        "StatusNotification",
                        "<cs:connectorId>one</cs:connectorId><cs:status>Available</cs:status>"
                                + "<cs:errorCode>NoError</cs:errorCode>")),
                400,
                "Sender",
                "ProtocolError");
        fault(
                station.post(station.envelope("Heartbeat", "").replace(">/Heartbeat<", ">/Authorize<")),
                400,
                "Sender",
                "ProtocolError");
        fault(
                station.post(station.envelope("Heartbeat", "").replace("2015/10", "2012/06")),
                400,
                "Sender",
                "ProtocolError");
        Answer fault = station.post(station.envelope("Sing", "").replaceAll("(?<=MessageID>)[^<]*", "urn:m-7"));
        assertThat(SoapPoint.one(fault.text(), "RelatesTo")).isEqualTo("urn:m-7");
    }

    @Test
    @DisplayName("a station is who its header says, as it was entered: by SOAP of that version, or by a socket")
    void identity() {
        SoapPoint station = open("1.6S");
        String good = station.envelope("Heartbeat", "");
        fault(station.post(good.replace(station.entered.id, "CP-NOBODY")), 400, "Sender", "IdentityMismatch");
        fault(
                station.post(good.replaceAll("<cs:chargeBoxIdentity.*</cs:chargeBoxIdentity>", "")),
                400,
                "Sender",
                "IdentityMismatch");
        assertThat(station.post(good.replace("chargeBoxIdentity", "ChargeBoxIdentity"))
                        .http())
                .isEqualTo(200);
        SoapPoint old = open("1.5S");
        fault(station.post(good.replace(station.entered.id, old.entered.id)), 400, "Sender", "IdentityMismatch");
        ChargePoint socket = ChargePoint.planned(hub, "1.6", "\"security_profile\": 0");
        fault(station.post(good.replace(station.entered.id, socket.id)), 400, "Sender", "IdentityMismatch");
        org.assertj.core.api.Assertions.assertThatThrownBy(station.entered::connectBare)
                .hasMessageContaining("WebSocketHandshakeException");
        assertThat(hub.admin(
                                "POST",
                                "/stations",
                                station.entered
                                        .entry("\"security_profile\": 2, \"ocpp\": \"1.6S\"")
                                        .replace(station.entered.id, "CP-OTHER"))
                        .http())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a station with a password shows it with each request")
    void password() {
        SoapPoint station = planned("1.6S", "\"security_profile\": 1, \"password\": \"" + ChargePoint.PASSWORD + "\"");
        String good = station.envelope("Heartbeat", "");
        Answer without = station.post(good);
        fault(without, 401, "Sender", "SecurityError");
        assertThat(without.header("WWW-Authenticate")).startsWith("Basic");
        fault(
                station.post(good, "Authorization", ChargePoint.basic(station.entered.id, new byte[] {'x'})),
                401,
                "Sender",
                "SecurityError");
        byte[] password = ChargePoint.PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertThat(station.post(good, "Authorization", ChargePoint.basic(station.entered.id, password))
                        .http())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a station that is not approved waits: Pending in 1.6, and Rejected in 1.5, which has no other word")
    void notApproved() {
        for (String version : List.of("1.5S", "1.6S")) {
            SoapPoint station = planned(version, "\"security_profile\": 0, \"approved\": false");
            assertThat(SoapPoint.one(station.boot(), "status"))
                    .isEqualTo(version.equals("1.5S") ? "Rejected" : "Pending");
            hub.done("POST", "/stations/" + station.entered.id + "/approve", null);
            assertThat(SoapPoint.one(station.boot(), "status")).isEqualTo("Accepted");
        }
    }

    @Test
    @DisplayName("what is no SOAP 1.2 of bounded length gets as far as HTTP")
    void notSoap() throws IOException {
        SoapPoint station = open("1.6S");
        String good = station.envelope("Heartbeat", "");
        byte[] body = Http.utf8(good);
        assertThat(Http.call("GET", station.url() + "?wsdl", null).http()).isEqualTo(405);
        for (String type : List.of("text/xml", "application/json", "multipart/related; type=\"application/xop+xml\"")) {
            assertThat(Http.call("POST", station.url(), body, "Content-Type", type)
                            .http())
                    .isEqualTo(415);
        }
        String long1 = good.replace("</se:Header>", "<!--" + "x".repeat(600_000) + "--></se:Header>");
        assertThat(station.post(long1).http()).isEqualTo(413);
        Answer elsewhere = Http.call("POST", hub.url() + "/ocpp/soap/2.0", body, "Content-Type", SoapPoint.MEDIA);
        assertThat(elsewhere.http()).isEqualTo(404);
        elsewhere.discreet();
        assertThat(station.post(good).http()).isEqualTo(200);
    }
}
