package org.roaminghub.spi.inbound;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.StationId;

/**
 * What own stations send in streams (OCPP 2.1 N11 to N15). A stream names a monitor, a monitor names a variable, and only those
 * that are meters of an EVSE are kept. Durable when a call returns.
 */
public interface StationStreams {

    /** A monitor that is set; {@code meter} absent: it watches something else. */
    void monitored(StationId station, int monitor, @Nullable Meter meter);

    /** Monitors that are gone. */
    void cleared(StationId station, Collection<Integer> monitors);

    /** Takes the place of an older stream of that id. */
    void opened(StationId station, int stream, int monitor);

    void closed(StationId station, int stream);

    /** What the values of a stream are of; empty for one that nobody opened or that is of no meter. */
    Optional<Meter> find(StationId station, int stream);

    /**
     * {@code variable} as settings are named, {@code measurand} and {@code phase} as OCPP has them. {@code unit}: of the
     * variable, as the station's report said; absent: the base unit.
     */
    record Meter(
            String variable,
            int evse,
            String measurand,
            @Nullable String phase,
            @Nullable String unit) {}
}
