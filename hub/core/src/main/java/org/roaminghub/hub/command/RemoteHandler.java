package org.roaminghub.hub.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationEnded;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.command.RemoteDecisions.Verdict;
import org.roaminghub.hub.command.store.ProfileStore;
import org.roaminghub.hub.command.store.RemoteStore;
import org.roaminghub.hub.command.store.RemoteStore.Row;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorded;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.RemoteCommands.Result;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/** Records what becomes of commands. One life = one stream. */
final class RemoteHandler {

    /** So long after its end a command's result may still come, and its request be repeated. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Recorder recorder;
    private final Privacy privacy;
    private final RemoteStore store;
    private final ProfileStore profiles;
    private final Reservations reservations;
    private final Grants grants;
    private final Deliveries deliveries;
    private final Ids ids;

    RemoteHandler(
            Recorder recorder,
            Privacy privacy,
            RemoteStore store,
            ProfileStore profiles,
            Reservations reservations,
            Grants grants,
            Deliveries deliveries,
            Ids ids) {
        this.recorder = recorder;
        this.privacy = privacy;
        this.store = store;
        this.profiles = profiles;
        this.reservations = reservations;
        this.grants = grants;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    /** {@code session} is reserved or meant; {@code ended}: it has ended, so nobody need be asked to stop it. */
    record RequestRemote(
            RemoteId remote,
            Caller caller,
            Order order,
            PartyId cpo,
            AgreementId agreement,
            @Nullable SessionId session,
            boolean ended,
            String replyTo,
            Instant deadline,
            @Nullable Original original,
            Causes causes,
            Instant at)
            implements Command<Requested> {}

    /** {@code remote} is an earlier one for an equal request. {@code delivery} is to be tried at once. */
    record Requested(RemoteId remote, @Nullable DeliveryId delivery) {}

    /** The CPO's first word; where it took the command on, a result is awaited until {@code validUntil}. */
    record NoteAnswer(RemoteId remote, CommandReply reply, Instant validUntil, Causes causes, Instant at)
            implements Command<Boolean> {}

    /** The CPO tells what came of it. */
    record NoteResult(Caller caller, RemoteId remote, Result result, Original original, Causes causes, Instant at)
            implements Command<Outcome<Noted>> {}

    /** {@code delivery} absent: it was known before, or is told to nobody. */
    record Noted(RemoteId remote, @Nullable DeliveryId delivery) {}

    /** No result came in time. */
    record ExpireRemote(RemoteId remote, Instant at) implements Command<Optional<Noted>> {}

    /** A reservation's time is over. */
    record ExpireReservation(ReservationId reservation, Instant at) implements Command<Boolean> {}

    @CommandHandler
    Requested handle(RequestRemote c) {
        Order order = c.order();
        SubjectRef subject = subjectOf(order.token());
        byte[] request = requestPrint(c);
        Instant expires = order.expiresAt();
        Instant keep = expires != null && expires.isAfter(c.deadline()) ? expires : c.deadline();
        boolean fresh = store.add(new Row(
                c.remote(),
                order.kind(),
                c.caller().party(),
                c.caller().role(),
                c.cpo(),
                c.caller().platform(),
                request,
                privacy.sealRow(subject, RetentionClass.ROUTING, replyPath(c.remote()), utf8(c.replyTo())),
                order.reservation() != null ? order.reservation() : order.session(),
                c.ended() ? null : c.deadline(),
                keep.plus(REMEMBERED)));
        if (!fresh) {
            return new Requested(
                    store.findRequest(c.caller().platform(), request)
                            .orElseThrow(() -> new IllegalStateException("an equal request was there and is gone")),
                    null);
        }
        RemoteRequested requested = Orders.requested(
                c, reservations.idFor(order, c.caller().party(), c.cpo(), ids).orElse(null));
        recorder.record(new Fact(stream(c.remote()), 0, requested, c.at(), c.causes(), subject, c.original()));
        if (requested.session() != null && order.token() != null) {
            grants.promise(Orders.promise(c, requested.session(), order.token()));
        }
        if (!c.ended()) {
            return new Requested(c.remote(), null);
        }
        RemoteOutcome outcome = RemoteOutcome.of(Refusal.SESSION_ENDED);
        Row row = store.find(c.remote()).orElseThrow();
        return new Requested(
                c.remote(), tell(row, 1, new RemoteCompleted(c.remote(), outcome, null, null, 0), c.at(), c.causes()));
    }

    /** What makes two requests of one platform the same. */
    private byte[] requestPrint(RequestRemote c) {
        return privacy.fingerprint(
                "remote",
                c.caller().requestId() + "|" + c.order().kind() + "|"
                        + c.caller().party() + "|" + c.replyTo());
    }

    @CommandHandler
    boolean handle(NoteAnswer c) {
        store.lock(c.remote());
        var loaded = load(c.remote());
        List<Event> events =
                RemoteDecisions.answered(loaded.state(), c.reply(), c.validUntil(), waitedMs(c.remote(), c.at()));
        if (events.isEmpty()) {
            return false;
        }
        Original said = switch (c.reply()) {
            case CommandReply.Accepted yes -> yes.answer().body();
            case CommandReply.Done done -> done.answer().body();
            case CommandReply.Declined no -> no.answer().body();
            case CommandReply.Unanswered none -> null;
        };
        recorder.record(new Fact(
                stream(c.remote()),
                loaded.next(),
                events.getFirst(),
                c.at(),
                c.causes(),
                subjectOf(loaded.state().order()),
                said));
        if (c.reply() instanceof CommandReply.Accepted) {
            store.await(c.remote(), c.validUntil().plus(RemoteDecisions.MARGIN));
        } else {
            store.await(c.remote(), null);
            withdrawUnless(RemoteState.evolve(loaded.state(), events.getFirst()).unheard(), c.remote());
        }
        return true;
    }

    /** Of a silent CPO a session may still come. */
    private void withdrawUnless(boolean mayCome, RemoteId remote) {
        if (!mayCome) {
            grants.withdraw(remote);
        }
    }

    @CommandHandler
    Outcome<Noted> handle(NoteResult c) {
        Row row = store.lock(c.remote()).orElse(null);
        if (row == null || row.kind() == RemoteKind.SET_PREFERENCES) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such command, or not any more.");
        }
        if (!row.cpo().equals(c.caller().party())) {
            return Outcome.refused(Refusal.NOT_YOURS, "Another party was asked.");
        }
        var loaded = load(c.remote());
        int waited = waitedMs(c.remote(), c.at());
        return switch (RemoteDecisions.result(loaded.state(), c.result(), waited)) {
            case Verdict.News news -> Outcome.done(new Noted(c.remote(), note(c, row, loaded, news.events())));
            case Verdict.TakenBack back -> Outcome.done(new Noted(c.remote(), takeBack(c, row, loaded.state())));
            case Verdict.Repeat again -> Outcome.done(new Noted(c.remote(), null));
            case Verdict.No no -> Outcome.refused(no.refusal(), no.why());
        };
    }

    private DeliveryId note(NoteResult c, Row row, Recorder.Loaded<RemoteState> loaded, List<Event> events) {
        RemoteRequested order = loaded.state().order();
        StreamName stream = stream(c.remote());
        SubjectRef subject = subjectOf(order);
        long sequence = loaded.next();
        for (Event event : events.subList(0, events.size() - 1)) {
            recorder.record(new Fact(stream, sequence++, event, c.at(), c.causes()));
        }
        Recorded recorded = recorder.record(
                new Fact(stream, sequence, events.getLast(), c.at(), c.causes(), subject, c.original()));
        store.await(c.remote(), null);
        if (SteeringDecisions.entitles(order.kind(), c.result().outcome()) && row.fid() != null) {
            profiles.add(
                    order.cpo(),
                    RemoteRoutes.sessionKey(order.cpo(), row.fid()),
                    new ProfileStore.Setter(row.emsp(), row.emspRole(), c.remote()),
                    c.at());
        }
        if (!c.result().outcome().equals(RemoteOutcome.DONE)) {
            grants.withdraw(c.remote());
        } else if (order.kind() == RemoteKind.RESERVE) {
            reservations.confirm(order, row, c.causes(), c.at(), subject);
        } else if (order.kind() == RemoteKind.CANCEL_RESERVATION && order.reservation() != null) {
            reservations.end(
                    order.reservation(), ReservationEnded.How.CANCELED_BY_EMSP, c.at(), c.causes(), null, null, null);
        }
        return enqueue(row, stream, sequence, recorded.original(), c.causes());
    }

    /** Null when the reservation had ended before: the end of an end is no news. */
    private @Nullable DeliveryId takeBack(NoteResult c, Row row, RemoteState state) {
        RemoteRequested order = state.order();
        if (order.reservation() == null) {
            return null;
        }
        Reservations.Ended ended = reservations.end(
                order.reservation(),
                ReservationEnded.How.CANCELED_BY_CPO,
                c.at(),
                c.causes(),
                null,
                subjectOf(order),
                c.original());
        if (ended == null) {
            return null;
        }
        grants.withdraw(c.remote());
        return enqueue(row, ended.stream(), ended.sequence(), ended.recorded().original(), c.causes());
    }

    @CommandHandler
    Optional<Noted> handle(ExpireRemote c) {
        Row row = store.lock(c.remote()).orElse(null);
        if (row == null || row.dueAt() == null || row.dueAt().isAfter(c.at())) {
            return Optional.empty();
        }
        store.await(c.remote(), null);
        var loaded = load(c.remote());
        List<Event> events = RemoteDecisions.expired(loaded.state(), waitedMs(c.remote(), c.at()));
        Causes causes = Causes.of(Actor.automation("ExpireRemoteCommands"), ids.next());
        if (events.isEmpty()) {
            return Optional.empty();
        }
        if (!isToldOfSilence(row.kind())) {
            recorder.record(new Fact(stream(c.remote()), loaded.next(), events.getFirst(), c.at(), causes));
            return Optional.of(new Noted(c.remote(), null));
        }
        return Optional.of(new Noted(c.remote(), tell(row, loaded.next(), events.getFirst(), c.at(), causes)));
    }

    /** Results of charging profiles have no word for «none came»: whoever asked knows the time itself (OCPI 2.2.1 §14.4). */
    private static boolean isToldOfSilence(RemoteKind kind) {
        return switch (kind) {
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE, SET_PREFERENCES -> false;
            case START, STOP, RESERVE, CANCEL_RESERVATION, UNLOCK, SUSPEND, RESUME, EMERGENCY_STOP -> true;
        };
    }

    @CommandHandler
    boolean handle(ExpireReservation c) {
        return store.lockReservation(c.reservation())
                .filter(open -> !open.expiresAt().isAfter(c.at()))
                .map(open -> reservations.end(
                        c.reservation(),
                        ReservationEnded.How.EXPIRED,
                        open.expiresAt(),
                        Causes.of(Actor.automation("ExpireReservations"), ids.next()),
                        null,
                        null,
                        null))
                .isPresent();
    }

    @CommandHandler
    boolean handle(UseReservation c) {
        return store.lockReservation(c.reservation())
                .map(open -> reservations.end(
                        c.reservation(), ReservationEnded.How.USED, c.at(), c.causes(), c.session(), null, null))
                .isPresent();
    }

    /** What the hub itself has to say. */
    private DeliveryId tell(Row row, long sequence, Event event, Instant at, Causes causes) {
        StreamName stream = stream(row.remote());
        recorder.record(new Fact(stream, sequence, event, at, causes));
        return enqueue(row, stream, sequence, null, causes);
    }

    private DeliveryId enqueue(
            Row row, StreamName stream, long sequence, @Nullable OriginalRef original, Causes causes) {
        return deliveries.enqueue(new Deliveries.Shipment(
                Deliveries.Kind.REMOTE_RESULT,
                stream.toString(),
                Math.toIntExact(sequence),
                row.cpo(),
                row.emsp(),
                row.emspRole(),
                original,
                causes.correlationId()));
    }

    private Recorder.Loaded<RemoteState> load(RemoteId remote) {
        return recorder.load(stream(remote), RemoteState.NONE, RemoteState::evolve);
    }

    private SubjectRef subjectOf(@Nullable TokenProfile token) {
        return token == null ? privacy.hubSubject() : privacy.subjectOf(Orders.seen(token), token.kind());
    }

    private SubjectRef subjectOf(RemoteRequested order) {
        TokenSeen seen = order.tokenSeen().orNull();
        return seen == null || order.tokenKind() == null
                ? privacy.hubSubject()
                : privacy.subjectOf(seen, order.tokenKind());
    }

    /** Since the command's id was made: a UUIDv7 tells when that was. */
    static int waitedMs(RemoteId remote, Instant now) {
        long made = remote.value().getMostSignificantBits() >>> 16;
        return Math.clamp(now.toEpochMilli() - made, 0, Integer.MAX_VALUE);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static String replyPath(RemoteId remote) {
        return "remote/" + remote + "/reply_to";
    }

    static StreamName stream(RemoteId remote) {
        return StreamName.of("remote", remote.value());
    }
}
