package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;

/** What the hub keeps of its own stations beside charging. */
public interface StationRecords {

    /** A token that own stations may see is another now. */
    void tokensChanged();

    /** Where one that keeps no socket can be called from now on, as an address of the web; null: nowhere. */
    void reachable(StationId station, @Nullable String callback);

    /** Those that keep no socket and were there when the hub ended, or broke off. */
    List<Known> listWithoutSocket();

    /** As which platform the hub's own stations speak. */
    PlatformId platform();

    /** What stations send in streams. */
    StationStreams streams();

    /** What runs at an EVSE, or at all of the station's where {@code evse} is 0. */
    List<RunningSession> listRunning(StationId station, int evse);

    /** How an EVSE is connected; empty when nobody published it. */
    Optional<Supply> findSupply(StationId station, int evse);

    /**
     * What a transaction costs, by the hub's own rating and with taxes: in the end, or so far where it is {@code running}. Empty
     * where nobody knows, nobody pays, or the station doesn't show costs. Not while the station's own message is being taken.
     */
    Optional<Money> findShownCost(StationId station, String transaction, boolean running);

    /**
     * The call that gives a transaction its driver's tariff. Empty where its station reckons by none or has the right one;
     * {@code present}: the id of the one that it says it has. Not while the station's own message is being taken.
     */
    Optional<Said> findTariffChange(StationId station, String transaction, @Nullable String present);

    /**
     * A part of what was asked for under {@code requestId}; {@code action} is the message. {@code number} from 0, absent where
     * parts have none; {@code last}: none follows. Durable when the call returns; a repeat changes nothing.
     */
    void part(
            StationId station,
            String action,
            String requestId,
            @Nullable Integer number,
            boolean last,
            List<Setting> settings);

    /** Of a station that may ask for what holds now; {@code id} is the one that it knows. Takes the place of an earlier one. */
    void keepProfile(StationId station, int id, ChargingProfile profile);

    void forgetProfile(StationId station, int id);

    Optional<ChargingProfile> findProfile(StationId station, int id);

    /** The station will know a reservation by that number. */
    void reserved(int number, RemoteId remote);

    /** The command that a reservation came of. */
    Optional<RemoteId> findReserved(StationId station, int number);

    /** {@code session} is the id that partners know. */
    record RunningSession(String session, int evse) {}

    /** {@code volts} between a phase and neutral. */
    record Supply(int volts, int phases) {}

    /**
     * What a station is set to. {@code name}: the key in 1.6, else {@code Component.Variable}, in full
     * {@code Component{instance}@evse/connector.Variable{instance}:Attribute}. {@code value} is absent where it can't be read.
     */
    record Setting(
            String name,
            @Nullable String value,
            @Nullable Boolean readOnly,
            @Nullable String dataType,
            @Nullable String unit,
            @Nullable String maxLimit) {}
}
