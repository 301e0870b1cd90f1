package org.roaminghub.spi.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/** What the hub may ask an eMSP. */
public interface EmspLink {

    AuthorizationReply authorize(Leg leg, Question question);

    /** The whole session ({@code partial} false) or only the change that came ({@code original} is then the change). */
    DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial);

    /** Whether this partner's version says what a partial session does; else it gets whole ones only. */
    default boolean takesPartialSessions(KnownPlatform platform) {
        return true;
    }

    DeliveryReply deliverCdr(Leg leg, ChargeDetailRecord cdr, @Nullable Original original);

    /** How fast a session charges now; {@code session} is the CPO's id. Sent once, whatever comes of it. */
    DeliveryReply deliverActiveProfile(Leg leg, String session, ActiveProfile active, Original original);

    /** What came of a command of the eMSP. */
    DeliveryReply deliverCommandResult(Leg leg, CommandResult result);

    /**
     * {@code replyTo} is the address that the eMSP gave with its command. {@code original} is the CPO's own message, absent when
     * the hub tells of its own; {@code late}: the eMSP was told before that no result came in time. {@code active}: what was
     * asked for, where the CPO's protocol isn't the eMSP's.
     */
    record CommandResult(
            RemoteId remote,
            RemoteKind kind,
            String replyTo,
            RemoteOutcome outcome,
            boolean late,
            @Nullable Original original,
            @Nullable ActiveProfile active) {

        public CommandResult(
                RemoteId remote,
                RemoteKind kind,
                String replyTo,
                RemoteOutcome outcome,
                boolean late,
                @Nullable Original original) {
            this(remote, kind, replyTo, outcome, late, original, null);
        }
    }

    /**
     * What a CPO told of a location: {@code asItCame} where the partner speaks the version it came in, else made of {@code news}.
     * At least one is there; {@code partial}: what came was a partial update.
     */
    DeliveryReply deliverLocation(
            Leg leg, LocationTarget target, @Nullable Original asItCame, boolean partial, @Nullable LocationNews news);

    /** One that doesn't hold now is taken back from a partner whose version can't say when it does. */
    DeliveryReply deliverTariff(Leg leg, Tariff tariff, @Nullable Original original);

    /** Whether this partner's version says from when to when a tariff holds; else it is told when that begins and ends. */
    default boolean knowsValidity(KnownPlatform platform) {
        return true;
    }

    /** {@code fid} is the owner's id of the tariff. */
    DeliveryReply withdrawTariff(Leg leg, PartyId owner, String fid);

    /** What is new of a location. */
    sealed interface LocationNews {

        /** As the hub holds it now; told as far as the target reaches. */
        record Whole(HeldLocation location) implements LocationNews {}

        /** It was public and is not any more, as the hub holds it now: whom that can't be told must not go on showing it. */
        record Hidden(HeldLocation location) implements LocationNews {}

        /** Nothing but the status of the target, an EVSE. */
        record Status(EvseStatus status, Instant reportedAt) implements LocationNews {}
    }

    /** May this token charge there? {@code original} is the CPO's body, absent when it had none. */
    record Question(
            TokenSeen token,
            TokenKind kind,
            @Nullable Place place,
            @Nullable Original original) {}

    /** The issuer's word. */
    sealed interface AuthorizationReply {

        record Allowed(
                @Nullable ContractId contract,
                @Nullable AuthorizationReference reference,
                @Nullable TokenProfile token,
                @Nullable Limits limits,
                @Nullable Instant validUntil,
                @Nullable String emspRef,
                PartnerAnswer answer)
                implements AuthorizationReply {}

        record Denied(Refusal refusal, @Nullable TokenProfile token, PartnerAnswer answer)
                implements AuthorizationReply {}

        /** PARTY_SILENT, PARTY_OFFLINE or PARTY_FAILED; {@code answer} where there was one that makes no decision. */
        record NoAnswer(
                Refusal refusal, String why, @Nullable PartnerAnswer answer) implements AuthorizationReply {}
    }
}
