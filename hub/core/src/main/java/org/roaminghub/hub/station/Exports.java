package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.roaminghub.hub.station.store.MeterStore.Register;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Dimension;
import org.roaminghub.vocabulary.ChargingPeriod.Type;

/** What a vehicle gave back (V2X), put to the periods in which it did; pure. Between two readings it is taken as even. */
final class Exports {

    private static final int SCALE = 3;

    private Exports() {}

    /** {@code registers} of exported energy by the station's clock, which {@code shift} corrects. */
    static Measured into(Measured measured, List<Register> registers, Duration shift) {
        if (registers.size() < 2
                || registers.getLast().wh().compareTo(registers.getFirst().wh()) <= 0) {
            return measured;
        }
        List<ChargingPeriod> periods = new ArrayList<>();
        for (int i = 0; i < measured.periods().size(); i++) {
            ChargingPeriod period = measured.periods().get(i);
            boolean last = i == measured.periods().size() - 1;
            Instant end = last ? measured.end() : measured.periods().get(i + 1).start();
            BigDecimal given = at(end, registers, shift).subtract(at(period.start(), registers, shift));
            periods.add(given.signum() > 0 ? with(period, given) : period);
        }
        return measured.with(periods);
    }

    private static ChargingPeriod with(ChargingPeriod period, BigDecimal given) {
        List<Dimension> dimensions = new ArrayList<>(period.dimensions());
        dimensions.add(new Dimension(Type.ENERGY_EXPORT, given));
        return new ChargingPeriod(period.start(), period.tariff(), dimensions, period.estimated());
    }

    private static BigDecimal at(Instant time, List<Register> registers, Duration shift) {
        Register before = registers.getFirst();
        for (Register next : registers) {
            Instant at = next.at().plus(shift);
            if (!at.isBefore(time)) {
                return between(before, next, time.minus(shift));
            }
            before = next;
        }
        return before.wh();
    }

    private static BigDecimal between(Register one, Register other, Instant time) {
        long whole = Duration.between(one.at(), other.at()).toMillis();
        if (whole <= 0 || !time.isAfter(one.at())) {
            return one.equals(other) ? one.wh() : time.isAfter(one.at()) ? other.wh() : one.wh();
        }
        long part = Duration.between(one.at(), time).toMillis();
        return one.wh()
                .add(other.wh()
                        .subtract(one.wh())
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_UP));
    }
}
