package org.roaminghub.bench;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.roaminghub.bench.partner.Partner;

/** What a partner got that read every location page by page. */
record LocationsRead(int locations, int evses, int doubled, int pages, double seconds) {

    private static final int PAGE = 200;
    private static final double NANOS_PER_SECOND = 1e9;

    static LocationsRead of(Partner reader) throws IOException {
        Set<String> locations = new HashSet<>();
        Set<String> evses = new HashSet<>();
        int[] counts = new int[2];
        long begin = System.nanoTime();
        reader.readLocations(PAGE, page -> {
            counts[0]++;
            page.forEach(location -> {
                String id = location.path("id").asString();
                counts[1] += locations.add(id) ? 0 : 1;
                location.path("evses")
                        .forEach(evse -> counts[1] +=
                                evses.add(id + "/" + evse.path("uid").asString()) ? 0 : 1);
            });
        });
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        return new LocationsRead(locations.size(), evses.size(), counts[1], counts[0], seconds);
    }
}
