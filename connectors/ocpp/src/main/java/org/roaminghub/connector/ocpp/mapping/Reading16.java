package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.roaminghub.connector.ocpp.message.Figures;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core.BootNotificationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.ChargePointStatus;
import org.roaminghub.connector.ocpp.message.v16.Core.MeterValue;
import org.roaminghub.connector.ocpp.message.v16.Core.SampledValue;
import org.roaminghub.connector.ocpp.message.v16.Core.StartTransactionRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.StopTransactionRequest;
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

/** What OCPP 1.5 and 1.6 say, in the neutral model. A connector of 1.6 is an EVSE with one connector (facts §12). */
public final class Reading16 {

    static final String ENERGY = "Energy.Active.Import.Register";
    private static final String PERIODIC = "Sample.Periodic";
    private static final String SIGNED = "SignedData";

    private Reading16() {}

    public static Boot boot(BootNotificationRequest p, Version version) {
        String serial = Values.word(p.chargePointSerialNumber());
        return new Boot(
                p.chargePointVendor(),
                p.chargePointModel(),
                serial == null ? Values.word(p.chargeBoxSerialNumber()) : serial,
                Values.word(p.firmwareVersion()),
                null,
                version.number());
    }

    public static EvseStatus status(ChargePointStatus word) {
        return switch (word) {
            case Available -> EvseStatus.AVAILABLE;
            // 1.5 has no word for more.
            case Preparing, Occupied -> EvseStatus.OCCUPIED;
            case Charging, SuspendedEV, SuspendedEVSE -> EvseStatus.CHARGING;
            case Finishing -> EvseStatus.BLOCKED;
            case Reserved -> EvseStatus.RESERVED;
            case Unavailable -> EvseStatus.INOPERATIVE;
            case Faulted -> EvseStatus.OUT_OF_ORDER;
        };
    }

    /** 1.6 doesn't say what a tag is: an EMAID is known by its shape (model §1). */
    public static Token token(String idTag) {
        TokenUid uid = TokenUid.parse(idTag.isBlank() ? "?" : idTag);
        ContractId contract = ContractId.find(idTag).filter(ContractId::isEmaid).orElse(null);
        return new Token(new TokenSeen(uid, contract, null), contract == null ? TokenKind.RFID : TokenKind.EMAID);
    }

    public static Start start(StartTransactionRequest p, Instant now) {
        return new Start(
                p.connectorId(),
                1,
                token(p.idTag()),
                WireTime.read(p.timestamp(), now),
                p.meterStart(),
                p.reservationId());
    }

    public static Stop stop(StopTransactionRequest p, Instant now) {
        String tag = Values.some(p.idTag());
        String reason = Values.word(p.reason());
        return new Stop(
                p.transactionId() == null ? "-1" : p.transactionId().toString(),
                tag == null ? null : token(tag),
                WireTime.read(p.timestamp(), now),
                p.meterStop(),
                reason == null ? "Local" : reason,
                readings(p.transactionData(), now));
    }

    /** What makes no sense in one is left out, the rest counts. */
    public static List<Reading> readings(List<MeterValue> meterValues, Instant now) {
        List<Reading> readings = new ArrayList<>();
        for (MeterValue meterValue : meterValues) {
            Instant at = WireTime.read(meterValue.timestamp(), now);
            for (SampledValue sampled : meterValue.sampledValue()) {
                String signed = SIGNED.equals(sampled.format()) ? Values.some(sampled.value()) : null;
                BigDecimal value = signed == null ? Figures.read(sampled.value()) : null;
                if (value != null || signed != null) {
                    readings.add(new Reading(
                            at,
                            sampled.measurand() == null ? ENERGY : sampled.measurand(),
                            sampled.context() == null ? PERIODIC : sampled.context(),
                            Values.word(sampled.phase()),
                            Values.word(sampled.location()),
                            value == null ? null : Units.base(value, Values.word(sampled.unit()), 0),
                            signed == null ? null : SignedValues.first(signed)));
                }
            }
        }
        return readings;
    }
}
