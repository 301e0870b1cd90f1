package org.roaminghub.settlement.validation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Span;

/** Whether the times of session, periods and totals fit together. */
final class TimeRules {

    static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    static final Duration SHORT_SESSION = Duration.ofMinutes(2);
    static final Duration LONG_SESSION = Duration.ofDays(7);

    /** OCPI 2.2.1 §10.3.1 allows it by bilateral agreement only, for a CPO that has no times. */
    private static final LocalDate PLACEHOLDER = LocalDate.EPOCH;

    /** The larger of 60 s and 1 % of the session. */
    private static final BigDecimal TOTAL_TOLERANCE_S = BigDecimal.valueOf(60);

    private static final BigDecimal TOTAL_TOLERANCE_SHARE = new BigDecimal("0.01");

    /** Hours with four decimals lose up to 0.18 s. */
    private static final BigDecimal PERIOD_TOLERANCE_S = new BigDecimal("0.5");

    private static final BigDecimal PARKING_TOLERANCE_S = BigDecimal.ONE;

    private TimeRules() {}

    static void check(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        if (cdr.start().isAfter(cdr.end())) {
            findings.add(Rule.TIME_ORDER, "start before end", cdr.start(), cdr.end());
        }
        if (cdr.end().isAfter(context.receivedAt().plus(CLOCKS_APART))) {
            findings.add(Rule.IN_FUTURE, context.receivedAt().plus(CLOCKS_APART).toString(), cdr.end());
        }
        if (isPlaceholder(cdr.start()) || isPlaceholder(cdr.end())) {
            findings.add(Rule.TIMESTAMP_PLACEHOLDER, "not 1970-01-01", cdr.start(), cdr.end());
        }
        Instant last = cdr.end().plus(Duration.ofDays(context.submissionWindowDays()));
        if (!cdr.isCredit() && context.receivedAt().isAfter(last)) {
            findings.add(Rule.LATE_SUBMISSION, last.toString(), context.receivedAt());
        }
        periods(cdr, findings);
        if (hasLength(cdr)) {
            total(cdr, findings);
            length(cdr, findings);
        }
        parking(cdr, findings);
        durations(cdr, findings);
    }

    /** Between times that can't be true nothing can be measured. */
    private static boolean hasLength(ChargeDetailRecord cdr) {
        return !cdr.start().isAfter(cdr.end()) && !isPlaceholder(cdr.start()) && !isPlaceholder(cdr.end());
    }

    private static boolean isPlaceholder(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().equals(PLACEHOLDER);
    }

    private static void periods(ChargeDetailRecord cdr, Findings findings) {
        List<ChargingPeriod> periods = cdr.periods();
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).start().isBefore(periods.get(i - 1).start())) {
                findings.add(
                        Rule.PERIODS_OUT_OF_ORDER,
                        periods.get(i - 1).start().toString(),
                        i,
                        periods.get(i).start());
                break;
            }
        }
        periods.stream()
                .map(ChargingPeriod::start)
                .filter(start -> isOutside(start, cdr))
                .findFirst()
                .ifPresent(start -> findings.add(Rule.PERIOD_OUTSIDE_SESSION, cdr.start() + "/" + cdr.end(), start));
    }

    /** A session of no length has its one period at its start, which is its end. */
    private static boolean isOutside(Instant start, ChargeDetailRecord cdr) {
        boolean atOnce = start.equals(cdr.start()) && start.equals(cdr.end());
        return start.isBefore(cdr.start()) || (!start.isBefore(cdr.end()) && !atOnce);
    }

    private static void total(ChargeDetailRecord cdr, Findings findings) {
        BigDecimal wall = seconds(cdr.start(), cdr.end());
        BigDecimal tolerance = TOTAL_TOLERANCE_S.max(wall.multiply(TOTAL_TOLERANCE_SHARE));
        if (cdr.timeS().value().subtract(wall).abs().compareTo(tolerance) > 0) {
            findings.add(
                    Rule.TIME_TOTAL_MISMATCH,
                    plain(tolerance) + " s",
                    plain(cdr.timeS().value()),
                    plain(wall));
        }
    }

    private static void parking(ChargeDetailRecord cdr, Findings findings) {
        Span said = cdr.parkingTimeS();
        if (said == null || cdr.periods().isEmpty()) {
            return;
        }
        BigDecimal parked = Volumes.sum(cdr.periods(), ChargingPeriod.Type.PARKING_TIME);
        BigDecimal tolerance =
                PARKING_TOLERANCE_S.multiply(BigDecimal.valueOf(cdr.periods().size()));
        if (said.value().subtract(parked).abs().compareTo(tolerance) > 0) {
            findings.add(Rule.PARKING_TOTAL_MISMATCH, plain(tolerance) + " s", plain(said.value()), plain(parked));
        }
    }

    /** The first period whose own word isn't the time until the next one; periods in the wrong order have no such time. */
    private static void durations(ChargeDetailRecord cdr, Findings findings) {
        List<ChargingPeriod> periods = cdr.periods();
        for (int i = 0; i < periods.size(); i++) {
            Instant end = i + 1 < periods.size() ? periods.get(i + 1).start() : cdr.end();
            BigDecimal lasted = seconds(periods.get(i).start(), end);
            if (differs(periods.get(i), lasted)) {
                BigDecimal said = Volumes.times(periods.get(i));
                findings.add(Rule.DURATION_MISMATCH, plain(PERIOD_TOLERANCE_S) + " s", i, plain(said), plain(lasted));
                return;
            }
        }
    }

    private static boolean differs(ChargingPeriod period, BigDecimal lasted) {
        return Volumes.hasTimes(period)
                && lasted.signum() >= 0
                && Volumes.times(period).subtract(lasted).abs().compareTo(PERIOD_TOLERANCE_S) > 0;
    }

    private static void length(ChargeDetailRecord cdr, Findings findings) {
        Duration length = Duration.between(cdr.start(), cdr.end());
        if (!length.isNegative() && length.compareTo(SHORT_SESSION) < 0) {
            findings.add(Rule.SHORT_SESSION, SHORT_SESSION.toString(), length);
        }
        if (length.compareTo(LONG_SESSION) > 0) {
            findings.add(Rule.LONG_SESSION, LONG_SESSION.toString(), length);
        }
    }

    static BigDecimal seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return BigDecimal.valueOf(between.getSeconds()).add(BigDecimal.valueOf(between.getNano(), 9));
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
