package org.roaminghub.connector.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v2.Provisioning;
import org.roaminghub.connector.ocpp.message.v2.Transactions;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.node.ObjectNode;

/** All messages have their records, and records say what stands on the wire. */
class MessagesTest {

    private static final long SEED = 20_261_129;
    private static final int EXAMPLES = 20;
    /** Never answered. */
    private static final String SEND = "NotifyPeriodicEventStream";

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> actions(Version version) {
        Set<String> all = new TreeSet<>(Actions.fromStation(version));
        all.addAll(Actions.toStation(version));
        return all;
    }

    private static Stream<Class<?>> records(Version version) {
        return actions(version).stream()
                .flatMap(action -> Stream.concat(
                        Messages.request(version, action).stream(), Messages.response(version, action).stream()));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void everyMessageHasItsRecords(Version version) {
        assertThat(actions(version)).allSatisfy(action -> {
            assertThat(Messages.request(version, action)).isPresent();
            assertThat(Messages.response(version, action).isPresent()).isEqualTo(!action.equals(SEND));
        });
    }

    @Test
    void thereAreNoOtherRecordsThanThoseOfMessages() {
        assertThat(actions(Version.V1_6)).hasSize(39);
        assertThat(actions(Version.V2_0_1)).hasSize(64);
        assertThat(actions(Version.V2_1)).hasSize(91);
        assertThat(Messages.count(Version.V1_6)).isEqualTo(2 * 39);
        assertThat(Messages.count(Version.V2_0_1)).isEqualTo(2 * 64);
        assertThat(Messages.count(Version.V2_1)).isEqualTo(2 * 91 - 1);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatIsWrittenIsReadAgain(Version version) {
        records(version).forEach(type -> {
            for (int i = 0; i < EXAMPLES; i++) {
                long seed = SEED + i;
                Object example = new Examples(seed).of(type);
                ObjectNode written = Messages.write((Message) example, Version.V2_1);
                Decoded read = Messages.read(version, type, written);
                assertThat(read).as("%s, seed %d: %s", type, seed, written).isEqualTo(new Decoded.Read((Message)
                        example));
                assertThat(Messages.write((Message) example, version).propertyNames())
                        .as("%s, seed %d", type, seed)
                        .isSubsetOf(written.propertyNames());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatIsReadIsWrittenAgain(Version version, String action, String text) {
        ObjectNode payload = json(text);
        assertThat(Messages.readCall(version, action, payload))
                .isInstanceOfSatisfying(
                        Decoded.Read.class,
                        read -> assertThat(json(
                                        Messages.write(read.message(), version).toString()))
                                .isEqualTo(payload));
    }

    static Stream<Object[]> examples() {
        return Stream.of(
                new Object[] {Version.V1_6, "StopTransaction", """
                        {"idTag": "04AA", "meterStop": 1200, "timestamp": "2026-11-29T10:00:00.5+01:00", "transactionId": 7,
                         "reason": "Local", "transactionData": [{"timestamp": "2026-11-29T09:00:00Z", "sampledValue":
                         [{"value": "1.2", "measurand": "Energy.Active.Import.Register", "unit": "kWh"}]}]}"""},
                new Object[] {Version.V1_6, "SetChargingProfile", """
                        {"connectorId": 1, "csChargingProfiles": {"chargingProfileId": 4, "stackLevel": 0,
                         "chargingProfilePurpose": "TxProfile", "chargingProfileKind": "Relative", "transactionId": 7,
                         "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod":
                         [{"startPeriod": 0, "limit": 10.5}]}}}"""},
                new Object[] {Version.V2_0_1, "NotifyReport", """
                        {"requestId": 3, "generatedAt": "2026-11-29T10:00:00Z", "seqNo": 0, "tbc": true, "reportData":
                         [{"component": {"name": "EVSE", "evse": {"id": 1}}, "variable": {"name": "Power", "instance": "x"},
                         "variableAttribute": [{"value": "11000", "mutability": "ReadOnly"}],
                         "variableCharacteristics": {"unit": "W", "dataType": "decimal", "supportsMonitoring": true}}]}"""},
                new Object[] {Version.V2_1, "TransactionEvent", """
                        {"eventType": "Ended", "timestamp": "2026-11-29T10:00:00Z", "seqNo": 2, "triggerReason": "EVDeparted",
                         "transactionInfo": {"transactionId": "t", "stoppedReason": "EVDisconnected"},
                         "idToken": {"idToken": "04AA", "type": "ISO14443"}, "evse": {"id": 1, "connectorId": 1},
                         "costDetails": {"totalCost": {"currency": "EUR", "typeOfCost": "NormalCost", "total": {"exclTax": 4.2}},
                         "totalUsage": {"energy": 10.25, "chargingTime": 3600, "idleTime": 0}}}"""},
                new Object[] {Version.V2_1, "SetDERControl", """
                        {"isDefault": false, "controlId": "c", "controlType": "LimitMaxDischarge",
                         "limitMaxDischarge": {"priority": 1, "pctMaxDischargePower": 60.5}}"""},
                new Object[] {Version.V2_1, SEND, """
                        {"data": [{"t": 0, "v": "1.5"}, {"t": 2.25, "v": "1.6"}], "id": 5, "pending": 0,
                         "basetime": "2026-11-29T10:00:00Z"}"""});
    }

    @Test
    void whatNoRecordNamesIsIgnored() {
        Decoded read = Messages.readCall(Version.V2_1, "Heartbeat", json("""
                        {"customData": {"vendorId": "v", "more": 1}, "extra": []}"""));
        assertThat(read).isEqualTo(new Decoded.Read(new Provisioning.HeartbeatRequest()));
    }

    @Test
    void saysTheFirstThingThatIsWrongAndWhereItIs() {
        assertThat(wrong(Version.V1_6, "Authorize", "{}")).isEqualTo("OCCURRENCE idTag is missing");
        assertThat(wrong(Version.V1_6, "Authorize", "{\"idTag\": 5}")).isEqualTo("TYPE idTag is not a text");
        assertThat(wrong(Version.V1_6, "Authorize", "{\"idTag\": \"" + "x".repeat(21) + "\"}"))
                .isEqualTo("PROPERTY idTag has more than 20 characters");
        assertThat(wrong(Version.V2_1, "TransactionEvent", """
                        {"eventType": "Ended", "timestamp": "x", "seqNo": 1, "transactionInfo": {"transactionId": "t"},
                         "idToken": {"idToken": "a"}}""")).isEqualTo("OCCURRENCE idToken.type is missing");
        assertThat(wrong(Version.V2_1, "GetCertificateChainStatus", """
                        {"certificateStatusRequests": [{"source": "OCSP", "certificateHashData": {"hashAlgorithm": "MD5"}}]}"""))
                .isEqualTo(
                        "PROPERTY certificateStatusRequests[0].certificateHashData.hashAlgorithm has none of its words");
        assertThat(wrong(Version.V2_1, "GetCertificateChainStatus", "{\"certificateStatusRequests\": [7]}"))
                .isEqualTo("TYPE certificateStatusRequests[0] is not an object");
        assertThat(wrong(Version.V2_1, "GetCertificateChainStatus", "{}"))
                .isEqualTo("OCCURRENCE certificateStatusRequests is missing");
    }

    private static String wrong(Version version, String action, String text) {
        return Messages.readCall(version, action, json(text)) instanceof Decoded.Wrong(ErrorCode code, String why)
                ? code + " " + why
                : "nothing";
    }

    @Test
    void onlyFifteenHasItsOwnWordForAStatus() {
        String text = "{\"connectorId\": 1, \"errorCode\": \"NoError\", \"status\": \"Occupied\"}";
        assertThat(wrong(Version.V1_5S, "StatusNotification", text)).isEqualTo("nothing");
        assertThat(wrong(Version.V1_6, "StatusNotification", text)).isEqualTo("PROPERTY status has none of its words");
        assertThat(wrong(Version.V1_6S, "StatusNotification", text)).isEqualTo("PROPERTY status has none of its words");
    }

    @Test
    void takesWhatTellsOfMoneyWhateverElseIsInIt() {
        Decoded read = Messages.readCall(Version.V1_6, "StopTransaction", json("""
                        {"idTag": 5, "meterStop": "12,5", "timestamp": 0, "transactionId": 92233720368547758070,
                         "transactionData": [7, {"sampledValue": [{"value": 16}, "x"]}]}"""));
        assertThat(read).isInstanceOfSatisfying(Decoded.Read.class, r -> {
            var stop = (Core.StopTransactionRequest) r.message();
            assertThat(stop.idTag()).isNull();
            assertThat(stop.meterStop()).isNull();
            assertThat(stop.timestamp()).isNull();
            assertThat(stop.transactionId()).hasToString("92233720368547758070");
            assertThat(stop.transactionData()).hasSize(2);
            assertThat(stop.transactionData().get(1).sampledValue().getFirst().value())
                    .isEqualTo("16");
        });
        Decoded absurd = Messages.readCall(Version.V2_1, "TransactionEvent", json("""
                        {"eventType": "Updated", "timestamp": "soon", "seqNo": 99999999999999, "offline": "true",
                         "transactionInfo": {"transactionId": "t", "remoteStartId": 1.5}, "meterValue": {"a": {}}}"""));
        assertThat(absurd).isInstanceOfSatisfying(Decoded.Read.class, r -> {
            var event = (Transactions.TransactionEventRequest) r.message();
            assertThat(event.seqNo()).isZero();
            assertThat(event.offline()).isTrue();
            assertThat(event.transactionInfo().remoteStartId()).isNull();
            assertThat(event.meterValue()).hasSize(1);
        });
    }

    @Test
    void whatNobodyChecksIsReadAsFarAsItGoes() {
        var answer = Messages.taken(Provisioning.GetVariablesResponse.class, json("""
                        {"getVariableResult": [{"component": {"name": 7}, "attributeValue": "5"}, 3]}"""));
        assertThat(answer.getVariableResult()).hasSize(2);
        assertThat(answer.getVariableResult().getFirst().attributeValue()).isEqualTo("5");
        assertThat(answer.getVariableResult().getFirst().component()).isNotNull();
        assertThat(Messages.taken(Provisioning.GetVariablesResponse.class, Json.array())
                        .getVariableResult())
                .isEmpty();
    }

    @Test
    void whatMustBeThereMayBeMoreThanAnIntHolds() {
        String event = """
                {"eventType": "Updated", "timestamp": "x", "seqNo": 1, "transactionInfo": {"transactionId": "t"}, "evse": %s}""";
        assertThat(wrong(Version.V2_1, "TransactionEvent", event.formatted("{\"connectorId\": 1}")))
                .isEqualTo("OCCURRENCE evse.id is missing");
        assertThat(Messages.readCall(Version.V2_1, "TransactionEvent", json(event.formatted("{\"id\": 5000000000}"))))
                .isInstanceOfSatisfying(Decoded.Read.class, r -> {
                    var evse = ((Transactions.TransactionEventRequest) r.message()).evse();
                    assertThat(evse).isEqualTo(new Provisioning.EVSE(null, null));
                });
    }

    @Test
    void doesNotWriteToAVersionWhatItDoesNotHave() {
        var sign = new org.roaminghub.connector.ocpp.message.v2.Certificates.CertificateSignedRequest("pem", null, 7);
        assertThat(Messages.write(sign, Version.V2_1).toString())
                .isEqualTo("{\"certificateChain\":\"pem\",\"requestId\":7}");
        assertThat(Messages.write(sign, Version.V2_0_1).toString()).isEqualTo("{\"certificateChain\":\"pem\"}");
        assertThat(Messages.write(new Provisioning.GetVariablesRequest(List.of()), Version.V2_0_1)
                        .toString())
                .isEqualTo("{\"getVariableData\":[]}");
    }
}
