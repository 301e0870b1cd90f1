package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Availability.ConnectorStatus;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.EventData;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.NotifyEventRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.BootNotificationRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.ChargingStation;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.EVSE;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.CostDetails;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TotalCost;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TotalPrice;
import org.roaminghub.connector.ocpp.message.v2.Transactions.MeterValue;
import org.roaminghub.connector.ocpp.message.v2.Transactions.SampledValue;
import org.roaminghub.connector.ocpp.message.v2.Transactions.Transaction;
import org.roaminghub.connector.ocpp.message.v2.Transactions.TransactionEventRequest;
import org.roaminghub.connector.ocpp.message.v2.Transactions.UnitOfMeasure;
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

/** What OCPP 2.0.1 and 2.1 say, in the neutral model. 2.1 only adds fields (facts §8). */
public final class Reading2 {

    private static final Set<String> PLACES = Set.of("Connector", "EVSE", "ChargingStation");
    private static final String STATE = "AvailabilityState";

    private Reading2() {}

    public static Boot boot(BootNotificationRequest p, Version version) {
        ChargingStation station = p.chargingStation();
        return new Boot(
                station.vendorName(),
                station.model(),
                Values.word(station.serialNumber()),
                Values.word(station.firmwareVersion()),
                Values.word(p.reason()),
                version.number());
    }

    public static EvseStatus status(ConnectorStatus word) {
        return switch (word) {
            case Available -> EvseStatus.AVAILABLE;
            case Occupied -> EvseStatus.OCCUPIED;
            case Reserved -> EvseStatus.RESERVED;
            case Unavailable -> EvseStatus.INOPERATIVE;
            case Faulted -> EvseStatus.OUT_OF_ORDER;
        };
    }

    /** Null for a word that is no state. */
    private static @Nullable EvseStatus statusOrNull(@Nullable String word) {
        for (ConnectorStatus status : ConnectorStatus.values()) {
            if (status.name().equals(word)) {
                return status(status);
            }
        }
        return null;
    }

    /** A status that came as an event of the device model: stations may do either (facts §6). */
    public record Availability(int evse, int connector, EvseStatus status, Instant at) {}

    public static List<Availability> availabilities(NotifyEventRequest p, Instant now) {
        List<Availability> found = new ArrayList<>();
        for (EventData event : p.eventData()) {
            Component component = event.component();
            EvseStatus status = statusOrNull(event.actualValue());
            boolean state =
                    event.variable() != null && STATE.equals(event.variable().name());
            if (component != null && PLACES.contains(String.valueOf(component.name())) && state && status != null) {
                EVSE evse = component.evse();
                found.add(new Availability(
                        evse == null || evse.id() == null ? 0 : evse.id(),
                        evse == null || evse.connectorId() == null ? 1 : evse.connectorId(),
                        status,
                        WireTime.read(event.timestamp(), now)));
            }
        }
        return found;
    }

    /** Whether it says that and nothing else. */
    public static boolean isAllAvailability(NotifyEventRequest p) {
        int said = p.eventData().size();
        return said > 0 && availabilities(p, Instant.EPOCH).size() == said;
    }

    /** Null where nobody showed one. */
    public static @Nullable Token tokenOrNull(@Nullable IdToken idToken) {
        return idToken == null || idToken.idToken().isBlank() ? null : token(idToken);
    }

    public static Token token(IdToken idToken) {
        String value = idToken.idToken();
        TokenKind kind = switch (idToken.type().toUpperCase(Locale.ROOT)) {
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

    public static Part part(TransactionEventRequest p, Instant now) {
        Transaction info = p.transactionInfo();
        EVSE evse = p.evse();
        return new Part(
                info.transactionId(),
                switch (p.eventType()) {
                    case Started -> Part.Kind.STARTED;
                    case Updated -> Part.Kind.UPDATED;
                    case Ended -> Part.Kind.ENDED;
                },
                p.seqNo(),
                WireTime.read(p.timestamp(), now),
                Boolean.TRUE.equals(p.offline()),
                evse == null ? null : evse.id(),
                evse == null ? null : evse.connectorId(),
                tokenOrNull(p.idToken()),
                info.remoteStartId(),
                p.reservationId(),
                Values.word(info.chargingState()),
                Values.word(info.stoppedReason()),
                readings(p.meterValue(), now),
                p.costDetails() == null ? null : cost(p.costDetails()));
    }

    /** The total that a station reckoned itself; null where it couldn't, or where it is no price. */
    static @Nullable Price cost(CostDetails details) {
        TotalCost said = details.totalCost();
        TotalPrice total = said == null ? null : said.total();
        if (Boolean.TRUE.equals(details.failureToCalculate()) || said == null || total == null) {
            return null;
        }
        String currency = said.currency() == null ? "" : said.currency();
        try {
            return Price.parse(amount(total.exclTax(), currency), List.of(), amount(total.inclTax(), currency));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable Money amount(@Nullable BigDecimal amount, String currency) {
        return amount == null
                ? null
                : Money.parse(
                        amount.setScale(Math.min(amount.scale(), Money.MAX_SCALE), RoundingMode.HALF_UP), currency);
    }

    public static List<Reading> readings(List<MeterValue> meterValues, Instant now) {
        List<Reading> readings = new ArrayList<>();
        for (MeterValue meterValue : meterValues) {
            Instant at = WireTime.read(meterValue.timestamp(), now);
            for (SampledValue sampled : meterValue.sampledValue()) {
                BigDecimal value = sampled.value();
                UnitOfMeasure unit = sampled.unitOfMeasure();
                if (value != null) {
                    readings.add(new Reading(
                            at,
                            sampled.measurand() == null ? Reading16.ENERGY : sampled.measurand(),
                            sampled.context() == null ? "Sample.Periodic" : sampled.context(),
                            Values.word(sampled.phase()),
                            Values.word(sampled.location()),
                            unit == null
                                    ? Units.base(value, null, 0)
                                    : Units.base(
                                            value,
                                            Values.word(unit.unit()),
                                            unit.multiplier() == null ? 0 : unit.multiplier()),
                            SignedValues.later(sampled.signedMeterValue())));
                }
            }
        }
        return readings;
    }
}
