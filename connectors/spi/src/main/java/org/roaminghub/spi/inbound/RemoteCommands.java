package org.roaminghub.spi.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargingPreferences;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenProfile;

/**
 * What eMSPs, and those who steer charging for others, want done at charging stations. The CPO takes it on at once and tells the
 * result later; of charging preferences it decides at once.
 */
public interface RemoteCommands {

    /**
     * Passes the order on and answers as soon as the CPO took it on or declined. {@code replyTo} is where the result goes; the
     * connector has made sure that it is an address of the caller's own platform. An equal request is not carried out twice: it
     * gets the first one's answer. {@code replyTo} is empty for SET_PREFERENCES, {@code original} absent where the order has no
     * body.
     */
    Answer order(Caller caller, Order order, String replyTo, @Nullable Original original);

    /**
     * The CPO tells what came of it. Also late, and also to end a reservation that it had confirmed. A repeat is taken and not
     * passed on again. UNKNOWN_OBJECT, NOT_YOURS, WRONG_STATE.
     */
    Receipt result(Caller caller, RemoteId remote, Result result, Original original);

    /** What was asked of whom; empty when there is no such command, or not any more. */
    Optional<Pending> pending(RemoteId remote);

    /** {@code cpo} was asked to do it. */
    record Pending(PartyId cpo, RemoteKind kind) {}

    /**
     * The CPO tells of its own accord how fast a session charges now. {@code session} is its own id. Passed on to the party that
     * has set a charging profile for the session, and kept nowhere. WRONG_STATE when nobody has.
     */
    Receipt activeProfile(Caller caller, String session, ActiveProfile active, Original original);

    /** As calculated by the station, from {@code start} on. */
    record ActiveProfile(Instant start, ChargingProfile profile) {}

    /**
     * What is to be done; absent what the kind has no use for. {@code session} and {@code reservation} are ids as the partners
     * know them. {@code durationS} is how far an active profile is asked for.
     */
    record Order(
            RemoteKind kind,
            @Nullable TokenProfile token,
            @Nullable AuthorizationReference reference,
            @Nullable Place place,
            @Nullable String session,
            @Nullable String reservation,
            @Nullable Instant expiresAt,
            @Nullable ChargingProfile profile,
            @Nullable ChargingPreferences preferences,
            @Nullable Span durationS) {

        /** The same about a reservation by another of its ids. */
        public Order withReservation(String id) {
            return new Order(kind, token, reference, place, session, id, expiresAt, profile, preferences, durationS);
        }

        /** The same about a session by another of its ids. */
        public Order withSession(String id) {
            return new Order(
                    kind, token, reference, place, id, reservation, expiresAt, profile, preferences, durationS);
        }
    }

    /** {@code detail} is the partner's own word. */
    record Result(RemoteOutcome outcome, @Nullable String detail) {}

    /** What became of the order at first. */
    sealed interface Answer {

        /**
         * The CPO took it on; the result follows within {@code timeout}, or has come if that is zero. {@code answer} is its own
         * word, absent on a repeat without one.
         */
        record Taken(
                RemoteId remote,
                PartyId cpo,
                Duration timeout,
                @Nullable PartnerAnswer answer) implements Answer {}

        /** Nobody does it, and no result follows. {@code cpo} is absent where none was found. */
        record Refused(
                Refusal refusal,
                String why,
                @Nullable PartyId cpo,
                @Nullable PartnerAnswer answer) implements Answer {}
    }
}
