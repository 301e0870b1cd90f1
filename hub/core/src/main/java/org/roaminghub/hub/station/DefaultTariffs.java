package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationSettings.StationCaller;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.DefaultTariffStore.Row;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tariffs that stations have as their default as they are: one that changed is sent again, one that is gone or that OCPP
 * can't express any more is taken away, since the station would reckon by a price that nobody bills. What fails is tried again
 * ever later; a station that is away has its turn when it is there.
 */
final class DefaultTariffs {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultTariffs.class);
    private static final Actor SELF = Actor.automation("KeepDefaultTariffs");

    /** Looked at so often without any news: a hub that ended between a change and its news misses none for longer. */
    static final Duration LOOK_AGAIN = Duration.ofHours(6);

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;
    private static final int MAX_SWEPT = 200;
    /** Stations that are told at once. */
    private static final int MAX_AT_ONCE = 8;

    private final DefaultTariffStore store;
    private final StationStore stations;
    private final OwnTariffs tariffs;
    private final StationWords words;
    private final StationCaller caller;
    private final Turns turns;
    private final Clock clock;

    DefaultTariffs(
            DefaultTariffStore store,
            StationStore stations,
            OwnTariffs tariffs,
            StationWords words,
            StationCaller caller,
            Executor background,
            Clock clock) {
        this.store = store;
        this.stations = stations;
        this.tariffs = tariffs;
        this.words = words;
        this.caller = caller;
        this.turns = new Turns(MAX_AT_ONCE, "tariff", background);
        this.clock = clock;
    }

    List<Row> list(StationId station) {
        return store.list(station);
    }

    /** The administrator's order was taken. It is looked at next: the tariff may have changed while the station was asked. */
    void took(StationId station, int evse, String tariffFid, String sentAs) {
        Instant now = clock.now();
        store.took(station, evse, tariffFid, sentAs, now, now);
    }

    void forget(StationId station) {
        store.forget(station);
    }

    /** Looks after those whose time has come, behind the call. To be called every second. */
    int sweep() {
        int begun = 0;
        for (Row row : store.listDue(clock.now(), MAX_SWEPT)) {
            if (turns.begin(row.station(), () -> keep(row))) {
                begun++;
            }
        }
        return begun;
    }

    private void keep(Row due) {
        Row row = store.find(due.station(), due.evse()).orElse(null);
        if (row == null || row.nextAt().isAfter(clock.now())) {
            return;
        }
        try {
            look(row);
        } catch (RuntimeException e) {
            store.failed(row, "FAILED", again(row));
            throw e;
        }
    }

    private void look(Row row) {
        StationStore.Row station = stations.find(row.station()).orElseThrow();
        String version = String.valueOf(station.ocppVersion());
        Tariff tariff = tariffs.find(row.tariffFid()).orElse(null);
        Said said = null;
        String id = null;
        String why = "WITHDRAWN";
        if (tariff != null) {
            try {
                said = words.setTariff(version, tariff, row.evse());
                id = words.tariffId(said);
            } catch (IllegalArgumentException e) {
                why = "NOT_EXPRESSIBLE";
            }
        }
        if (said != null && id != null) {
            if (id.equals(row.sentAs())) {
                store.looked(row, clock.now().plus(LOOK_AGAIN));
            } else {
                send(station, row, said, id);
            }
        } else if (row.sentAs() == null) {
            store.cleared(row, why, clock.now().plus(LOOK_AGAIN));
        } else {
            clear(station, row, version, row.sentAs(), why);
        }
    }

    private void send(StationStore.Row station, Row row, Said said, String id) {
        String word = word(call(station, said));
        if (word.equals("Accepted")) {
            Instant now = clock.now();
            if (!store.sent(row, id, now, now.plus(LOOK_AGAIN))) {
                overtaken(station, row, id);
            }
        } else {
            store.failed(row, word, again(row));
        }
    }

    /** An administrator's order was carried out meanwhile, and may have been the earlier one of the two. */
    private void overtaken(StationStore.Row station, Row row, String id) {
        if (store.unsure(station.station(), clock.now()) == 0) {
            call(station, words.clearTariff(String.valueOf(station.ocppVersion()), id, row.evse()));
        }
    }

    private void clear(StationStore.Row station, Row row, String version, String sentAs, String why) {
        Said said;
        try {
            said = words.clearTariff(version, sentAs, row.evse());
        } catch (IllegalArgumentException older) {
            store.cleared(row, why, clock.now().plus(LOOK_AGAIN));
            return;
        }
        Reply reply = call(station, said);
        if (reply instanceof Reply.Answered(String status, Original answer) && words.areCleared(answer.bytes())) {
            if (!store.cleared(row, why, clock.now().plus(LOOK_AGAIN))) {
                store.unsure(row.station(), clock.now());
            }
        } else {
            store.failed(row, word(reply), again(row));
        }
    }

    private Reply call(StationStore.Row station, Said said) {
        Reply reply = switch (caller.call(station.identity(), said.action(), said.payload(), SELF)) {
            case Outcome.Done<Reply>(Reply answer) -> answer;
            case Outcome.Refused<Reply>(var refusal, String why) -> new Reply.NotSayable(why);
        };
        LOG.info("station=tariff_kept id={} action={} answer={}", station.station(), said.action(), word(reply));
        return reply;
    }

    private static String word(Reply reply) {
        return switch (reply) {
            case Reply.Answered(String status, Original answer) -> status.isEmpty() ? "Rejected" : status;
            case Reply.Failed failed -> "FAILED";
            case Reply.Silent silent -> "UNHEARD";
            case Reply.Unreachable gone -> "UNHEARD";
            case Reply.NotSayable no -> "NOT_SUPPORTED";
        };
    }

    private Instant again(Row row) {
        return clock.now().plus(AGAIN.multipliedBy(1L << Math.min(row.failures(), MAX_DOUBLINGS)));
    }
}
