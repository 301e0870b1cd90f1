package org.roaminghub.settlement.validation;

import static org.roaminghub.settlement.validation.TimeRules.plain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Power;

/** Whether the energy is what the periods add up to, and what the connector can give in that time. Wh, W and s. */
final class EnergyRules {

    /** Kilowatt-hours with four decimals, once per period. */
    private static final BigDecimal TOLERANCE_WH_A_PERIOD = BigDecimal.ONE;

    private static final BigDecimal POWER_MARGIN = new BigDecimal("1.1");
    private static final BigDecimal POWER_MARGIN_WH = BigDecimal.valueOf(500);
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal HIGH_AC_WH = BigDecimal.valueOf(250_000);
    private static final BigDecimal HIGH_DC_WH = BigDecimal.valueOf(1_000_000);
    private static final String AC = "AC";

    private EnergyRules() {}

    static void check(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        BigDecimal total = cdr.energyWh().value();
        sum(cdr, total, findings);
        Power stored = context.connectorMaxPower();
        power(cdr, total, stored != null ? stored : cdr.place().maxPowerW(), findings);
        if (total.signum() == 0) {
            findings.add(Rule.ZERO_ENERGY, "above 0 Wh", 0);
        }
        BigDecimal high = isAc(cdr) ? HIGH_AC_WH : HIGH_DC_WH;
        if (total.abs().compareTo(high) > 0) {
            findings.add(Rule.HIGH_ENERGY, plain(high) + " Wh", plain(total));
        }
    }

    /** Bill items without periods (OCHP) have nothing to add up; import and export alone say nothing about the total's sign. */
    private static void sum(ChargeDetailRecord cdr, BigDecimal total, Findings findings) {
        boolean bothWaysOnly =
                Volumes.has(cdr.periods(), Set.of(ChargingPeriod.Type.ENERGY_IMPORT, ChargingPeriod.Type.ENERGY_EXPORT))
                        && !Volumes.has(cdr.periods(), Set.of(ChargingPeriod.Type.ENERGY));
        if (cdr.periods().isEmpty() || bothWaysOnly) {
            return;
        }
        BigDecimal sum = Volumes.sum(cdr.periods(), ChargingPeriod.Type.ENERGY);
        BigDecimal tolerance =
                TOLERANCE_WH_A_PERIOD.multiply(BigDecimal.valueOf(cdr.periods().size()));
        if (total.subtract(sum).abs().compareTo(tolerance) > 0) {
            findings.add(Rule.ENERGY_TOTAL_MISMATCH, plain(tolerance) + " Wh", plain(total), plain(sum));
        }
    }

    private static void power(ChargeDetailRecord cdr, BigDecimal total, @Nullable Power max, Findings findings) {
        BigDecimal charging = chargingSeconds(cdr);
        if (max == null || max.value().signum() <= 0 || charging.signum() < 0) {
            return;
        }
        BigDecimal possibleWs =
                max.value().multiply(charging).multiply(POWER_MARGIN).add(POWER_MARGIN_WH.multiply(SECONDS_AN_HOUR));
        if (total.multiply(SECONDS_AN_HOUR).compareTo(possibleWs) > 0) {
            String limit = plain(max.value()) + " W * " + plain(charging) + " s * 1.1 + 500 Wh";
            findings.add(Rule.ENERGY_EXCEEDS_POWER, limit, plain(total));
        }
    }

    /** The time in which energy flowed, where the CPO tells it, else the whole session. */
    private static BigDecimal chargingSeconds(ChargeDetailRecord cdr) {
        Instant from = cdr.chargingStart() != null ? cdr.chargingStart() : cdr.start();
        Instant to = cdr.chargingEnd() != null ? cdr.chargingEnd() : cdr.end();
        return TimeRules.seconds(from, to);
    }

    private static boolean isAc(ChargeDetailRecord cdr) {
        String powerType = cdr.place().powerType();
        return powerType != null && powerType.startsWith(AC);
    }
}
