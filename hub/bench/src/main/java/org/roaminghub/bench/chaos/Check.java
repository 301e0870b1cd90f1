package org.roaminghub.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was looked for, in how many cases, and every case in which it wasn't so. */
public record Check(String name, long cases, List<String> violations) {

    public boolean held() {
        return violations.isEmpty();
    }

    /** Each of these ids was found, and not twice. */
    static Check exactlyOnce(String name, Set<String> wanted, Map<String, Integer> found) {
        List<String> violations = new ArrayList<>();
        for (String id : wanted) {
            int times = found.getOrDefault(id, 0);
            if (times != 1) {
                violations.add(id + " found " + times + " times");
            }
        }
        return new Check(name, wanted.size(), violations);
    }

    /** Each of these was found with as much energy or more, in watt-hours, or is parked. */
    static Check atLeast(String name, Map<String, Long> wanted, Map<String, Long> found, Parked parked) {
        List<String> violations = new ArrayList<>();
        wanted.forEach((id, wattHours) -> {
            long there = found.getOrDefault(id, -1L);
            if (there < wattHours && !parked.names(id)) {
                violations.add("%s acknowledged with %d Wh, found with %d".formatted(id, wattHours, there));
            }
        });
        return new Check(name, wanted.size(), violations);
    }

    /** Each of these arrived with one content, however often, or is parked. */
    static Check oneObject(String name, Set<String> wanted, Map<String, Set<String>> arrived, Parked parked) {
        List<String> violations = new ArrayList<>();
        for (String id : wanted) {
            int contents = arrived.getOrDefault(id, Set.of()).size();
            if (contents > 1) {
                violations.add(id + " arrived with " + contents + " different contents");
            } else if (contents == 0 && !parked.names(id)) {
                violations.add(id + " neither arrived nor is parked with a reason");
            }
        }
        return new Check(name, wanted.size(), violations);
    }
}
