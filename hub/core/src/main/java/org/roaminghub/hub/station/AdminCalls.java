package org.roaminghub.hub.station;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.StationCommandAnswered;
import org.roaminghub.events.station.StationCommandSent;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationCommands.Note;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationLink.Sensitive;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that an administrator sends to stations. The network is called between two recorded facts. */
final class AdminCalls {

    private static final Logger LOG = LoggerFactory.getLogger(AdminCalls.class);
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);

    private final StationStore store;
    private final JobStore jobs;
    private final StationWords words;
    private final StationKeys keys;
    private final Commands commands;
    private final Supplier<StationLink> link;
    private final Clock clock;
    private final Ids ids;

    AdminCalls(
            StationStore store,
            JobStore jobs,
            StationWords words,
            StationKeys keys,
            Commands commands,
            Supplier<StationLink> link,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.jobs = jobs;
        this.words = words;
        this.keys = keys;
        this.commands = commands;
        this.link = link;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome<Reply> command(String identity, String action, byte[] payload, Actor by) {
        Row row = store.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        Sensitive sensitive = link.get().sensitive(identity, action, payload);
        String password = sensitive.newPassword();
        if (password != null && StationKeys.problemWith(password).isPresent()) {
            return Outcome.refused(
                    Refusal.MALFORMED, StationKeys.problemWith(password).get());
        }
        UUID request = ids.next();
        Causes causes = Causes.of(by, request);
        String version = row.ocppVersion() == null ? "1.6" : row.ocppVersion();
        note(
                row.station(),
                new StationCommandSent(row.station(), action, request.toString(), by.value()),
                new Original(Protocol.OCPP, version, "application/json", sensitive.kept()),
                causes);
        StationKeys.Told told = password == null ? null : keys.tell(row.station(), password);
        String kind = JobKinds.asked(action);
        String job = kind == null ? "" : words.requestId(payload).orElseGet(request::toString);
        if (kind != null) {
            // Before it is asked: news of it may overtake the answer.
            jobs.asked(row.station(), kind, job, clock.now());
        }
        Reply reply = link.get().call(identity, action, payload, COMMAND_PATIENCE);
        if (kind != null) {
            jobs.answered(row.station(), kind, job, word(reply), file(reply), clock.now());
        }
        // Whoever says nothing may have taken it.
        if (told != null && !(reply instanceof Reply.Silent) && !isTaken(action, reply)) {
            keys.keepOld(row.station(), told);
        }
        note(
                row.station(),
                new StationCommandAnswered(row.station(), action, request.toString(), word(reply)),
                reply instanceof Reply.Answered answered ? kept(identity, answered.payload()) : null,
                causes);
        LOG.info("station=commanded id={} action={} answer={}", row.station(), action, word(reply));
        return Outcome.done(reply);
    }

    private @Nullable String file(Reply reply) {
        return reply instanceof Reply.Answered answered
                ? words.fileName(answered.payload().bytes()).orElse(null)
                : null;
    }

    private boolean isTaken(String action, Reply reply) {
        return reply instanceof Reply.Answered(String status, Original answer)
                && link.get().tookPassword(action, answer);
    }

    private Original kept(String identity, Original answer) {
        return new Original(
                answer.protocol(),
                answer.version(),
                answer.mediaType(),
                link.get().sensitive(identity, "", answer.bytes()).kept());
    }

    private static String word(Reply reply) {
        return switch (reply) {
            case Reply.Answered(String status, Original payload) -> status.isEmpty() ? "ANSWERED" : status;
            case Reply.Failed(String code, String why) -> code.length() > 100 || code.isBlank() ? "FAILED" : code;
            case Reply.Silent() -> "SILENT";
            case Reply.Unreachable() -> "UNREACHABLE";
            case Reply.NotSayable(String why) -> "NOT_SAYABLE";
        };
    }

    private void note(StationId station, Event event, @Nullable Original original, Causes causes) {
        commands.send(new Note(station, event, original, causes, clock.now()));
    }
}
