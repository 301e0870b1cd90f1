package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Dimension;
import org.roaminghub.vocabulary.ChargingPeriod.Type;

/** Makes periods of the time for which a place was kept free, cut where its price changes. Nothing flows then. */
final class WaitingCuts {

    private static final List<Type> FLOW = List.of(Type.MIN_POWER, Type.MAX_POWER, Type.MIN_CURRENT, Type.MAX_CURRENT);
    private static final Moment.Flow NOTHING =
            new Moment.Flow(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private WaitingCuts() {}

    static List<ChargingPeriod> periods(PriceList list, ZoneId zone, Waiting waiting) {
        List<ChargingPeriod> periods = new ArrayList<>();
        TreeSet<Instant> starts =
                new TreeSet<>(new Changes(list, zone, waiting.from()).ofTime(waiting.from(), waiting.until()));
        starts.add(waiting.from());
        Instant from = waiting.from();
        for (Instant next : starts) {
            if (!prices(list, zone, waiting, from).equals(prices(list, zone, waiting, next))) {
                periods.add(period(list, from, next));
                from = next;
            }
        }
        periods.add(period(list, from, waiting.until()));
        return periods;
    }

    private static List<PriceList.@Nullable Price> prices(PriceList list, ZoneId zone, Waiting waiting, Instant at) {
        Moment moment = Moment.of(at, zone, BigDecimal.ZERO, Walk.seconds(waiting.from(), at), NOTHING);
        return Arrays.asList(
                list.find(Bucket.RESERVATION_TIME, moment, waiting.expired()).orElse(null),
                list.find(Bucket.FLAT_RESERVATION, moment, waiting.expired()).orElse(null));
    }

    private static ChargingPeriod period(PriceList list, Instant from, Instant until) {
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(new Dimension(Type.RESERVATION_TIME, Walk.seconds(from, until)));
        if (list.asks(c -> c.asksForPower() || c.asksForCurrent())) {
            FLOW.forEach(type -> dimensions.add(new Dimension(type, BigDecimal.ZERO)));
        }
        return new ChargingPeriod(from, list.tariff().fid(), dimensions, false);
    }
}
