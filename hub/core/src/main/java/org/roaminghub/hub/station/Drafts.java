package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrPricing.Part;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Completeness;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SignedData;
import org.roaminghub.vocabulary.Span;

/** CDRs of own stations as the hub's own party hands them in; what the hub finds out itself is left open. Pure. */
final class Drafts {

    private static final CdrId NOT_YET = new CdrId(new UUID(0, 0));

    private Drafts() {}

    static ChargeDetailRecord of(
            Tx tx,
            String fid,
            PartyId cpo,
            Tx.Holder holder,
            PartyId emsp,
            Place place,
            Measured m,
            String currency,
            Priced.Cost cost,
            Instant now) {
        Tx.End end = Objects.requireNonNull(tx.end());
        String remark = end.reason()
                + (tx.flags().isEmpty() ? "" : " " + String.join(" ", tx.flags()))
                + (end.completeness() == Completeness.COMPLETE ? "" : " " + end.completeness());
        return of(tx.id().toString(), remark, fid, cpo, holder, emsp, place, m, currency, cost, now);
    }

    /** {@code session} absent: a reservation that became none. */
    static ChargeDetailRecord of(
            @Nullable String session,
            String remark,
            String fid,
            PartyId cpo,
            Tx.Holder holder,
            PartyId emsp,
            Place place,
            Measured m,
            String currency,
            Priced.Cost cost,
            Instant now) {
        List<ChargingPeriod> periods = cost.periods().isEmpty() ? m.periods() : cost.periods();
        // A reservation that is paid for is where it began.
        boolean earlier = !periods.isEmpty() && periods.getFirst().start().isBefore(m.start());
        Instant start = earlier ? periods.getFirst().start() : m.start();
        return new ChargeDetailRecord(
                NOT_YET,
                1,
                fid,
                cpo,
                emsp,
                null,
                null,
                session,
                holder.authorization(),
                session == null ? SessionMatch.NONE : SessionMatch.ID,
                Personal.of(holder.reference()),
                Personal.of(holder.token()),
                null,
                holder.kind(),
                emsp,
                holder.method(),
                place,
                start,
                m.end(),
                null,
                null,
                currency,
                cost.tariffs(),
                null,
                periods,
                cost.items(),
                cost.total(),
                new Energy(m.energyWh()),
                new Span(Measured.seconds(start, m.end())),
                m.parkingS().signum() == 0 ? null : new Span(m.parkingS()),
                cost.part(Part.FIXED),
                cost.part(Part.ENERGY),
                cost.part(Part.TIME),
                cost.part(Part.PARKING),
                cost.part(Part.RESERVATION),
                null,
                energyOrNull(m.meterStartWh()),
                energyOrNull(m.meterEndWh()),
                Personal.absent(),
                Personal.of(remark),
                null,
                null,
                null,
                null,
                null,
                CdrOrigin.HUB_STATION,
                null,
                now);
    }

    private static @Nullable Energy energyOrNull(@Nullable BigDecimal wh) {
        return wh == null ? null : new Energy(wh);
    }

    static ChargeDetailRecord credit(ChargeDetailRecord of, Instant now) {
        Price total = of.totalCost();
        return copy(
                of, of.fid() + "-C", total == null ? null : total.negated(), of.fid(), CdrOrigin.HUB_CORRECTION, now);
    }

    static ChargeDetailRecord renamed(ChargeDetailRecord cdr, String fid) {
        return copy(cdr, fid, cdr.totalCost(), null, cdr.origin(), cdr.reportedAt());
    }

    private static ChargeDetailRecord copy(
            ChargeDetailRecord r,
            String fid,
            @Nullable Price total,
            @Nullable String creditOf,
            CdrOrigin origin,
            Instant now) {
        return new ChargeDetailRecord(
                r.cdr(),
                r.revision(),
                fid,
                r.cpo(),
                r.emsp(),
                r.agreement(),
                r.session(),
                r.sessionRef(),
                r.authorization(),
                r.sessionMatch(),
                r.reference(),
                r.tokenSeen(),
                r.token(),
                r.tokenKind(),
                r.issuer(),
                r.authMethod(),
                r.place(),
                r.start(),
                r.end(),
                r.chargingStart(),
                r.chargingEnd(),
                r.currency(),
                r.tariffs(),
                r.product(),
                r.periods(),
                r.billItems(),
                total,
                r.energyWh(),
                r.timeS(),
                r.parkingTimeS(),
                r.fixedCost(),
                r.energyCost(),
                r.timeCost(),
                r.parkingCost(),
                r.reservationCost(),
                r.meterId(),
                r.meterStartWh(),
                r.meterEndWh(),
                r.signedData(),
                r.remark(),
                null,
                creditOf,
                r.invoiceRef(),
                r.homeCompensation(),
                r.bookingRef(),
                origin,
                null,
                now);
    }

    /** With what the meter signed of it. */
    static ChargeDetailRecord proved(ChargeDetailRecord r, SignedData proof) {
        return new ChargeDetailRecord(
                r.cdr(),
                r.revision(),
                r.fid(),
                r.cpo(),
                r.emsp(),
                r.agreement(),
                r.session(),
                r.sessionRef(),
                r.authorization(),
                r.sessionMatch(),
                r.reference(),
                r.tokenSeen(),
                r.token(),
                r.tokenKind(),
                r.issuer(),
                r.authMethod(),
                r.place(),
                r.start(),
                r.end(),
                r.chargingStart(),
                r.chargingEnd(),
                r.currency(),
                r.tariffs(),
                r.product(),
                r.periods(),
                r.billItems(),
                r.totalCost(),
                r.energyWh(),
                r.timeS(),
                r.parkingTimeS(),
                r.fixedCost(),
                r.energyCost(),
                r.timeCost(),
                r.parkingCost(),
                r.reservationCost(),
                r.meterId(),
                r.meterStartWh(),
                r.meterEndWh(),
                Personal.of(proof),
                r.remark(),
                null,
                r.creditOfFid(),
                r.invoiceRef(),
                r.homeCompensation(),
                r.bookingRef(),
                r.origin(),
                null,
                r.reportedAt());
    }

    static boolean saysTheSame(ChargeDetailRecord one, ChargeDetailRecord other) {
        return one.start().equals(other.start())
                && one.end().equals(other.end())
                && one.energyWh().equals(other.energyWh())
                && Objects.equals(one.totalCost(), other.totalCost());
    }
}
