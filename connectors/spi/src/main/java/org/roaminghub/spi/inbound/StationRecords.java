package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Optional;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.StationId;

/** What the hub keeps of its own stations beside charging. */
public interface StationRecords {

    /** A token that own stations may see is another now. */
    void tokensChanged();

    /** As which platform the hub's own stations speak. */
    PlatformId platform();

    /** What runs at an EVSE, or at all of the station's where {@code evse} is 0. */
    List<RunningSession> listRunning(StationId station, int evse);

    /** How an EVSE is connected; empty when nobody published it. */
    Optional<Supply> findSupply(StationId station, int evse);

    /** {@code session} is the id that partners know. */
    record RunningSession(String session, int evse) {}

    /** {@code volts} between a phase and neutral. */
    record Supply(int volts, int phases) {}
}
