package org.roaminghub.hub.station;

import java.time.Duration;

/**
 * How long the hub waits for what stations owe. {@code offline}: until a station that is gone counts as lost. {@code orphan}:
 * for a transaction's end after the next start there, or a boot. {@code silence}: the same once the EVSE is free. {@code gap}:
 * for parts that are missing in the middle. {@code start}: for the transaction after a remote start.
 */
public record StationTimes(Duration offline, Duration orphan, Duration silence, Duration gap, Duration start) {

    public static final StationTimes DEFAULT = new StationTimes(
            Duration.ofSeconds(90),
            Duration.ofSeconds(45),
            Duration.ofMinutes(30),
            Duration.ofSeconds(40),
            Duration.ofMinutes(5));

    /** The same with another wait for a station that is gone. */
    public StationTimes missing(Duration newOffline) {
        return new StationTimes(newOffline, orphan, silence, gap, start);
    }

    /** The same with other waits for ends and for parts that don't come. */
    public StationTimes waiting(Duration newOrphan, Duration newGap) {
        return new StationTimes(offline, newOrphan, silence, newGap, start);
    }
}
