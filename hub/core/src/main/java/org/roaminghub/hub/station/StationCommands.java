package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.StationApproved;
import org.roaminghub.events.station.StationBooted;
import org.roaminghub.events.station.StationChanged;
import org.roaminghub.events.station.StationFound;
import org.roaminghub.events.station.StationJobProgressed;
import org.roaminghub.events.station.StationLost;
import org.roaminghub.events.station.StationRegistered;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations.Boot;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;

/** Records what becomes of stations, each on its locked row. */
final class StationCommands {

    private final StationStore store;
    private final JobStore jobs;
    private final Recorder recorder;
    private final Privacy privacy;

    StationCommands(StationStore store, JobStore jobs, Recorder recorder, Privacy privacy) {
        this.store = store;
        this.jobs = jobs;
        this.recorder = recorder;
        this.privacy = privacy;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Register(
            StationId station,
            PartyId party,
            String identity,
            String locationFid,
            List<StationEvse> evses,
            int securityProfile,
            byte @Nullable [] password,
            boolean approved,
            @Nullable String soapVersion,
            Causes causes,
            Instant at)
            implements Command<Outcome<StationId>> {}

    record Approve(StationId station, Causes causes, Instant at) implements Command<Outcome<StationId>> {}

    /** {@code password} absent: as it is. */
    @SuppressWarnings("ArrayRecordComponent")
    record Secure(
            StationId station,
            int securityProfile,
            byte @Nullable [] password,
            boolean newHardware,
            Causes causes,
            Instant at)
            implements Command<Boolean> {}

    /** The password that it was told is the only one from now on; {@code shown} as it is kept. */
    @SuppressWarnings("ArrayRecordComponent")
    record TakePassword(StationId station, byte[] shown, Causes causes, Instant at) implements Command<Boolean> {}

    /** Answers whether it was accepted. */
    record NoteBoot(StationId station, Boot boot, Original original, Causes causes, Instant at)
            implements Command<Boolean> {}

    /** Any further fact of a station. */
    record Note(StationId station, Event event, @Nullable Original original, Causes causes, Instant at)
            implements Command<Boolean> {}

    /** Answers whether that is news. */
    record NotePresence(StationId station, boolean lost, Instant since, Causes causes, Instant at)
            implements Command<Boolean> {}

    @CommandHandler
    Outcome<StationId> handle(Register c) {
        boolean added = store.add(
                c.station(),
                c.identity(),
                c.party(),
                c.locationFid(),
                c.securityProfile(),
                c.password(),
                c.approved(),
                c.soapVersion(),
                1);
        if (!added) {
            return Outcome.refused(Refusal.CONFLICT, "There is a station of that id.");
        }
        for (StationEvse evse : c.evses()) {
            if (!store.addEvse(c.station(), evse)) {
                throw new EvseTaken();
            }
        }
        record(
                c.station(),
                0,
                new StationRegistered(
                        c.station(),
                        c.party(),
                        c.identity(),
                        c.locationFid(),
                        c.evses(),
                        c.securityProfile(),
                        c.approved(),
                        c.soapVersion()),
                null,
                c.causes(),
                c.at());
        return Outcome.done(c.station());
    }

    /** Another station has one of the EVSEs: nothing of the command is kept. */
    static final class EvseTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EvseTaken() {
            super("another station has one of the EVSEs", null, false, false);
        }
    }

    @CommandHandler
    Outcome<StationId> handle(Approve c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        if (!row.approved()) {
            store.approve(c.station(), row.sequence() + 1);
            record(c.station(), row.sequence(), new StationApproved(c.station()), null, c.causes(), c.at());
        }
        return Outcome.done(c.station());
    }

    @CommandHandler
    boolean handle(Secure c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null) {
            return false;
        }
        store.secure(
                c.station(),
                c.securityProfile(),
                c.password() == null ? row.password() : c.password(),
                c.newHardware() ? null : row.serial(),
                row.sequence() + 1);
        List<StationEvse> evses = store.evses(c.station()).stream()
                .map(StationStore.EvseRow::evse)
                .toList();
        record(
                c.station(),
                row.sequence(),
                new StationChanged(c.station(), row.locationFid(), evses, c.securityProfile()),
                null,
                c.causes(),
                c.at());
        return true;
    }

    @CommandHandler
    boolean handle(TakePassword c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null || !store.takePassword(c.station(), c.shown(), row.sequence() + 1)) {
            return false;
        }
        record(
                c.station(),
                row.sequence(),
                new StationJobProgressed(c.station(), null, "PasswordChange", "InForce"),
                null,
                c.causes(),
                c.at());
        return true;
    }

    @CommandHandler
    boolean handle(NoteBoot c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null || !row.approved()) {
            return false;
        }
        Boot boot = c.boot();
        store.booted(
                c.station(),
                boot.vendor(),
                boot.model(),
                boot.serial(),
                boot.firmware(),
                boot.version(),
                c.at(),
                row.sequence() + 1);
        record(
                c.station(),
                row.sequence(),
                new StationBooted(
                        c.station(),
                        boot.vendor(),
                        boot.model(),
                        boot.serial(),
                        boot.firmware(),
                        boot.reason(),
                        boot.version()),
                c.original(),
                c.causes(),
                c.at());
        return true;
    }

    @CommandHandler
    boolean handle(Note c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null) {
            return false;
        }
        store.sequence(c.station(), row.sequence() + 1);
        record(c.station(), row.sequence(), c.event(), c.original(), c.causes(), c.at());
        if (c.event() instanceof StationJobProgressed news && news.status() != null) {
            String kind = JobKinds.told(news.job());
            if (kind != null) {
                jobs.progressed(c.station(), kind, news.requestId(), news.status(), c.at());
            }
        }
        return true;
    }

    @CommandHandler
    boolean handle(NotePresence c) {
        Row row = store.lock(c.station()).orElse(null);
        if (row == null || row.lost() == c.lost() || (c.lost() && row.goneSince() == null)) {
            return false;
        }
        store.lost(c.station(), c.lost(), row.sequence() + 1);
        record(
                c.station(),
                row.sequence(),
                c.lost() ? new StationLost(c.station(), c.since()) : new StationFound(c.station(), c.since()),
                null,
                c.causes(),
                c.at());
        return true;
    }

    private void record(
            StationId station, long sequence, Event event, @Nullable Original original, Causes causes, Instant at) {
        recorder.record(new Fact(
                StreamName.of("station", station.value()),
                sequence,
                event,
                at,
                causes,
                original == null ? null : privacy.hubSubject(),
                original));
    }
}
