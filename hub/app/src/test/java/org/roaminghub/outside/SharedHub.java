package org.roaminghub.outside;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Who shares the hub of these tests with whom: tests of own stations follow each other, and so do tests of partners; one of each
 * may run at the same time, as partners see only whom they have an agreement with.
 */
final class SharedHub implements ResourceLocksProvider {

    static final String STATIONS = "the stations of the shared hub";
    static final String PARTNERS = "the partners of the shared hub";
    /** Those who use it enter stations of their own at the shared hub at most. */
    static final String TLS = "the hub behind TLS";

    @Override
    public Set<Lock> provideForClass(Class<?> test) {
        boolean stations = OwnStationTest.class.isAssignableFrom(test)
                || test.getSimpleName().contains("Station");
        return Set.of(new Lock(stations ? STATIONS : PARTNERS));
    }
}
