package org.roaminghub.hub.station;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hub says to stations by itself: to one of them one thing at a time, and to so many at once. */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final int most;
    private final String what;
    private final Executor background;
    private final Set<StationId> busy = ConcurrentHashMap.newKeySet();

    /** {@code what}: for the log, as {@code cost}. */
    Turns(int most, String what, Executor background) {
        this.most = most;
        this.what = what;
        this.background = background;
    }

    /** Behind the call. False where it has to wait, and nothing is done. */
    boolean begin(StationId station, Runnable work) {
        if (busy.size() >= most || !busy.add(station)) {
            return false;
        }
        try {
            background.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("station={}_failed problem={}", what, e.getClass().getName());
                } finally {
                    busy.remove(station);
                }
            });
        } catch (RejectedExecutionException ending) {
            busy.remove(station);
        }
        return true;
    }
}
