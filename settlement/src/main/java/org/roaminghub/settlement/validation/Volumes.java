package org.roaminghub.settlement.validation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.roaminghub.vocabulary.ChargingPeriod;

/** Sums over what the periods measured, in the units of the types: Wh and s. */
final class Volumes {

    private static final Set<ChargingPeriod.Type> TIMES =
            Set.of(ChargingPeriod.Type.TIME, ChargingPeriod.Type.PARKING_TIME, ChargingPeriod.Type.RESERVATION_TIME);

    private Volumes() {}

    static BigDecimal sum(List<ChargingPeriod> periods, ChargingPeriod.Type type) {
        return sum(dimensions(periods).filter(d -> d.type() == type));
    }

    static boolean has(List<ChargingPeriod> periods, Set<ChargingPeriod.Type> types) {
        return dimensions(periods).anyMatch(d -> types.contains(d.type()));
    }

    /** How long the period lasted by its own word. */
    static BigDecimal times(ChargingPeriod period) {
        return sum(period.dimensions().stream().filter(d -> TIMES.contains(d.type())));
    }

    static boolean hasTimes(ChargingPeriod period) {
        return has(List.of(period), TIMES);
    }

    private static Stream<ChargingPeriod.Dimension> dimensions(List<ChargingPeriod> periods) {
        return periods.stream().flatMap(p -> p.dimensions().stream());
    }

    private static BigDecimal sum(Stream<ChargingPeriod.Dimension> dimensions) {
        return dimensions.map(ChargingPeriod.Dimension::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
