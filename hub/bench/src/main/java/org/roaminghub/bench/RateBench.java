package org.roaminghub.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.settlement.rating.CostBreakdown;
import org.roaminghub.settlement.rating.Rating;
import org.roaminghub.settlement.rating.RatingInput;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;
import org.roaminghub.vocabulary.Tariff.Restriction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ratings by one thread, with no hub and no database: what clearing may at most do in a second. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = "Ratings a second by one thread; no hub is started")
final class RateBench implements Callable<Integer> {

    private static final Instant START = Instant.parse("2026-01-14T15:30:00Z");
    private static final int PERIOD_S = 600;
    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    @Option(names = "--seconds", description = "length of each run (default ${DEFAULT-VALUE})")
    int seconds = 3;

    @Option(names = "--runs", description = "runs of each session; the median counts (default ${DEFAULT-VALUE})")
    int runs = 5;

    @Option(names = "--json", description = "print one JSON object a line")
    boolean json;

    @Override
    public Integer call() {
        Report report = new Report(json);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("seconds", seconds);
        settings.put("runs", runs);
        report.heading("rate", "none", settings);
        Map<String, RatingInput> sessions = new LinkedHashMap<>();
        sessions.put("rate energy 1 period", input(plain(), 1));
        sessions.put("rate 5 elements 12 periods", input(timed(), 12));
        for (var session : sessions.entrySet()) {
            report.doing("warming up");
            run(session.getValue());
            List<Measured> measured = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                report.doing("run %d of %d".formatted(run, runs));
                measured.add(run(session.getValue()));
                report.run("run " + run, 1, measured.getLast());
            }
            report.done();
            report.result(session.getKey(), 1, measured, List.of());
        }
        return 0;
    }

    private Measured run(RatingInput session) {
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BETWEEN_LOOKS_AT_THE_CLOCK; i++, done++) {
                if (!(Rating.rate(session) instanceof CostBreakdown)) {
                    throw new IllegalStateException("a session that has a price has none");
                }
            }
        }
        return Measured.rate(done, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static RatingInput input(Tariff tariff, int count) {
        List<ChargingPeriod> periods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean parking = i >= count - count / 4;
            periods.add(new ChargingPeriod(
                    START.plusSeconds((long) i * PERIOD_S),
                    null,
                    List.of(
                            new ChargingPeriod.Dimension(
                                    parking ? ChargingPeriod.Type.PARKING_TIME : ChargingPeriod.Type.TIME,
                                    BigDecimal.valueOf(PERIOD_S)),
                            new ChargingPeriod.Dimension(
                                    ChargingPeriod.Type.ENERGY,
                                    parking ? BigDecimal.ZERO : BigDecimal.valueOf(1_834 + i))),
                    false));
        }
        Instant end = START.plusSeconds((long) count * PERIOD_S);
        return new RatingInput(List.of(tariff), periods, START, end, ZoneId.of("Europe/Berlin"), false);
    }

    private static Tariff plain() {
        return tariff(List.of(new Element(List.of(price(Dimension.ENERGY, "0.39", 1)), null)));
    }

    /** A fee, energy by time of day, time and parking on working days. */
    private static Tariff timed() {
        return tariff(List.of(
                new Element(List.of(price(Dimension.FLAT, "0.50", 1)), null),
                new Element(List.of(price(Dimension.ENERGY, "0.49", 100)), between("08:00", "17:00")),
                new Element(List.of(price(Dimension.ENERGY, "0.39", 100)), between("17:00", "08:00")),
                new Element(List.of(price(Dimension.TIME, "1.20", 60)), null),
                new Element(List.of(price(Dimension.PARKING_TIME, "6.00", 300)), between("07:00", "22:00"))));
    }

    private static Component price(Dimension dimension, String price, int step) {
        return new Component(dimension, new BigDecimal(price), BigDecimal.valueOf(19), BigDecimal.valueOf(step));
    }

    private static Restriction between(@Nullable String from, @Nullable String to) {
        return new Restriction(
                from,
                to,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(1, 2, 3, 4, 5),
                List.of(),
                null,
                null);
    }

    private static Tariff tariff(List<Element> elements) {
        return new Tariff(
                null,
                PartyId.parse("DE*HUB"),
                "T",
                List.of(),
                "EUR",
                null,
                Tariff.Selection.PER_DIMENSION,
                Tariff.TaxIncluded.NO,
                null,
                null,
                null,
                null,
                elements,
                List.of(),
                null,
                START);
    }
}
