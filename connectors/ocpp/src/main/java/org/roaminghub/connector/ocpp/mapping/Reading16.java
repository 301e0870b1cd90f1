package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Boot;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Start;
import org.roaminghub.spi.inbound.Stations.Stop;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What OCPP 1.5 and 1.6 say, in the neutral model. A connector of 1.6 is an EVSE with one connector (facts §12). */
public final class Reading16 {

    static final String ENERGY = "Energy.Active.Import.Register";
    private static final String PERIODIC = "Sample.Periodic";
    private static final String SIGNED = "SignedData";

    private Reading16() {}

    public static Boot boot(ObjectNode p, Version version) {
        String serial = Values.word(p, "chargePointSerialNumber");
        return new Boot(
                Values.text(p, "chargePointVendor", ""),
                Values.text(p, "chargePointModel", ""),
                serial == null ? Values.word(p, "chargeBoxSerialNumber") : serial,
                Values.word(p, "firmwareVersion"),
                null,
                version.number());
    }

    public static EvseStatus status(String word) {
        return switch (word) {
            case "Available" -> EvseStatus.AVAILABLE;
            // 1.5 has no word for more.
            case "Preparing", "Occupied" -> EvseStatus.OCCUPIED;
            case "Charging", "SuspendedEV", "SuspendedEVSE" -> EvseStatus.CHARGING;
            case "Finishing" -> EvseStatus.BLOCKED;
            case "Reserved" -> EvseStatus.RESERVED;
            case "Unavailable" -> EvseStatus.INOPERATIVE;
            case "Faulted" -> EvseStatus.OUT_OF_ORDER;
            default -> EvseStatus.UNKNOWN;
        };
    }

    /** 1.6 doesn't say what a tag is: an EMAID is known by its shape (model §1). */
    public static Token token(String idTag) {
        TokenUid uid = TokenUid.parse(idTag.isBlank() ? "?" : idTag);
        ContractId contract = ContractId.find(idTag).filter(ContractId::isEmaid).orElse(null);
        return new Token(new TokenSeen(uid, contract, null), contract == null ? TokenKind.RFID : TokenKind.EMAID);
    }

    public static Start start(ObjectNode p, Instant now) {
        return new Start(
                Values.whole(p, "connectorId", 0),
                1,
                token(Values.text(p, "idTag", "")),
                Values.time(p, "timestamp", now),
                Values.decimal(p.get("meterStart")),
                Values.wholeOrNull(p, "reservationId"));
    }

    public static Stop stop(ObjectNode p, Instant now) {
        String tag = Values.textOrNull(p, "idTag");
        String reason = Values.word(p, "reason");
        String id = Values.number(p, "transactionId");
        return new Stop(
                id == null ? "-1" : id,
                tag == null ? null : token(tag),
                Values.time(p, "timestamp", now),
                Values.decimal(p.get("meterStop")),
                reason == null ? "Local" : reason,
                readings(p.get("transactionData"), now));
    }

    /** What makes no sense in one is left out, the rest counts. */
    public static List<Reading> readings(@Nullable JsonNode meterValues, Instant now) {
        List<Reading> readings = new ArrayList<>();
        for (JsonNode meterValue : meterValues == null ? List.<JsonNode>of() : meterValues.values()) {
            Instant at = Values.time(meterValue, "timestamp", now);
            for (JsonNode sampled : meterValue.path("sampledValue").values()) {
                String signed =
                        SIGNED.equals(Values.text(sampled, "format", "")) ? Values.textOrNull(sampled, "value") : null;
                BigDecimal value = signed == null ? Values.decimal(sampled.get("value")) : null;
                if (value != null || signed != null) {
                    readings.add(new Reading(
                            at,
                            Values.text(sampled, "measurand", ENERGY),
                            Values.text(sampled, "context", PERIODIC),
                            Values.word(sampled, "phase"),
                            Values.word(sampled, "location"),
                            value == null ? null : Units.base(value, Values.word(sampled, "unit"), 0),
                            signed == null ? null : SignedValues.first(signed)));
                }
            }
        }
        return readings;
    }
}
