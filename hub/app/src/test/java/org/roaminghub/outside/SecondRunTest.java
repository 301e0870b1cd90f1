package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.bench.site.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A hub that was stopped and started again on its data folder. */
class SecondRunTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    @DisplayName("partners, stations, tokens, sessions, CDRs and what is still to be delivered go on where they were")
    void goesOn() throws IOException {
        int port = FreePort.next();
        LiveHub first = LiveHub.start(folder, port);
        Partner cpo = Partner.cpo(first);
        Partner emsp = Partner.emsp(first);
        Partner reserver = Partner.emsp(first);
        try {
            first.agree(cpo.party(), emsp.party(), null);
            ObjectNode card = emsp.card("ALWAYS");
            emsp.putToken(card).send().ok();
            cpo.got(1, "PUT", "tokens");
            String uid = card.path("uid").asString();
            Ask asked = cpo.authorize(uid);
            String reference = referenceOf(asked.send());
            ObjectNode session =
                    Messages.session(cpo.party(), card, Messages.unique("S")).put("authorization_reference", reference);
            cpo.putSession(session).send().ok();
            ObjectNode delivered = Messages.cdr(cpo.party(), emsp.card("NEVER"), Messages.unique("C"));
            String location = locationOf(cpo.postCdr(delivered).send());
            first.agree(LiveHub.SELF, emsp.party(), null);
            ChargePoint station = ChargePoint.booted(first, "1.6");
            String start = ChargePoint.startPayload(1, uid, 1000, Messages.hoursAgo(1));
            JsonNode started = station.call("StartTransaction", start);
            SoapPoint bySoap = SoapPoint.booted(first, "1.6S").accepts("RemoteStopTransaction");
            String soapStart = SoapPoint.start(1, uid, 1000, Messages.hoursAgo(1));
            String transaction = SoapPoint.one(bySoap.call("StartTransaction", soapStart), "transactionId");
            ChargePoint streaming = ChargePoint.booted(first, "2.1");
            String base = Messages.hoursAgo(1);
            streams(streaming, uid, base);
            ChargePoint reserved = reservedThenAway(first, reserver);
            emsp.down();
            ObjectNode waiting = Messages.cdr(cpo.party(), emsp.card("NEVER"), Messages.unique("W"));
            cpo.postCdr(waiting).send().ok();
            List<String> events = first.eventsOf(cpo.party());
            JsonNode sessions = first.get("/sessions?party=" + cpo.party().star());
            first.close();
            int before = emsp.got("POST", "cdrs").size();
            emsp.back();

            try (bySoap;
                    LiveHub second = LiveHub.start(folder, port, "--hub.ocpp.soap-silence=12s")) {
                stationBySoapIsThere(second, bySoap, soapStart, transaction);
                cpo.get(second.versionsUrl(), cpo.theirs).ok();
                assertThat(second.eventsOf(cpo.party())).startsWith(events.toArray(String[]::new));
                assertThat(second.get("/sessions?party=" + cpo.party().star())).isEqualTo(sessions);
                assertThat(second.get("/platforms/" + emsp.platform)
                                .path("status")
                                .asString())
                        .isEqualTo("CONNECTED");
                assertThat(emsp.got(before + 1, "POST", "cdrs").getLast().text())
                        .isEqualTo(waiting.toString());
                assertThat(referenceOf(asked.send())).isEqualTo(reference);
                cpo.patchSession(
                                session.path("id").asString(),
                                Messages.json("{\"kwh\": 6, \"status\": \"COMPLETED\", \"last_updated\": \"%s\"}"
                                        .formatted(Messages.hoursAgo(1))))
                        .send()
                        .ok();
                emsp.only("PATCH", "sessions");
                assertThat(locationOf(cpo.postCdr(delivered).send())).isEqualTo(location);
                cpo.postCdr(delivered.deepCopy().put("total_energy", 12)).send().refused(200, 2001);
                assertThat(second.list("/cdrs?party=" + cpo.party().star())).hasSize(2);
                assertThat(emsp.got("POST", "cdrs")).hasSize(before + 1);
                assertThat(second.listWhen(
                                        "/sessions?party=" + cpo.party().star(),
                                        items -> items.getFirst()
                                                .path("status")
                                                .asString()
                                                .equals("COMPLETED"))
                                .getFirst()
                                .path("kwh")
                                .asInt())
                        .isEqualTo(6);
                bySoap.call("StopTransaction", SoapPoint.stop(transaction, 3000, Messages.hoursAgo(0), ""));
                assertThat(second.onlyOf("/cdrs?evse=" + bySoap.entered.evse(1))
                                .path("total_energy")
                                .asInt())
                        .isEqualTo(2);
                stationGoesOn(station.at(second), start, started);
                streamGoesOn(streaming.at(second), base);
                reservationIsBilled(reserved.at(second), reserver);
                LiveHub.until(
                        () -> second.get("/stations/" + bySoap.entered.id),
                        shown -> !shown.path("connected").asBoolean());
            }
        } finally {
            cpo.peer.close();
            emsp.peer.close();
            reserver.peer.close();
            first.close();
        }
        assertThat(Files.exists(folder.resolve("postgres/postmaster.pid"))).isFalse();
    }

    /** OCPP-27: without a boot, and with the transaction that ran. */
    private static void stationGoesOn(ChargePoint station, String start, JsonNode started) {
        try (station) {
            station.connect().heartbeat();
            assertThat(station.call("StartTransaction", start)).isEqualTo(started);
            station.stop(started.path("transactionId").asInt(), "3000", Messages.hoursAgo(0));
            JsonNode cdr = station.hub.onlyOf("/cdrs?evse=" + station.evse(1));
            assertThat(cdr.path("total_energy").asInt()).isEqualTo(2);
        }
    }

    /** A reservation that expires at a station that is away by then: a start may still be on its way. */
    private static ChargePoint reservedThenAway(LiveHub hub, Partner reserver) {
        hub.agree(LiveHub.SELF, reserver.party(), null);
        ChargePoint station = StationReservationsTest.reservable(hub, "1.6");
        StationReservationsTest.reserve(station, reserver, reserver.card("ALLOWED"), StationReservationsTest.soon());
        station.close();
        assertThat(StationReservationsTest.held(station).path("held").asString())
                .isEqualTo("STATION_AWAY");
        return station;
    }

    private static void reservationIsBilled(ChargePoint station, Partner reserver) {
        try (station) {
            assertThat(reserver.got("POST", "cdrs")).isEmpty();
            station.connect().heartbeat();
            JsonNode cdr = Http.read(reserver.only("POST", "cdrs").text());
            StationPricesTest.costs(cdr.path("total_reservation_cost"), "6", "");
        }
    }

    private static void streams(ChargePoint station, String uid, String base) {
        station.event("Started", "streaming", 0, base, 1000, """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(uid));
        StationStreamsTest.reported(station, 7);
        StationStreamsTest.open(station, 3, 7);
        StationStreamsTest.stream(station, 3, base, "{\"t\": 60, \"v\": \"2000\"}");
        station.heartbeat();
    }

    /** It doesn't open its stream again: the hub has accepted it. What it isn't sure of it says twice. */
    private static void streamGoesOn(ChargePoint station, String base) {
        try (station) {
            station.connect();
            StationStreamsTest.stream(station, 3, base, "{\"t\": 60, \"v\": \"2000\"}, {\"t\": 120, \"v\": \"4000\"}");
            station.event("Ended", "streaming", 1, Messages.hoursAgo(0), null, "");
            JsonNode cdr = station.hub.onlyOf("/cdrs?evse=" + station.evse(1));
            assertThat(cdr.path("total_energy").asInt()).isEqualTo(3);
        }
    }

    /** Nobody has heard it since, and yet it is there: at its own place, with the transaction that ran. */
    private static void stationBySoapIsThere(LiveHub second, SoapPoint station, String start, String transaction) {
        JsonNode shown = second.get("/stations/" + station.entered.id);
        assertThat(shown.path("connected").asBoolean()).isTrue();
        Answer asked = second.admin(
                "POST",
                "/stations/" + station.entered.id + "/commands",
                "{\"action\": \"RemoteStopTransaction\", \"payload\": {\"transactionId\": " + transaction + "}}");
        assertThat(asked.http()).as(asked::said).isEqualTo(200);
        assertThat(SoapPoint.one(station.call("StartTransaction", start), "transactionId"))
                .isEqualTo(transaction);
    }

    private static String referenceOf(Answer answer) {
        return answer.ok().data().path("authorization_reference").asString();
    }

    private static String locationOf(Answer answer) {
        return Objects.requireNonNull(answer.ok().header("Location"));
    }
}
