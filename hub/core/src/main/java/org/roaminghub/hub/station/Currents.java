package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.station.store.MeterStore;

/** The currents of single phases as one of all of them; pure. What no connector can give is none. */
final class Currents {

    /** Meters are not exact, and vehicles take more for a moment. */
    private static final BigDecimal MARGIN = new BigDecimal("1.5");
    /** Where no one knows what the connector gives. */
    private static final BigDecimal MOST_A = BigDecimal.valueOf(5_000);

    private Currents() {}

    /**
     * {@code readings} by the station's clock, which {@code shift} corrects. The sum of the phases where they are told, else what is
     * told of all of them. {@code mostA}: of the connector, over all phases.
     */
    static List<CdrPricing.Current> of(List<MeterStore.Current> readings, Duration shift, @Nullable Integer mostA) {
        BigDecimal most = mostA == null ? MOST_A : BigDecimal.valueOf(mostA).multiply(MARGIN);
        Map<Instant, Map<String, BigDecimal>> byTime = new TreeMap<>();
        for (MeterStore.Current reading : readings) {
            byTime.computeIfAbsent(reading.at(), at -> new TreeMap<>())
                    .putIfAbsent(phase(reading.phase()), reading.amps().max(BigDecimal.ZERO));
        }
        List<CdrPricing.Current> currents = new ArrayList<>();
        byTime.forEach((at, phases) -> {
            BigDecimal amps = sum(phases);
            if (amps != null && amps.compareTo(most) <= 0) {
                currents.add(new CdrPricing.Current(at.plus(shift), amps));
            }
        });
        return currents;
    }

    /** L1 and L1-N are one phase; between two of them, and in the neutral, flows nothing of its own. */
    private static String phase(String said) {
        return said.endsWith("-N") ? said.substring(0, said.length() - 2) : said;
    }

    private static @Nullable BigDecimal sum(Map<String, BigDecimal> phases) {
        List<BigDecimal> single = List.of("L1", "L2", "L3").stream()
                .filter(phases::containsKey)
                .map(phases::get)
                .toList();
        return single.isEmpty() ? phases.get("") : single.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
