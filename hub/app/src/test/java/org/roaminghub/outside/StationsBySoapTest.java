package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.simulator.SimulatedStation;
import org.roaminghub.testkit.ScriptedPeer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Own stations that speak OCPP 1.5 and 1.6 by SOAP, seen from a station, an eMSP and the administrator (facts §9). */
class StationsBySoapTest extends OutsideTest {

    private static final Party HUB = LiveHub.SELF;
    private final List<SoapPoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(SoapPoint::close);
    }

    private SoapPoint kept(SoapPoint station) {
        stations.add(station);
        return station;
    }

    private SoapPoint booted(String version) {
        return kept(SoapPoint.booted(hub, version));
    }

    private Partner emsp() {
        Partner emsp = connected("EMSP");
        hub.agree(HUB, emsp.party(), null);
        return emsp;
    }

    private static String ago(int minutes) {
        return Messages.ago(Duration.ofMinutes(minutes));
    }

    private JsonNode cdrAt(SoapPoint station, int connector) {
        return hub.listWhen("/cdrs?evse=" + station.entered.evse(connector), items -> !items.isEmpty())
                .getFirst();
    }

    private static void energy(JsonNode cdr, String kwh) {
        assertThat(new BigDecimal(cdr.path("total_energy").asString())).isEqualByComparingTo(kwh);
    }

    private JsonNode shown(SoapPoint station) {
        return hub.get("/stations/" + station.entered.id);
    }

    private static ObjectNode at(SoapPoint station, ObjectNode body) {
        return body.put("location_id", station.entered.location())
                .put("evse_uid", station.entered.evse(1))
                .put("connector_id", "1");
    }

    private static Ask command(Partner emsp, String kind, ObjectNode body) {
        return emsp.command(kind, body).to(HUB);
    }

    // --- from boot to CDR

    @Test
    @DisplayName(
            "1.6 by SOAP from boot to CDR: card, start, readings, stop, and a start that comes again is the same one")
    void charges16() {
        Partner emsp = emsp();
        String uid = emsp.card("ALLOWED").path("uid").asString();
        SoapPoint station = kept(SoapPoint.planned(hub, "1.6S", "\"security_profile\": 0"));
        String boot = station.boot();
        assertThat(SoapPoint.one(boot, "interval")).isEqualTo("300");
        assertThat(boot).contains(station.namespace("Cs"));
        assertThat(SoapPoint.one(station.call("Heartbeat", ""), "currentTime")).endsWith("Z");
        station.status(1, "Preparing");
        assertThat(SoapPoint.one(station.call("Authorize", "<cs:idTag>" + uid + "</cs:idTag>"), "status"))
                .isEqualTo("Accepted");
        String again = station.envelope("StartTransaction", SoapPoint.start(1, uid, 1000, ago(60)));
        String id = SoapPoint.one(station.post(again).text(), "transactionId");
        assertThat(SoapPoint.one(station.post(again).text(), "transactionId")).isEqualTo(id);
        station.call("MeterValues", """
                <cs:connectorId>1</cs:connectorId><cs:transactionId>%s</cs:transactionId><cs:meterValue>
                <cs:timestamp>%s</cs:timestamp><cs:sampledValue><cs:value>2.5</cs:value><cs:unit>kWh</cs:unit></cs:sampledValue>
                </cs:meterValue>""".formatted(id, ago(30)));
        String stop = SoapPoint.stop(id, 4000, ago(1), "<cs:reason>Local</cs:reason>");
        station.call("StopTransaction", stop);
        station.call("StopTransaction", stop);
        energy(cdrAt(station, 1), "3");
        emsp.only("POST", "cdrs");
        hub.onlyOf("/sessions?evse=" + station.entered.evse(1));
        assertThat(shown(station).path("ocpp_version").asString()).isEqualTo("1.6S");
        assertThat(shown(station).path("connected").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("1.5 from boot to CDR in its own words: heartbeatInterval, Occupied, values with attributes")
    void charges15() {
        Partner emsp = emsp();
        String uid = emsp.card("ALLOWED").path("uid").asString();
        SoapPoint station = kept(SoapPoint.planned(hub, "1.5S", "\"security_profile\": 0"));
        String boot = station.boot();
        assertThat(SoapPoint.one(boot, "heartbeatInterval")).isEqualTo("300");
        assertThat(SoapPoint.one(boot, "interval")).isEmpty();
        station.status(1, "Occupied");
        assertThat(shown(station).path("evses").path(0).path("status").asString())
                .isEqualTo("OCCUPIED");
        String metered = SoapPoint.one(
                station.call("StartTransaction", SoapPoint.start(1, uid, 1000, ago(60))), "transactionId");
        station.call("MeterValues", """
                <cs:connectorId>1</cs:connectorId><cs:transactionId>%s</cs:transactionId><cs:values>
                <cs:timestamp>%s</cs:timestamp><cs:value unit="kWh" measurand="Energy.Active.Import.Register">2.5</cs:value>
                <cs:value unit="Amp" measurand="Current.Import">16</cs:value></cs:values>""".formatted(metered, ago(30)));
        station.call("StopTransaction", withoutMeter(metered, ""));
        energy(cdrAt(station, 1), "1.5");
        String other = emsp.card("ALLOWED").path("uid").asString();
        String listed = SoapPoint.one(
                station.call("StartTransaction", SoapPoint.start(2, other, 1000, ago(60))), "transactionId");
        station.call(
                "StopTransaction",
                withoutMeter(
                        listed,
                        "<cs:transactionData><cs:values><cs:timestamp>" + ago(1)
                                + "</cs:timestamp><cs:value>4000</cs:value></cs:values></cs:transactionData>"));
        energy(cdrAt(station, 2), "3");
    }

    /** What was charged is in the readings then. */
    private static String withoutMeter(String transaction, String more) {
        return SoapPoint.stop(transaction, 0, ago(1), more).replace("meterStop>0<", "meterStop>unknown<");
    }

    // --- from an eMSP

    @Test
    @DisplayName("an eMSP's start and stop reach a station where it says it is, and its answer is told once")
    void commands() {
        Partner emsp = emsp();
        for (String version : List.of("1.5S", "1.6S")) {
            SoapPoint station =
                    booted(version).accepts("RemoteStartTransaction").accepts("RemoteStopTransaction");
            int told = emsp.told(0).size();
            ObjectNode card = emsp.card("NEVER");
            String uid = card.path("uid").asString();
            command(emsp, "START_SESSION", at(station, Messages.startSession(card, emsp.callback())))
                    .send()
                    .ok();
            String asked = station.got(1, "RemoteStartTransaction");
            assertThat(SoapPoint.one(asked, "chargeBoxIdentity")).isEqualTo(station.entered.id);
            assertThat(SoapPoint.one(asked, "remoteStartTransactionRequest")).isEqualTo(uid + "1");
            assertThat(asked).contains(station.namespace("Cp"));
            assertThat(emsp.told(told + 1).getLast().text()).contains("ACCEPTED");
            String id = SoapPoint.one(
                    station.call("StartTransaction", SoapPoint.start(1, uid, 0, ago(9))), "transactionId");
            JsonNode session = hub.onlyOf("/sessions?evse=" + station.entered.evse(1));
            command(
                            emsp,
                            "STOP_SESSION",
                            Messages.stopSession(session.path("id").asString(), emsp.callback()))
                    .send()
                    .ok();
            assertThat(SoapPoint.one(station.got(1, "RemoteStopTransaction"), "transactionId"))
                    .isEqualTo(id);
            assertThat(emsp.told(told + 2).getLast().text()).contains("ACCEPTED");
            station.call("StopTransaction", SoapPoint.stop(id, 500, ago(1), ""));
            assertThat(cdrAt(station, 1).path("auth_method").asString()).isEqualTo("COMMAND");
        }
    }

    @Test
    @DisplayName("what 1.5 has no words for is refused, and what it has other words for is said in them")
    void olderWords() {
        Partner emsp = emsp();
        SoapPoint station = booted("1.5S")
                .answers("UnlockConnector", "unlockConnectorResponse", "<cp:status>Accepted</cp:status>")
                .answers("SendLocalList", "sendLocalListResponse", "<cp:status>HashError</cp:status>")
                .answers("GetConfiguration", "getConfigurationResponse", """
                        <cp:configurationKey><cp:key>HeartBeatInterval</cp:key><cp:readonly>false</cp:readonly>
                        <cp:value>300</cp:value></cp:configurationKey><cp:unknownKey>Nonsense</cp:unknownKey>""");
        String uid = emsp.card("ALLOWED").path("uid").asString();
        station.call("StartTransaction", SoapPoint.start(1, uid, 0, ago(9)));
        String session = hub.onlyOf("/sessions?evse=" + station.entered.evse(1))
                .path("id")
                .asString();
        assertThat(emsp.setProfile(session, Messages.setProfile(emsp.callback()))
                        .to(HUB)
                        .send()
                        .ok()
                        .data()
                        .path("result")
                        .asString())
                .isEqualTo("NOT_SUPPORTED");
        ObjectNode unlock = at(station, Messages.json("{}").put("response_url", emsp.callback()));
        command(emsp, "UNLOCK_CONNECTOR", unlock).send().ok();
        assertThat(emsp.told(1).getLast().text()).contains("ACCEPTED");
        assertThat(station.entered
                        .commanded("TriggerMessage", "{\"requestedMessage\": \"Heartbeat\"}")
                        .http())
                .isEqualTo(400);
        JsonNode list = station.entered.commanded("SendLocalList", """
                        {"listVersion": 3, "updateType": "Full", "localAuthorizationList": [
                          {"idTagInfo": {"parentIdTag": "G", "status": "Accepted"}, "idTag": "A"}]}""").body();
        assertThat(list.path("status").asString()).isEqualTo("Failed");
        assertThat(station.got(1, "SendLocalList"))
                .contains("localAuthorisationList")
                .containsPattern("updateType.*listVersion.*idTag>A<.*status>Accepted<.*parentIdTag>G<");
        JsonNode read = hub.done(
                "POST",
                "/stations/" + station.entered.id + "/configuration/read",
                "{\"names\": [\"HeartBeatInterval\"]}");
        assertThat(read.path("items").path(0).path("value").asString()).isEqualTo("300");
        assertThat(read.path("items").path(0).path("readonly").asBoolean(true)).isFalse();
    }

    @Test
    @DisplayName("a station is called at the address that it speaks from, where it said last, and nowhere else")
    void callbacks() {
        SoapPoint station = booted("1.6S").accepts("Reset");
        String reset = "{\"type\": \"Soft\"}";
        assertThat(station.entered
                        .commanded("Reset", reset)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("Accepted");
        for (String elsewhere : List.of(
                "http://10.1.2.3/x",
                "http://169.254.169.254/latest",
                "http://0.0.0.0:" + hub.port + "/api",
                "ftp://127.0.0.1/x",
                "http://u:p@127.0.0.1/x",
                "nonsense")) {
            station.post(station.envelope(station.headers("Heartbeat", "m-1", elsewhere), "Heartbeat", ""));
            assertThat(shown(station).has("callback_url")).as(elsewhere).isFalse();
            assertThat(station.entered.commanded("Reset", reset).http()).isEqualTo(503);
        }
        try (ScriptedPeer other = new ScriptedPeer()) {
            other.always(station.envelope(
                    500,
                    "<e:Fault><e:Code><e:Value>e:Receiver</e:Value><e:Subcode><e:Value>cp:NotSupported</e:Value></e:Subcode>"
                            + "</e:Code><e:Reason><e:Text xml:lang=\"en\">No</e:Text></e:Reason></e:Fault>",
                    ""));
            String named = other.url().replace("127.0.0.1", "localhost") + "/moved?x=1";
            station.post(station.envelope(station.headers("Heartbeat", "m-2", named), "Heartbeat", ""));
            assertThat(shown(station).path("callback_url").asString()).isEqualTo(other.url() + "/moved?x=1");
            Answer refused = station.entered.commanded("Reset", reset);
            assertThat(refused.http()).isEqualTo(502);
            assertThat(refused.text()).contains("NotSupported");
            assertThat(other.only().path()).isEqualTo("/moved");
        }
        assertThat(station.own.received()).hasSize(1);
        assertThat(station.entered.commanded("Reset", reset).http()).isEqualTo(503);
    }

    @Test
    @DisplayName("answers that are none, to another call, too long or broken off end the call, and the next one works")
    void strangeAnswers() {
        SoapPoint station = booted("1.6S");
        String yes = "<cp:resetResponse><cp:status>Accepted</cp:status></cp:resetResponse>";
        String reset = "{\"type\": \"Soft\"}";
        for (ScriptedPeer.Answer strange : List.of(
                station.envelope(200, yes, "urn:uuid:another"),
                station.envelope(200, yes.replace("reset", "clearCache"), ""),
                station.envelope(200, yes.replace("Accepted", "Perhaps"), ""),
                station.envelope(200, "", ""),
                ScriptedPeer.Answer.json(200, "{}"),
                ScriptedPeer.Answer.json(404, ""),
                new ScriptedPeer.Answer.Plain(302, java.util.Map.of("Location", hub.url()), new byte[0]))) {
            station.own.always(strange);
            Answer answer = station.entered.commanded("Reset", reset);
            assertThat(answer.http()).as(answer::said).isEqualTo(502);
        }
        for (ScriptedPeer.Answer none :
                List.of(new ScriptedPeer.Answer.HangUp(), new ScriptedPeer.Answer.Flood(2_000_000))) {
            station.own.always(none);
            assertThat(station.entered.commanded("Reset", reset).http()).isEqualTo(504);
        }
        assertThat(station.entered.commanded("Reset", "{\"no name\": 1}").http())
                .isEqualTo(502);
        station.own.always(station.envelope(200, yes, ""));
        assertThat(station.entered.commanded("Reset", reset).http()).isEqualTo(200);
    }

    @Test
    @DisplayName("simulated stations speak by SOAP, too: with a password, from boot to CDR, and do what they are told")
    void simulated() {
        Partner emsp = emsp();
        for (String version : List.of("1.5S", "1.6S")) {
            ChargePoint entered = ChargePoint.planned(
                    hub,
                    version,
                    "\"ocpp\": \"" + version + "\", \"security_profile\": 1, \"password\": \"" + ChargePoint.PASSWORD
                            + "\"");
            var settings = new SimulatedStation.Settings(
                    hub.url() + "/ocpp/soap", entered.id, ChargePoint.PASSWORD, version, 2, 1);
            try (SimulatedStation station = new SimulatedStation(settings, line -> {}).start()) {
                String uid = emsp.card("ALLOWED").path("uid").asString();
                assertThat(station.plug(1, uid, "ISO14443", null)).isEqualTo("Accepted");
                station.read(1);
                station.unplug(1, "Local");
                JsonNode cdr = hub.listWhen("/cdrs?evse=" + entered.evse(1), items -> !items.isEmpty())
                        .getFirst();
                energy(cdr, "1");
                Answer unlocked = entered.commanded("UnlockConnector", "{\"connectorId\": 1}");
                assertThat(unlocked.body().path("status").asString())
                        .as(unlocked::said)
                        .isEqualTo("Unlocked");
            }
        }
    }
}
