package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roaminghub.connector.ocpi.mapping.ClientInfoMapping;
import org.roaminghub.connector.ocpi.mapping.CommandMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ProfileMapping;
import org.roaminghub.connector.ocpi.mapping.ResultMapping;
import org.roaminghub.connector.ocpi.wire.CancelReservation;
import org.roaminghub.connector.ocpi.wire.ChargingPreferences;
import org.roaminghub.connector.ocpi.wire.ChargingProfileResult;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.ReserveNow;
import org.roaminghub.connector.ocpi.wire.SetChargingProfile;
import org.roaminghub.connector.ocpi.wire.StartSession;
import org.roaminghub.connector.ocpi.wire.StopSession;
import org.roaminghub.connector.ocpi.wire.UnlockConnector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.outbound.EmspLink.CommandResult;
import org.roaminghub.testkit.OcpiSchemas;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the hub writes itself, of every module and version, keeps that version's field tables. */
class OutgoingTest {

    private static final Dialect V221 = Dialect.find("2.2.1").orElseThrow();
    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final Lifting OWN = Lifting.of(CPO, Samples.NOW);
    private static final RemoteId REMOTE = new RemoteId(new UUID(1, 2));
    private static final String URL = "https://hub.example/ocpi/sender/commands/" + REMOTE;
    private static final String BACK = "https://emsp.example/cb/1";

    @BeforeEach
    void schemas() {
        OcpiSchemas.assumeThere();
    }

    @TestFactory
    Stream<DynamicTest> everyObjectOfEveryModule() {
        return Dialect.all().stream()
                .flatMap(dialect -> written(dialect).entrySet().stream()
                        .map(e -> DynamicTest.dynamicTest(
                                dialect.version() + " " + e.getKey(),
                                () -> valid(dialect.version(), e.getKey(), e.getValue()))));
    }

    /** {@code name}: of the definition, and after a blank what tells it apart. */
    private static void valid(String version, String name, byte[] object) {
        assertThat(OcpiSchemas.problems(version, name.split(" ")[0], object))
                .as(new String(object, java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
    }

    private static Map<String, byte[]> written(Dialect d) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Lowering place = Lowering.place(CPO, "L-17", Lowering.Books.NONE);
        Lowering hubs = Lowering.of(CPO, REMOTE.toString(), Lowering.Books.NONE);
        var cdr = V221.cdr(Bodies.json(Bodies.CDR), OWN);
        JsonNode location = Bodies.json(Bodies.PLACE);
        all.put("Token", d.write(V221.token(Bodies.json(Bodies.TOKEN), OWN), Lowering.plain()));
        all.put(
                "Session",
                d.write(V221.session(Bodies.json(Bodies.SESSION), OWN).at(cdr.cdr_location()), hubs));
        all.put("CDR", d.write(cdr, hubs));
        if (d.release().hasRouting()) {
            // 2.1.1 has no credit CDRs: a loss of its own (facts ch. 5).
            all.put("CDR credit", d.write(V221.cdr(Bodies.json(Bodies.CREDIT), OWN), hubs));
        }
        all.put("Tariff", d.write(cdr.tariffs().getFirst(), place));
        all.put("Location", d.write(V221.location(location, OWN), place));
        all.put("EVSE", d.write(V221.evse(location.path("evses").path(0)), place));
        all.put("EVSEPatch", LocationTree.status(EvseStatus.CHARGING, Samples.NOW));
        all.put("LocationReferences", d.write(V221.locationReferences(Bodies.json(Bodies.LOCATION)), place));
        all.put(
                "AuthorizationInfo",
                d.write(
                        V221.authorizationInfo(
                                Bodies.json(Bodies.info("ALLOWED", "REF-1")).path("data"), OWN),
                        Lowering.plain()));
        commands(d, all);
        if (d.release().hasRouting()) {
            profiles(d, all);
            all.put(
                    "ClientInfo",
                    ClientInfoMapping.write(new PartyStatus(CPO, Role.CPO, ConnectionStatus.CONNECTED, Samples.NOW)));
        }
        return all;
    }

    private static void commands(Dialect d, Map<String, byte[]> all) {
        ObjectNode start = Bodies.json(
                "{\"location_id\": \"L-17\", \"evse_uid\": \"E-17-1\", \"reservation_id\": \"17\","
                        + " \"session_id\": \"S-1\", \"connector_id\": \"1\", \"expiry_date\": \"2026-03-01T10:00:00Z\"}");
        start.put("response_url", BACK).set("token", Bodies.json(Bodies.TOKEN));
        Fields f = Fields.of(start, Release.V2_2_1);
        var token = V221.token(start.path("token"), OWN);
        command(d, all, "StartSession", CommandMapping.order(StartSession.read(f, token, Release.V2_2_1)));
        command(d, all, "ReserveNow", CommandMapping.order(ReserveNow.read(f, token, Release.V2_2_1)));
        command(d, all, "StopSession", CommandMapping.order(StopSession.read(f)));
        command(d, all, "UnlockConnector", CommandMapping.order(UnlockConnector.read(f)));
        boolean old = d.release() == Release.V2_1_1;
        if (!old) {
            command(d, all, "CancelReservation", CommandMapping.order(CancelReservation.read(f)));
        }
        for (String outcome : new String[] {
            "DONE",
            "CANCELED_BY_CPO",
            Refusal.PARTY_SILENT.name(),
            Refusal.NOT_SUPPORTED.name(),
            Refusal.UNKNOWN_OBJECT.name()
        }) {
            CommandResult result =
                    new CommandResult(REMOTE, RemoteKind.RESERVE, BACK, new RemoteOutcome(outcome), false, null);
            all.put(
                    (old ? "CommandResponse " : "CommandResult ") + outcome,
                    ResultMapping.body(result, d.release(), Lowering.plain()));
        }
    }

    private static void command(Dialect d, Map<String, byte[]> all, String name, Order order) {
        all.put(name, CommandMapping.written(order, null, URL, d, Samples.NOW, Lowering.plain()));
    }

    private static void profiles(Dialect d, Map<String, byte[]> all) {
        ObjectNode profile = Bodies.json("{\"charging_profile\": {\"charging_rate_unit\": \"A\", \"duration\": 3600,"
                + " \"charging_profile_period\": [{\"start_period\": 0, \"limit\": 16.5}]}, \"response_url\": \"" + BACK
                + "\"}");
        var wire = SetChargingProfile.read(Fields.of(profile, d.release())).charging_profile();
        var neutral = Objects.requireNonNull(ProfileMapping.set("S-1", wire).profile());
        all.put("SetChargingProfile", Json.write(ProfileMapping.toWire(neutral, URL), d.release()));
        all.put(
                "ActiveChargingProfile",
                Json.write(ProfileMapping.toWire(new RemoteCommands.ActiveProfile(Samples.NOW, neutral)), d.release()));
        ObjectNode wishes = Bodies.json(
                "{\"profile_type\": \"GREEN\", \"departure_time\": \"2026-03-01T18:00:00Z\", \"energy_need\": 20}");
        var preferences = Objects.requireNonNull(
                ProfileMapping.prefer("S-1", ChargingPreferences.read(Fields.of(wishes, d.release())))
                        .preferences());
        all.put("ChargingPreferences", Json.write(ProfileMapping.toWire(preferences), d.release()));
        profileResults(d, new RemoteCommands.ActiveProfile(Samples.NOW, neutral), all);
    }

    private static void profileResults(Dialect d, RemoteCommands.ActiveProfile active, Map<String, byte[]> all) {
        for (String outcome :
                new String[] {"DONE", "CANCELED_BY_CPO", Refusal.PARTY_SILENT.name(), Refusal.UNKNOWN_OBJECT.name()}) {
            all.put("ChargingProfileResult " + outcome, result(d, RemoteKind.SET_PROFILE, outcome, null, null));
            all.put("ClearProfileResult " + outcome, result(d, RemoteKind.CLEAR_PROFILE, outcome, null, null));
            all.put("ActiveChargingProfileResult " + outcome, result(d, RemoteKind.GET_PROFILE, outcome, null, null));
        }
        all.put("ActiveChargingProfileResult station's", result(d, RemoteKind.GET_PROFILE, "DONE", null, active));
        // Of a CPO of the other version: only who asked for a profile gets one.
        String theirs = d.release() == Release.V2_2_1 ? "2.3.0" : "2.2.1";
        byte[] said = Json.write(new ChargingProfileResult("ACCEPTED", ProfileMapping.toWire(active)));
        Original original = new Original(Protocol.OCPI, theirs, "application/json", said);
        all.put("ActiveChargingProfileResult CPO's", result(d, RemoteKind.GET_PROFILE, "DONE", original, null));
        all.put("ChargingProfileResult CPO's", result(d, RemoteKind.SET_PROFILE, "DONE", original, null));
        all.put("ClearProfileResult CPO's", result(d, RemoteKind.CLEAR_PROFILE, "DONE", original, null));
    }

    private static byte[] result(
            Dialect d,
            RemoteKind kind,
            String outcome,
            @Nullable Original original,
            RemoteCommands.@Nullable ActiveProfile active) {
        return ResultMapping.body(
                new CommandResult(REMOTE, kind, BACK, new RemoteOutcome(outcome), false, original, active),
                d.release(),
                Lowering.plain());
    }

    @Test
    void whatTheHubSaysOfItselfAndOfCommands() {
        try (HubUnderTest under = new HubUnderTest()) {
            String emsp = under.hub.connected(
                    "http://127.0.0.1:1", new HostedParty(Role.EMSP, new PartyId("NL*MOV"), "Movia", null, null, true));
            under.call(emsp, "GET", "/versions", null).data().forEach(v -> valid("2.3.0", "Version", bytes(v)));
            for (Dialect d : Dialect.all()) {
                String version = d.version();
                valid(
                        version,
                        "VersionDetails",
                        bytes(under.call(emsp, "GET", "/" + version, null).data()));
                valid(
                        version,
                        "Credentials",
                        bytes(under.call(emsp, "GET", "/" + version + "/credentials", null)
                                .data()));
                under.hub.commandAnswer = new RemoteCommands.Answer.Taken(REMOTE, CPO, Duration.ofSeconds(30), null);
                ObjectNode stop = Bodies.json("{\"session_id\": \"S-1\"}").put("response_url", "http://127.0.0.1:1/cb");
                var got = under.call(emsp, "POST", "/" + version + "/receiver/commands/STOP_SESSION", stop.toString());
                valid(version, "CommandResponse", bytes(got.data()));
                if (d.release().hasRouting()) {
                    profileResponses(under, emsp, version);
                }
            }
        }
    }

    private static void profileResponses(HubUnderTest under, String emsp, String version) {
        String path = "/" + version + "/receiver/chargingprofiles/S-1";
        String query = "?duration=900&response_url=http://127.0.0.1:1/cb";
        String profile = "{\"charging_profile\": {\"charging_rate_unit\": \"A\", \"charging_profile_period\":"
                + " [{\"start_period\": 0, \"limit\": 16}]}, \"response_url\": \"http://127.0.0.1:1/cb\"}";
        for (RemoteCommands.Answer answer : List.of(
                new RemoteCommands.Answer.Taken(REMOTE, CPO, Duration.ofSeconds(30), null),
                new RemoteCommands.Answer.Refused(Refusal.UNKNOWN_SESSION, "", CPO, null),
                new RemoteCommands.Answer.Refused(Refusal.NOT_EXPRESSIBLE, "", CPO, null))) {
            under.hub.commandAnswer = answer;
            valid(version, "ChargingProfileResponse", data(under.call(emsp, "PUT", path, profile)));
            valid(version, "ChargingProfileResponse", data(under.call(emsp, "GET", path + query, null)));
            valid(version, "ChargingProfileResponse", data(under.call(emsp, "DELETE", path + query, null)));
        }
    }

    private static byte[] data(HubUnderTest.Got got) {
        return bytes(got.data());
    }

    private static byte[] bytes(JsonNode node) {
        return Json.writeAsRead(node);
    }
}
