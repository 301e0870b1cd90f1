package org.roaminghub.connector.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.Orders;
import org.roaminghub.connector.ocpp.mapping.Reading16;
import org.roaminghub.connector.ocpp.mapping.Reading2;
import org.roaminghub.connector.ocpp.message.Decoded;
import org.roaminghub.connector.ocpp.message.Figures;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.Results;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v2.Authorizing;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics;
import org.roaminghub.connector.ocpp.message.v2.Transactions;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Frames;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenKind;
import tools.jackson.databind.node.ObjectNode;

/** What stands on the wire, and what is understood by it. */
class MappingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Message read(Version version, String action, String text) {
        return ((Decoded.Read) Messages.readCall(version, action, json(text))).message();
    }

    private static String written(Message message) {
        return Messages.write(message, Version.V2_1).toString();
    }

    private static Frame frame(String text, Version version) {
        return Frames.read(text.getBytes(StandardCharsets.UTF_8), version);
    }

    @Test
    void knowsAllMessagesOfEachVersion() {
        assertThat(count(Version.V1_6)).isEqualTo(39);
        assertThat(count(Version.V2_0_1)).isEqualTo(64);
        assertThat(count(Version.V2_1)).isEqualTo(91);
    }

    private static long count(Version version) {
        return Actions.fromStation(version).size()
                + Actions.toStation(version).stream()
                        .filter(a -> !Actions.fromStation(version).contains(a))
                        .count();
    }

    @Test
    void readsFramesAndSaysWhatIsWrongWithThem() {
        assertThat(frame("[2,\"a\",\"Heartbeat\",null]", Version.V1_6)).isInstanceOf(Frame.Call.class);
        assertThat(frame("[3,\"a\",{}]", Version.V1_6)).isEqualTo(new Frame.Result("a", Json.object()));
        assertThat(frame("not json", Version.V2_1)).isInstanceOf(Frame.Bad.class);
        assertThat(frame("[2,\"b\",\"Heartbeat\"]", Version.V1_6))
                .isInstanceOfSatisfying(
                        Frame.Bad.class, bad -> assertThat(bad.id()).isEqualTo("b"));
        assertThat(frame("[9,\"c\",{}]", Version.V1_6)).isInstanceOf(Frame.Nothing.class);
        assertThat(frame("[9,\"c\",{}]", Version.V2_0_1))
                .isInstanceOfSatisfying(
                        Frame.Bad.class, bad -> assertThat(bad.code()).isEqualTo(ErrorCode.MESSAGE_TYPE));
        assertThat(frame("[6,\"d\",\"NotifyPeriodicEventStream\",{}]", Version.V2_1))
                .isInstanceOf(Frame.Send.class);
    }

    @Test
    void refusesLongIdsWhereTheyAreNotKnownFromTheField() {
        String call = "[2,\"" + "i".repeat(60) + "\",\"Heartbeat\",{}]";
        assertThat(frame(call, Version.V1_6)).isInstanceOf(Frame.Call.class);
        assertThat(frame(call, Version.V2_0_1)).isInstanceOf(Frame.Bad.class);
    }

    @Test
    void spellsErrorsAsEachVersionDoes() {
        assertThat(ErrorCode.OCCURRENCE.in(Version.V1_6)).isEqualTo("OccurenceConstraintViolation");
        assertThat(ErrorCode.OCCURRENCE.in(Version.V2_1)).isEqualTo("OccurrenceConstraintViolation");
        assertThat(ErrorCode.FORMAT.in(Version.V1_6)).isEqualTo("FormationViolation");
        assertThat(ErrorCode.FORMAT.in(Version.V2_0_1)).isEqualTo("FormatViolation");
    }

    @Test
    void demandsOfMoneyOnlyWhatItNeeds() {
        assertThat(Messages.readCall(
                        Version.V1_6, "StopTransaction", json("{\"transactionId\": 5, \"meterStop\": \"NaN\"}")))
                .isInstanceOf(Decoded.Read.class);
        assertThat(Messages.readCall(Version.V1_6, "StartTransaction", json("{\"connectorId\": 1}")))
                .isInstanceOfSatisfying(
                        Decoded.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.OCCURRENCE));
    }

    @Test
    void readsNumbersAndTimesAsStationsWriteThem() {
        assertThat(Figures.read(json("{\"v\": \"1.5\"}").get("v"))).isEqualByComparingTo("1.5");
        assertThat(Figures.read(json("{\"v\": 9.2e18}").get("v"))).isNull();
        assertThat(Figures.read(json("{\"v\": \"12,5\"}").get("v"))).isNull();
        assertThat(WireTime.read(new WireTime("2026-11-21T13:00:00+01:00"), Instant.EPOCH))
                .isEqualTo(NOW);
        assertThat(WireTime.read(new WireTime("2026-11-21T12:00:00"), Instant.EPOCH))
                .isEqualTo(NOW);
        assertThat(WireTime.read(new WireTime("2026-11-21T12:00:00.250Z"), Instant.EPOCH))
                .isEqualTo(NOW.plusMillis(250));
        assertThat(WireTime.read(new WireTime("2026-11-21T12:00Z"), Instant.EPOCH))
                .isEqualTo(NOW);
        assertThat(WireTime.read(new WireTime("2026-02-30T12:00:00Z"), NOW)).isEqualTo(NOW);
        assertThat(WireTime.read(new WireTime("soon"), NOW)).isEqualTo(NOW);
    }

    @Test
    void readsReadingsInBaseUnits() {
        var readings = Reading16.readings(
                Messages.taken(Core.MeterValuesRequest.class, json("""
                        {"meterValue": [{"timestamp": "2026-11-21T11:00:00Z", "sampledValue": [
                          {"value": "1.25", "unit": "kWh"}, {"value": "NaN"}, {"value": "16", "measurand": "Current.Import"}]}]}""")).meterValue(), NOW);
        assertThat(readings).hasSize(2);
        assertThat(readings.getFirst().value()).isEqualByComparingTo(new BigDecimal(1250));
        assertThat(readings.getFirst().measurand()).isEqualTo("Energy.Active.Import.Register");
        var later = Reading2.readings(
                Messages.taken(
                                Transactions.MeterValuesRequest.class,
                                json(
                                        "{\"meterValue\": [{\"sampledValue\": [{\"value\": 2, \"unitOfMeasure\": {\"unit\": \"Wh\", \"multiplier\": 3}}]}]}"))
                        .meterValue(),
                NOW);
        assertThat(later.getFirst().value()).isEqualByComparingTo("2000");
    }

    @Test
    void tellsTokensByShapeOrType() {
        assertThat(Reading16.token("04AABBCC").kind()).isEqualTo(TokenKind.RFID);
        assertThat(Reading16.token("NLMOVC12345678").kind()).isEqualTo(TokenKind.EMAID);
        assertThat(Reading2.token(Authorizing.IdToken.of("x", "Central")).kind())
                .isEqualTo(TokenKind.APP);
    }

    @Test
    void readsTransactionEvents() {
        Part part = Reading2.part(
                (Transactions.TransactionEventRequest) read(Version.V2_0_1, "TransactionEvent", """
                        {"eventType": "Ended", "timestamp": "2026-11-21T11:59:00Z", "seqNo": 4, "offline": true,
                         "transactionInfo": {"transactionId": "t", "stoppedReason": "EVDisconnected"}}"""), NOW);
        assertThat(part.kind()).isEqualTo(Part.Kind.ENDED);
        assertThat(part.number()).isEqualTo(4);
        assertThat(part.offline()).isTrue();
        assertThat(part.token()).isNull();
        assertThat(part.stopReason()).isEqualTo("EVDisconnected");
    }

    @Test
    void takesTheStatusFromEventsOfTheDeviceModel() {
        var found =
                Reading2.availabilities((Diagnostics.NotifyEventRequest) read(Version.V2_0_1, "NotifyEvent", """
                        {"eventData": [{"actualValue": "Faulted", "component": {"name": "Connector",
                          "evse": {"id": 2, "connectorId": 1}}, "variable": {"name": "AvailabilityState"}},
                          {"actualValue": "1", "component": {"name": "Connector"}, "variable": {"name": "Other"}}]}"""), NOW);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().evse()).isEqualTo(2);
        assertThat(found.getFirst().status()).isEqualTo(EvseStatus.OUT_OF_ORDER);
    }

    @Test
    void answersInTheWordsOfEachVersion() {
        TokenAnswer unknown = new TokenAnswer(Refusal.UNKNOWN_TOKEN, null, null);
        assertThat(Answers.idTagInfo(unknown).status()).isEqualTo(Core.AuthorizationStatus.Invalid);
        assertThat(Answers.idTokenInfo(unknown).status()).isEqualTo(Authorizing.AuthorizationStatus.Unknown);
        for (Refusal refusal : Refusal.values()) {
            assertThat(Answers.idTagInfo(new TokenAnswer(refusal, null, null)).status())
                    .isNotEqualTo(Core.AuthorizationStatus.Accepted);
        }
        assertThat(written(new Core.AuthorizeResponse(Answers.idTagInfo(new TokenAnswer(null, "G1", NOW)))))
                .isEqualTo(
                        "{\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"G1\",\"expiryDate\":\"2026-11-21T12:00:00Z\"}}");
    }

    @Test
    void readsWhatStationsAnswerToCommands() {
        assertThat(Answers.outcome(RemoteKind.RESERVE, "Occupied")).contains(RemoteOutcome.of(Refusal.EVSE_OCCUPIED));
        assertThat(Answers.outcome(RemoteKind.UNLOCK, "Unlocked")).contains(RemoteOutcome.DONE);
        assertThat(Answers.outcome(RemoteKind.START, "Perhaps")).isEmpty();
        assertThat(Answers.ofError("NotSupported")).isEqualTo(RemoteOutcome.of(Refusal.NOT_SUPPORTED));
        assertThat(Results.status("Reset", json("{\"status\": \"Perhaps\"}"))).isEmpty();
        assertThat(Results.status("GetConfiguration", json("{}"))).contains("");
    }

    @Test
    void writesOrdersInTheWordsOfEachVersion() {
        var card = Reading16.token("04AABBCC");
        assertThat(Orders.start(Version.V1_6, 2, card, 9).toString())
                .isEqualTo("{\"connectorId\":2,\"idTag\":\"04AABBCC\"}");
        assertThat(Orders.start(Version.V2_0_1, 2, card, 9).toString())
                .isEqualTo(
                        "{\"evseId\":2,\"remoteStartId\":9,\"idToken\":{\"idToken\":\"04AABBCC\",\"type\":\"ISO14443\"}}");
        var profile = new ChargingProfile(
                null,
                null,
                ChargingProfile.Unit.A,
                null,
                java.util.List.of(new ChargingProfile.Period(new Span(BigDecimal.ZERO), new BigDecimal("10.57"))));
        assertThat(Orders.setProfile(Version.V1_6, 1, "17", 17, profile).toString())
                .contains("\"transactionId\":17", "\"limit\":10.5}", "\"Relative\"");
        assertThat(Orders.setProfile(Version.V2_1, 1, "t", 17, profile).toString())
                .contains("\"transactionId\":\"t\"", "\"limit\":10.57}", "\"chargingSchedule\":[{");
        assertThat(Orders.stop(Version.V1_6, "17").toString()).isEqualTo("{\"transactionId\":17}");
    }

    @Test
    void tellsHowFarATransactionMayGo() {
        Limits limits = new Limits(
                new Energy(BigDecimal.valueOf(20_000)),
                new Span(BigDecimal.valueOf(3600)),
                new Money(new BigDecimal("12.50"), "EUR"),
                null,
                null,
                BigDecimal.valueOf(80));
        TokenAnswer limited = new TokenAnswer(null, null, null, limits);
        assertThat(written(Answers.transaction(limited, null)))
                .isEqualTo(
                        "{\"idTokenInfo\":{\"status\":\"Accepted\"},"
                                + "\"transactionLimit\":{\"maxEnergy\":20000,\"maxTime\":3600,\"maxCost\":12.50,\"maxSoC\":80}}");
        assertThat(Messages.write(Answers.transaction(limited, null), Version.V2_0_1)
                        .has("transactionLimit"))
                .isFalse();
        assertThat(Answers.transactionLimit(new TokenAnswer(Refusal.TOKEN_BLOCKED, null, null, limits)))
                .isNull();
        assertThat(Answers.transactionLimit(new TokenAnswer(null, null, null))).isNull();
    }
}
