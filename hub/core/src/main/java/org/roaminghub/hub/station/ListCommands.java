package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.StationListSent;
import org.roaminghub.events.station.StationListSwitched;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.outbound.StationLists.Sent;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenId;

/** Records what becomes of local authorisation lists: row and event in one transaction, on the station's locked row. */
final class ListCommands {

    private final LocalListStore lists;
    private final StationStore stations;
    private final Recorder recorder;

    ListCommands(LocalListStore lists, StationStore stations, Recorder recorder) {
        this.lists = lists;
        this.stations = stations;
        this.recorder = recorder;
    }

    /** Answers whether that is news. */
    record Switch(StationId station, boolean enabled, Causes causes, Instant at) implements Command<Boolean> {}

    /** {@code next}: when it is tried again, if it failed. {@code firmware}: which it was sent to; absent: nobody knows. */
    record NoteSent(
            StationId station,
            @Nullable String firmware,
            ListPlan.Message message,
            Sent sent,
            Instant next,
            Causes causes,
            Instant at)
            implements Command<Boolean> {}

    @CommandHandler
    boolean handle(Switch c) {
        StationStore.Row station = stations.lock(c.station()).orElseThrow();
        boolean before =
                lists.find(c.station()).filter(LocalListStore.Row::enabled).isPresent();
        lists.switchTo(c.station(), c.enabled(), c.at());
        if (before != c.enabled()) {
            record(station, new StationListSwitched(c.station(), c.enabled()), c.causes(), c.at());
        }
        return before != c.enabled();
    }

    @CommandHandler
    boolean handle(NoteSent c) {
        StationStore.Row station = stations.lock(c.station()).orElseThrow();
        ListPlan.Message message = c.message();
        switch (c.sent()) {
            case ACCEPTED -> {
                Map<TokenId, byte[]> has = new HashMap<>();
                List<TokenId> gone = new ArrayList<>();
                for (ListPlan.Candidate candidate : message.entries()) {
                    if (candidate.entry().keep()) {
                        has.put(candidate.token(), candidate.print());
                    } else {
                        gone.add(candidate.token());
                    }
                }
                lists.took(c.station(), message.version(), message.whole(), has, gone, c.at());
            }
            case NOT_SUPPORTED -> lists.without(c.station(), c.firmware() == null ? "" : c.firmware());
            case FAILED, VERSION_MISMATCH -> lists.failed(c.station(), c.sent().name(), true, c.next());
            // It may have taken it: it is asked first, the next time.
            case UNHEARD -> lists.failed(c.station(), c.sent().name(), false, c.next());
        }
        record(
                station,
                new StationListSent(
                        c.station(),
                        message.version(),
                        message.whole(),
                        message.entries().size(),
                        c.sent().name()),
                c.causes(),
                c.at());
        return true;
    }

    private void record(StationStore.Row station, Event event, Causes causes, Instant at) {
        stations.sequence(station.station(), station.sequence() + 1);
        recorder.record(new Fact(
                StreamName.of("station", station.station().value()),
                station.sequence(),
                event,
                at,
                causes,
                null,
                null));
    }
}
