package org.roaminghub.hub.party;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.roaminghub.vocabulary.PlatformId;

/** When platforms were last heard of: in memory, because it changes with every message. */
final class Seen {

    static final Duration SHORTEST_FLUSH_INTERVAL = Duration.ofSeconds(10);

    private final Map<PlatformId, Instant> last = new ConcurrentHashMap<>();
    private final Map<PlatformId, Flush> flushes = new ConcurrentHashMap<>();

    /** What was written, and when. */
    private record Flush(Instant seen, Instant at) {}

    void note(PlatformId platform, Instant at) {
        last.put(platform, at);
    }

    Optional<Instant> find(PlatformId platform) {
        return Optional.ofNullable(last.get(platform));
    }

    /** What is not written yet, of platforms that were not written for {@link #SHORTEST_FLUSH_INTERVAL}. */
    Map<PlatformId, Instant> due(Instant now) {
        Map<PlatformId, Instant> due = new HashMap<>();
        last.forEach((platform, at) -> {
            Flush before = flushes.get(platform);
            if (before == null || (at.isAfter(before.seen) && !now.isBefore(before.at.plus(SHORTEST_FLUSH_INTERVAL)))) {
                due.put(platform, at);
            }
        });
        return due;
    }

    void flushed(PlatformId platform, Instant seen, Instant at) {
        flushes.put(platform, new Flush(seen, at));
    }
}
