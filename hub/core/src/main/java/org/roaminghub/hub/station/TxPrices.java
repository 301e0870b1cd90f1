package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;

/** What a transaction comes to by its readings, and what that costs. */
final class TxPrices {

    private final TransactionStore store;
    private final MeterStore meters;
    private final OwnSites sites;
    private final Agreements agreements;
    private final CdrPricing pricing;

    TxPrices(TransactionStore store, MeterStore meters, OwnSites sites, Agreements agreements, CdrPricing pricing) {
        this.store = store;
        this.meters = meters;
        this.sites = sites;
        this.agreements = agreements;
        this.pricing = pricing;
    }

    Measured measured(Tx tx, StationPlaces.Spot spot, Instant now) {
        MeterStore.Registers read = read(meters::registers, tx, now);
        return Measured.of(tx, read.taken(), spot.most(), now).giving(read.given(), shift(tx));
    }

    /**
     * By the tariffs that the connector named first, or when it was {@code reserved}; by what it names now where those never were.
     */
    Priced price(
            Tx tx,
            PartyId emsp,
            StationPlaces.Spot spot,
            Measured measured,
            ReservedStore.@Nullable Row reserved,
            Instant now) {
        List<String> first = store.keepTariffs(tx.id(), spot.tariffs());
        List<String> kept = reserved == null ? first : reserved.tariffs();
        if (measured.held() != null) {
            return new Priced.Unknown(measured.held());
        }
        Agreement agreement =
                agreements.inForce(sites.party(), emsp, measured.start()).orElse(null);
        if (agreement == null) {
            return new Priced.Unknown("NO_AGREEMENT");
        }
        CdrPricing.Charged charged = new CdrPricing.Charged(
                kept,
                agreement,
                spot.place().timeZone(),
                reserved == null ? null : new CdrPricing.Reserved(reserved.madeAt(), measured.start(), false),
                measured.stretches(),
                () -> Currents.of(read(meters::currents, tx, now), shift(tx), spot.mostA()));
        Priced priced = pricing.price(charged);
        if (priced instanceof Priced.Unknown && !kept.equals(spot.tariffs())) {
            priced = pricing.price(charged.by(spot.tariffs()));
        }
        return priced instanceof Priced.Cost cost
                ? cost.with(Exports.into(cost.periods(), measured.end(), measured.given(), shift(tx)))
                : priced;
    }

    /** What was read of a transaction, by the station's clock. */
    private interface Readings<T> {
        T of(TransactionId id, StationId station, @Nullable Integer evse, Instant from, Instant to);
    }

    private static <T> T read(Readings<T> readings, Tx tx, Instant now) {
        Tx.Started start = Objects.requireNonNull(tx.started());
        Tx.End end = tx.end();
        return readings.of(tx.id(), tx.station(), tx.evse(), start.said(), end == null ? now : end.said());
    }

    /** What corrects the station's clock. */
    private static Duration shift(Tx tx) {
        Tx.Started start = Objects.requireNonNull(tx.started());
        return Duration.between(start.said(), start.at());
    }
}
