package org.roaminghub.hub.station;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationId;

/** What stations are set to: configuration of 1.6, device model of 2.x. Read and changed by calls that are recorded. */
public final class StationSettings {

    private static final int MAX_NAMES = 200;
    private static final int MAX_VALUE = 2_500;

    private final StationStore stations;
    private final SettingStore store;
    private final StationWords words;
    private final StationCaller caller;
    private final Capabilities capabilities;
    private final Clock clock;

    StationSettings(
            StationStore stations,
            SettingStore store,
            StationWords words,
            StationCaller caller,
            Capabilities capabilities,
            Clock clock) {
        this.stations = stations;
        this.store = store;
        this.words = words;
        this.caller = caller;
        this.capabilities = capabilities;
        this.clock = clock;
    }

    /** Sends a call and records it. */
    interface StationCaller {
        Outcome<Reply> call(String identity, String action, byte[] payload, Actor by);
    }

    /** {@code requestId}: the settings come as a report under that id. */
    public record Asked(List<Setting> settings, @Nullable String requestId) {}

    /** What the station said last. */
    public List<SettingStore.Row> known(String identity) {
        return stations.findByIdentity(identity)
                .map(row -> store.list(row.station()))
                .orElse(List.of());
    }

    /** No names: all. */
    public Outcome<Asked> read(String identity, List<String> names, Actor by) {
        StationStore.Row row = stations.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        if (names.size() > MAX_NAMES) {
            return Outcome.refused(Refusal.MALFORMED, "At most " + MAX_NAMES + " settings are asked for at once.");
        }
        int request = (int) (clock.now().getEpochSecond() % Integer.MAX_VALUE);
        List<Said> calls;
        try {
            calls = words.ask(version(row), names, request);
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
        List<Setting> found = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        String requestId = null;
        for (Said said : calls) {
            switch (answer(identity, said, by)) {
                case Outcome.Refused<Original>(Refusal refusal, String why) -> {
                    return Outcome.refused(refusal, why);
                }
                case Outcome.Done<Original>(Original answer) -> {
                    found.addAll(words.settings(version(row), answer.bytes()));
                    absent.addAll(words.absent(version(row), answer.bytes()));
                    requestId = words.requestId(said.payload()).orElse(null);
                }
            }
        }
        store.remove(row.station(), absent);
        learn(row.station(), found, absent);
        return Outcome.done(new Asked(found, requestId));
    }

    /** The station's word for each. Passwords are not changed this way: the hub would not know the new one. */
    public Outcome<Map<String, String>> change(String identity, Map<String, String> values, Actor by) {
        StationStore.Row row = stations.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        if (values.isEmpty() || values.size() > MAX_NAMES) {
            return Outcome.refused(Refusal.MALFORMED, "1 to " + MAX_NAMES + " settings are changed at once.");
        }
        for (Map.Entry<String, String> change : values.entrySet()) {
            String name = change.getKey().toLowerCase(Locale.ROOT);
            if (name.contains("authorizationkey") || name.contains("password")) {
                return Outcome.refused(Refusal.MALFORMED, change.getKey() + ": passwords are not changed this way.");
            }
            if (change.getValue().length() > MAX_VALUE) {
                return Outcome.refused(
                        Refusal.MALFORMED, change.getKey() + ": has at most " + MAX_VALUE + " characters");
            }
        }
        List<Said> calls;
        try {
            calls = words.change(version(row), values);
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
        Map<String, String> said = new LinkedHashMap<>();
        for (Said call : calls) {
            switch (answer(identity, call, by)) {
                case Outcome.Refused<Original>(Refusal refusal, String why) -> {
                    return Outcome.refused(refusal, why);
                }
                case Outcome.Done<Original>(Original answer) ->
                    said.putAll(words.changed(version(row), call, answer.bytes()));
            }
        }
        learn(
                row.station(),
                said.entrySet().stream()
                        .filter(e -> e.getValue().equals("Accepted") && values.containsKey(e.getKey()))
                        .map(e -> new Setting(e.getKey(), values.get(e.getKey()), null, null, null, null))
                        .toList());
        return Outcome.done(said);
    }

    private Outcome<Original> answer(String identity, Said said, Actor by) {
        return switch (caller.call(identity, said.action(), said.payload(), by)) {
            case Outcome.Refused<Reply>(Refusal refusal, String why) -> Outcome.refused(refusal, why);
            case Outcome.Done<Reply>(Reply reply) ->
                switch (reply) {
                    case Reply.Answered(String status, Original payload) ->
                        status.equals("Rejected") && said.action().startsWith("Get")
                                ? Outcome.refused(Refusal.REJECTED, "The station refused to tell.")
                                : Outcome.done(payload);
                    case Reply.Failed(String code, String why) ->
                        Outcome.refused(Refusal.FAILED, "The station answered with an error: " + code + " " + why);
                    case Reply.Silent silent ->
                        Outcome.refused(Refusal.TIMED_OUT, "The station did not answer in time.");
                    case Reply.Unreachable gone ->
                        Outcome.refused(Refusal.STATION_UNREACHABLE, "The station is not connected.");
                    case Reply.NotSayable(String why) -> Outcome.refused(Refusal.MALFORMED, why);
                };
        };
    }

    void learn(StationId station, List<Setting> settings) {
        learn(station, settings, List.of());
    }

    /** {@code absent}: the station said that it has none of these. */
    private void learn(StationId station, List<Setting> settings, List<String> absent) {
        if (!settings.isEmpty()) {
            store.put(station, settings, clock.now());
        }
        capabilities.learned(station, settings, absent);
    }

    private static String version(StationStore.Row row) {
        return row.ocppVersion() == null ? "1.6" : row.ocppVersion();
    }
}
