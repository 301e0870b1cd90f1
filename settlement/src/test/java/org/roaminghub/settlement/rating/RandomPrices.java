package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;
import org.roaminghub.vocabulary.Tariff.Restriction;

/** Tariffs and sessions by chance, from a seed. */
final class RandomPrices {

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe");
    private static final Dimension[] PRICED = {Dimension.ENERGY, Dimension.TIME, Dimension.PARKING_TIME, Dimension.FLAT
    };

    private static final List<Tariff.TaxIncluded> TAXES =
            List.of(Tariff.TaxIncluded.YES, Tariff.TaxIncluded.NO, Tariff.TaxIncluded.NA);

    private final Random random;

    RandomPrices(long seed) {
        this.random = new Random(seed);
    }

    /** Also around the changes of the clocks. */
    Instant start() {
        return Instant.parse(random.nextBoolean() ? "2026-03-28T12:00:00Z" : "2026-10-24T12:00:00Z")
                .plusSeconds(random.nextInt(2 * 86_400));
    }

    ZoneId zone() {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    Tariff tariff(boolean restricted) {
        List<Element> elements = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            elements.add(new Element(components(), restricted && random.nextInt(4) > 0 ? restriction() : null));
        }
        return tariff(elements, TAXES.get(random.nextInt(TAXES.size())), null, null);
    }

    Tariff tariff(
            List<Element> elements, Tariff.TaxIncluded taxes, @Nullable Price minPrice, @Nullable Price maxPrice) {
        return new Tariff(
                null,
                PartyId.parse("DE*HUB"),
                "T",
                List.of(),
                "EUR",
                null,
                Tariff.Selection.PER_DIMENSION,
                taxes,
                minPrice,
                maxPrice,
                null,
                null,
                elements,
                List.of(),
                null,
                Instant.EPOCH);
    }

    Price euros(int cents) {
        return Price.parse(new Money(BigDecimal.valueOf(cents, 2), "EUR"), List.of(), null);
    }

    private List<Component> components() {
        List<Component> components = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Dimension dimension = PRICED[random.nextInt(PRICED.length)];
            components.add(
                    component(dimension, List.of(0, 1, 60, 300, 900, 1000).get(random.nextInt(6))));
        }
        return components;
    }

    Component component(Dimension dimension, int step) {
        List<@Nullable BigDecimal> vats = java.util.Arrays.asList(
                null, BigDecimal.ZERO, new BigDecimal("5.2"), BigDecimal.valueOf(19), BigDecimal.valueOf(21));
        return new Component(
                dimension,
                BigDecimal.valueOf(random.nextInt(20_000), 4),
                vats.get(random.nextInt(vats.size())),
                BigDecimal.valueOf(step));
    }

    Restriction restriction() {
        boolean times = random.nextBoolean();
        boolean energy = random.nextInt(3) == 0;
        boolean power = random.nextInt(4) == 0;
        boolean duration = random.nextInt(3) == 0;
        boolean current = random.nextInt(4) == 0;
        return new Restriction(
                times ? time() : null,
                times && random.nextBoolean() ? time() : null,
                random.nextInt(5) == 0 ? "2026-03-29" : null,
                random.nextInt(5) == 0 ? "2026-10-26" : null,
                energy && random.nextBoolean() ? new Energy(BigDecimal.valueOf(random.nextInt(20_000))) : null,
                energy ? new Energy(BigDecimal.valueOf(random.nextInt(40_000))) : null,
                current ? BigDecimal.valueOf(random.nextInt(40)) : null,
                current && random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(80)) : null,
                power ? new Power(BigDecimal.valueOf(random.nextInt(11_000))) : null,
                null,
                duration ? new Span(BigDecimal.valueOf(random.nextInt(7_200))) : null,
                duration && random.nextBoolean() ? new Span(BigDecimal.valueOf(random.nextInt(14_400))) : null,
                random.nextInt(3) == 0 ? List.of(1 + random.nextInt(7), 1 + random.nextInt(7)) : List.of(),
                List.of(),
                null,
                null);
    }

    /** From so many A on, or below. */
    static Restriction ofCurrent(int amps, boolean least) {
        BigDecimal limit = BigDecimal.valueOf(amps);
        return restriction(least ? limit : null, least ? null : limit, null);
    }

    private static Restriction restriction(
            @Nullable BigDecimal minA, @Nullable BigDecimal maxA, Tariff.@Nullable Reservation reservation) {
        return new Restriction(
                null,
                null,
                null,
                null,
                null,
                null,
                minA,
                maxA,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                reservation);
    }

    /** The same for a reservation. */
    static Restriction ofReservation(@Nullable Restriction r, Tariff.Reservation reservation) {
        return r == null
                ? restriction(null, null, reservation)
                : new Restriction(
                        r.startTime(),
                        r.endTime(),
                        r.startDate(),
                        r.endDate(),
                        r.minEnergyWh(),
                        r.maxEnergyWh(),
                        r.minCurrentA(),
                        r.maxCurrentA(),
                        r.minPowerW(),
                        r.maxPowerW(),
                        r.minDurationS(),
                        r.maxDurationS(),
                        r.days(),
                        r.windows(),
                        r.interval(),
                        reservation);
    }

    private String time() {
        return "%02d:%02d".formatted(random.nextInt(24), random.nextInt(4) * 15);
    }

    /** Read at the start of each stretch and every half an hour: the same within one. */
    static Currents currents(List<Stretch> stretches) {
        List<Currents.Reading> readings = new ArrayList<>();
        for (Stretch s : stretches) {
            for (Instant at = s.start(); at.isBefore(s.end()); at = at.plusSeconds(1800)) {
                readings.add(new Currents.Reading(at, amps(s)));
            }
        }
        return Currents.of(readings);
    }

    static BigDecimal amps(Stretch s) {
        return s.energyWh().signum() == 0
                ? BigDecimal.ZERO
                : s.energyWh().remainder(BigDecimal.valueOf(64)).add(BigDecimal.ONE);
    }

    /** One after the other, in whole seconds and Wh. */
    List<Stretch> stretches(Instant start) {
        List<Stretch> stretches = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        Instant from = start;
        for (int i = 0; i < count; i++) {
            boolean charging = random.nextInt(4) > 0;
            Instant to = from.plusSeconds(2 + random.nextInt(7_200));
            stretches.add(new Stretch(
                    from, to, charging, charging ? BigDecimal.valueOf(random.nextInt(15_000)) : BigDecimal.ZERO));
            from = to;
        }
        return stretches;
    }
}
