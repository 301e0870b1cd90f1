package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Completeness;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TransactionId;

/**
 * A transaction at an own station as far as it was told. {@code numbered}: by the hub, as in OCPP 1.6. Readings in Wh.
 * {@code stationCost} is what the station reckoned itself: only compared, never billed.
 */
record Tx(
        TransactionId id,
        int number,
        StationId station,
        String ocppId,
        boolean numbered,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable Started started,
        @Nullable Holder holder,
        @Nullable End end,
        List<String> flags,
        @Nullable ChargeDetailRecord told,
        int corrections,
        @Nullable String held,
        Instant receivedAt,
        @Nullable Price stationCost) {

    /** The station's clock was wrong, and times are corrected. */
    static final String CLOCK = "CLOCK";
    /** The station reckoned another cost than the hub did. */
    static final String COST_DIFFERS = "COST_DIFFERS";

    Tx {
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** {@code said} is by the station's clock, {@code at} by ours. */
    record Started(
            Instant at,
            Instant said,
            @Nullable BigDecimal meterWh,
            @Nullable Integer reservation) {}

    /** {@code refusal} absent: it may charge. */
    record Holder(
            TokenSeen token,
            TokenKind kind,
            @Nullable Refusal refusal,
            @Nullable PartyId emsp,
            @Nullable AuthorizationReference reference,
            @Nullable AuthorizationId authorization,
            @Nullable SessionId session,
            AuthMethod method,
            @Nullable RemoteId remote,
            @Nullable String group,
            @Nullable Instant validUntil,
            @Nullable Limits limits) {

        Holder(
                TokenSeen token,
                TokenKind kind,
                @Nullable Refusal refusal,
                @Nullable PartyId emsp,
                @Nullable AuthorizationReference reference,
                @Nullable AuthorizationId authorization,
                @Nullable SessionId session,
                AuthMethod method,
                @Nullable RemoteId remote,
                @Nullable String group,
                @Nullable Instant validUntil) {
            this(
                    token,
                    kind,
                    refusal,
                    emsp,
                    reference,
                    authorization,
                    session,
                    method,
                    remote,
                    group,
                    validUntil,
                    null);
        }

        Holder with(Limits newLimits) {
            return new Holder(
                    token,
                    kind,
                    refusal,
                    emsp,
                    reference,
                    authorization,
                    session,
                    method,
                    remote,
                    group,
                    validUntil,
                    newLimits);
        }
    }

    /** {@code completeness} absent: parts are still awaited. */
    record End(
            Instant at,
            Instant said,
            @Nullable BigDecimal meterWh,
            @Nullable String reason,
            @Nullable Completeness completeness) {}

    boolean isOver() {
        return end != null && end.completeness != null;
    }

    /** Seconds that were added to the station's time. */
    long clockOffsetS() {
        return started == null ? 0 : started.at.getEpochSecond() - started.said.getEpochSecond();
    }

    Tx at(@Nullable Integer newEvse, @Nullable Integer newConnector) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                newEvse == null ? evse : newEvse,
                newConnector == null ? connector : newConnector,
                started,
                holder,
                end,
                flags,
                told,
                corrections,
                held,
                receivedAt,
                stationCost);
    }

    Tx with(@Nullable Started newStart) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                evse,
                connector,
                newStart,
                holder,
                end,
                flags,
                told,
                corrections,
                held,
                receivedAt,
                stationCost);
    }

    Tx with(@Nullable Holder newHolder) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                evse,
                connector,
                started,
                newHolder,
                end,
                flags,
                told,
                corrections,
                held,
                receivedAt,
                stationCost);
    }

    Tx with(@Nullable End newEnd) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                evse,
                connector,
                started,
                holder,
                newEnd,
                flags,
                told,
                corrections,
                held,
                receivedAt,
                stationCost);
    }

    Tx flagged(String flag) {
        return flags.contains(flag)
                ? this
                : with(Stream.concat(flags.stream(), Stream.of(flag)).toList(), stationCost);
    }

    Tx unflagged(String flag) {
        return with(flags.stream().filter(f -> !f.equals(flag)).toList(), stationCost);
    }

    Tx costing(Price newCost) {
        return with(flags, newCost);
    }

    private Tx with(List<String> newFlags, @Nullable Price newCost) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                evse,
                connector,
                started,
                holder,
                end,
                newFlags,
                told,
                corrections,
                held,
                receivedAt,
                newCost);
    }

    /** Its CDR was taken, or is held for that reason. */
    Tx told(@Nullable ChargeDetailRecord cdr, int newCorrections, @Nullable String reason) {
        return new Tx(
                id,
                number,
                station,
                ocppId,
                numbered,
                evse,
                connector,
                started,
                holder,
                end,
                flags,
                cdr,
                newCorrections,
                reason,
                receivedAt,
                stationCost);
    }
}
