package org.roaminghub.hub.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.vocabulary.BillItem;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;

/** What a session at the hub's own stations costs, so far or in the end. */
public interface CdrPricing {

    Priced price(Charged session);

    /**
     * The tariff that prices a session of that agreement which starts then, at a connector that names those. Empty where nobody
     * knows it, and where nothing is charged for.
     */
    Optional<Tariff> tariff(List<String> named, Agreement agreement, Instant start);

    /**
     * A session as it was measured.
     *
     * @param tariffs of the connector when it started or was reserved, by the owner's ids
     * @param agreement of its start
     * @param zone of the place, IANA; absent = nobody said
     * @param stretches between readings, one after the other
     * @param reserved the time before it for which the place was kept free
     * @param stretches between readings, one after the other; none where nobody came
     * @param currents in order of time; asked only where a price depends on them
     */
    record Charged(
            List<String> tariffs,
            Agreement agreement,
            @Nullable String zone,
            @Nullable Reserved reserved,
            List<Stretch> stretches,
            Supplier<List<Current>> currents) {
        public Charged {
            tariffs = List.copyOf(tariffs);
            stretches = List.copyOf(stretches);
        }

        /** The same by other tariffs. */
        public Charged by(List<String> others) {
            return new Charged(others, agreement, zone, reserved, stretches, currents);
        }
    }

    /** {@code expired}: nobody came, and nobody cancelled it. */
    record Reserved(Instant from, Instant until, boolean expired) {}

    /** {@code charging}: the vehicle took energy or paused; else it only stood there. Energy in Wh. */
    record Stretch(Instant start, Instant end, boolean charging, BigDecimal energyWh) {}

    /** A reading, in A over all phases. */
    record Current(Instant at, BigDecimal amps) {}

    /** An amount, or why nobody knows it: then no CDR is made. */
    sealed interface Priced {

        /**
         * {@code periods} are cut where the price changes; none where nothing is charged for: then the measured ones stand. Those of
         * a reservation stand first, if it is priced.
         */
        record Cost(
                Price total,
                Map<Part, Price> parts,
                List<Tariff> tariffs,
                List<ChargingPeriod> periods,
                List<BillItem> items)
                implements Priced {
            public Cost {
                parts = Map.copyOf(parts);
                tariffs = List.copyOf(tariffs);
                periods = List.copyOf(periods);
                items = List.copyOf(items);
            }

            /** With more told of its periods, which must be the same ones. */
            public Cost with(List<ChargingPeriod> others) {
                return new Cost(total, parts, tariffs, others, items);
            }

            public @Nullable Price part(Part part) {
                return parts.get(part);
            }
        }

        /** {@code why} is a stable code. */
        record Unknown(String why) implements Priced {}
    }

    /** Sub-totals of a CDR. */
    enum Part {
        FIXED,
        ENERGY,
        TIME,
        PARKING,
        RESERVATION
    }
}
