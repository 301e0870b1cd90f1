package org.roaminghub.hub.station;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationSettings.StationCaller;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Tariff;

/** Own tariffs that a station reckons by itself. What it comes to is only shown and compared: the bill is the hub's. */
public final class StationTariffs {

    private final StationStore stations;
    private final OwnTariffs tariffs;
    private final StationWords words;
    private final StationCaller caller;
    private final DefaultTariffs defaults;

    public StationTariffs(
            StationStore stations,
            DefaultTariffStore store,
            OwnTariffs tariffs,
            StationWords words,
            StationRegister register,
            Executor background,
            Clock clock) {
        this.stations = stations;
        this.tariffs = tariffs;
        this.words = words;
        this.caller = register::command;
        this.defaults = new DefaultTariffs(store, stations, tariffs, words, caller, background, clock);
    }

    /** As it is now; one that the station took is sent again whenever it changes. {@code evse} 0: all of them. */
    public Outcome<Reply> set(String identity, String tariffFid, int evse, Actor by) {
        Tariff tariff = tariffs.find(tariffFid).orElse(null);
        if (tariff == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such tariff.");
        }
        return send(identity, by, evse, version -> words.setTariff(version, tariff, evse), (row, said, answer) -> {
            if (answer instanceof Reply.Answered(String status, Original payload) && status.equals("Accepted")) {
                defaults.took(row.station(), evse, tariff.fid(), words.tariffId(said));
            }
        });
    }

    public Outcome<Reply> clear(String identity, Actor by) {
        return send(identity, by, 0, words::clearTariffs, (row, said, answer) -> {
            if (answer instanceof Reply.Answered(String status, Original payload)
                    && words.areCleared(payload.bytes())) {
                defaults.forget(row.station());
            }
        });
    }

    /** By the station's own account. */
    public Outcome<Reply> ask(String identity, Actor by) {
        return send(identity, by, 0, words::askTariffs, (row, said, answer) -> {});
    }

    /** What the hub keeps as the station's default. */
    public List<DefaultTariffStore.Row> kept(String identity) {
        return stations.findByIdentity(identity)
                .map(row -> defaults.list(row.station()))
                .orElse(List.of());
    }

    /** To be called every second. */
    public int sweep() {
        return defaults.sweep();
    }

    private interface Then {
        void noted(StationStore.Row row, Said said, Reply answer);
    }

    private Outcome<Reply> send(String identity, Actor by, int evse, Function<String, Said> call, Then then) {
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
        Outcome<Reply> outcome = caller.call(identity, said.action(), said.payload(), by);
        if (outcome instanceof Outcome.Done<Reply>(Reply answer)) {
            then.noted(row, said, answer);
        }
        return outcome;
    }
}
