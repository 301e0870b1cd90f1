package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Boot;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What OCPP 2.0.1 and 2.1 say, in the neutral model. 2.1 only adds fields (facts §8). */
public final class Reading2 {

    private Reading2() {}

    public static Boot boot(ObjectNode p, Version version) {
        JsonNode station = p.path("chargingStation");
        return new Boot(
                Values.text(station, "vendorName", ""),
                Values.text(station, "model", ""),
                Values.word(station, "serialNumber"),
                Values.word(station, "firmwareVersion"),
                Values.word(p, "reason"),
                version.number());
    }

    public static EvseStatus status(String word) {
        return switch (word) {
            case "Available" -> EvseStatus.AVAILABLE;
            case "Occupied" -> EvseStatus.OCCUPIED;
            case "Reserved" -> EvseStatus.RESERVED;
            case "Unavailable" -> EvseStatus.INOPERATIVE;
            case "Faulted" -> EvseStatus.OUT_OF_ORDER;
            default -> EvseStatus.UNKNOWN;
        };
    }

    /** A status that came as an event of the device model: stations may do either (facts §6). */
    public record Availability(int evse, int connector, EvseStatus status, Instant at) {}

    public static List<Availability> availabilities(ObjectNode p, Instant now) {
        List<Availability> found = new ArrayList<>();
        for (JsonNode event : p.path("eventData").values()) {
            JsonNode component = event.path("component");
            String what = Values.text(component, "name", "");
            boolean place = what.equals("Connector") || what.equals("EVSE") || what.equals("ChargingStation");
            boolean state = Values.text(event.path("variable"), "name", "").equals("AvailabilityState");
            EvseStatus status = status(Values.text(event, "actualValue", ""));
            if (place && state && status != EvseStatus.UNKNOWN) {
                JsonNode evse = component.path("evse");
                found.add(new Availability(
                        Values.whole(evse, "id", 0),
                        Values.whole(evse, "connectorId", 1),
                        status,
                        Values.time(event, "timestamp", now)));
            }
        }
        return found;
    }

    /** Whether it says that and nothing else. */
    public static boolean isAllAvailability(ObjectNode p) {
        int said = p.path("eventData").size();
        return said > 0 && availabilities(p, Instant.EPOCH).size() == said;
    }

    /** Null where nobody showed one. */
    public static @Nullable Token tokenOrNull(@Nullable JsonNode idToken) {
        return idToken == null || Values.text(idToken, "idToken", "").isBlank() ? null : token(idToken);
    }

    public static Token token(@Nullable JsonNode idToken) {
        String value = idToken == null ? "" : Values.text(idToken, "idToken", "");
        String type = idToken == null ? "" : Values.text(idToken, "type", "").toUpperCase(Locale.ROOT);
        TokenKind kind = switch (type) {
            case "ISO14443", "ISO15693" -> TokenKind.RFID;
            case "EMAID" -> TokenKind.EMAID;
            case "CENTRAL" -> TokenKind.APP;
            default -> TokenKind.OTHER;
        };
        ContractId contract = kind == TokenKind.EMAID && !value.isBlank() && value.length() <= ContractId.MAX_LENGTH
                ? ContractId.parse(value)
                : null;
        return new Token(new TokenSeen(TokenUid.parse(value.isBlank() ? "?" : value), contract, null), kind);
    }

    public static Part part(ObjectNode p, Instant now) {
        JsonNode info = p.path("transactionInfo");
        JsonNode evse = p.path("evse");
        return new Part(
                Values.text(info, "transactionId", ""),
                switch (Values.text(p, "eventType", "")) {
                    case "Started" -> Part.Kind.STARTED;
                    case "Ended" -> Part.Kind.ENDED;
                    default -> Part.Kind.UPDATED;
                },
                Values.whole(p, "seqNo", 0),
                Values.time(p, "timestamp", now),
                p.path("offline").asBoolean(false),
                Values.wholeOrNull(evse, "id"),
                Values.wholeOrNull(evse, "connectorId"),
                tokenOrNull(p.get("idToken")),
                Values.wholeOrNull(info, "remoteStartId"),
                Values.wholeOrNull(p, "reservationId"),
                Values.word(info, "chargingState"),
                Values.word(info, "stoppedReason"),
                readings(p.get("meterValue"), now),
                cost(p.path("costDetails")));
    }

    /** The total that a station reckoned itself; null where it couldn't, or where it is no price. */
    static @Nullable Price cost(JsonNode details) {
        JsonNode said = details.path("totalCost");
        String currency = Values.text(said, "currency", "");
        if (details.path("failureToCalculate").asBoolean(false)) {
            return null;
        }
        try {
            return Price.parse(
                    amount(said.path("total").get("exclTax"), currency),
                    List.of(),
                    amount(said.path("total").get("inclTax"), currency));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable Money amount(@Nullable JsonNode value, String currency) {
        BigDecimal amount = Values.decimal(value);
        return amount == null
                ? null
                : Money.parse(
                        amount.setScale(Math.min(amount.scale(), Money.MAX_SCALE), RoundingMode.HALF_UP), currency);
    }

    public static List<Reading> readings(@Nullable JsonNode meterValues, Instant now) {
        List<Reading> readings = new ArrayList<>();
        for (JsonNode meterValue : meterValues == null ? List.<JsonNode>of() : meterValues.values()) {
            Instant at = Values.time(meterValue, "timestamp", now);
            for (JsonNode sampled : meterValue.path("sampledValue").values()) {
                BigDecimal value = Values.decimal(sampled.get("value"));
                JsonNode unit = sampled.path("unitOfMeasure");
                if (value != null) {
                    readings.add(new Reading(
                            at,
                            Values.text(sampled, "measurand", Reading16.ENERGY),
                            Values.text(sampled, "context", "Sample.Periodic"),
                            Values.word(sampled, "phase"),
                            Values.word(sampled, "location"),
                            Units.base(value, Values.word(unit, "unit"), Values.whole(unit, "multiplier", 0)),
                            SignedValues.later(sampled.path("signedMeterValue"))));
                }
            }
        }
        return readings;
    }
}
