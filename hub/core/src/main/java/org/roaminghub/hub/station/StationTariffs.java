package org.roaminghub.hub.station;

import java.util.function.Function;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationSettings.StationCaller;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Tariff;

/** Own tariffs that a station reckons by itself. What it comes to is only shown and compared: the bill is the hub's. */
public final class StationTariffs {

    private final StationStore stations;
    private final OwnTariffs tariffs;
    private final StationWords words;
    private final StationCaller caller;

    public StationTariffs(StationStore stations, OwnTariffs tariffs, StationWords words, StationRegister register) {
        this.stations = stations;
        this.tariffs = tariffs;
        this.words = words;
        this.caller = register::command;
    }

    /** As it is now; a later change of it is not sent by itself. {@code evse} 0: all of them. */
    public Outcome<Reply> set(String identity, String tariffFid, int evse, Actor by) {
        Tariff tariff = tariffs.find(tariffFid).orElse(null);
        if (tariff == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such tariff.");
        }
        return send(identity, by, evse, version -> words.setTariff(version, tariff, evse));
    }

    public Outcome<Reply> clear(String identity, Actor by) {
        return send(identity, by, 0, words::clearTariffs);
    }

    /** By the station's own account. */
    public Outcome<Reply> ask(String identity, Actor by) {
        return send(identity, by, 0, words::askTariffs);
    }

    private Outcome<Reply> send(String identity, Actor by, int evse, Function<String, Said> call) {
        StationStore.Row row = stations.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        if (evse != 0 && stations.findEvse(row.station(), evse).isEmpty()) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "The station has no such EVSE.");
        }
        String version = row.ocppVersion();
        if (version == null) {
            return Outcome.refused(Refusal.STATION_UNREACHABLE, "The station was never connected.");
        }
        Said said;
        try {
            said = call.apply(version);
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.NOT_EXPRESSIBLE, String.valueOf(e.getMessage()));
        }
        return caller.call(identity, said.action(), said.payload(), by);
    }
}
