package org.roaminghub.hub.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.token.RecordToken.Result;
import org.roaminghub.hub.token.store.TokenKey;
import org.roaminghub.hub.token.store.TokenRow;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Tokens.Amendment;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What issuers tell of their tokens. A token addressed to one CPO is pushed first and stored only when the CPO has it: a token
 * is latest-state, a sender that gets an error comes again, and nothing half-done is left. One to the hub is stored first and
 * delivered after.
 */
final class TokenIntake {

    /** Architecture §4: pushes other than authorisations and commands. */
    static final Duration PUSH_DEADLINE = Duration.ofSeconds(10);

    static final int MAX_ORIGINAL_BYTES = 1 << 20;

    /** So often may others change the token while a partial update is merged. */
    static final int MAX_MERGES = 8;

    private static final long NO_ROW = 0;
    private static final Logger LOG = LoggerFactory.getLogger(TokenIntake.class);

    private final Commands commands;
    private final TokenStore tokens;
    private final TokenRows rows;
    private final Parties parties;
    private final Agreements agreements;
    private final Deliveries deliveries;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Executor background;
    private final Clock clock;
    private final Ids ids;

    TokenIntake(
            Commands commands,
            TokenStore tokens,
            TokenRows rows,
            Parties parties,
            Agreements agreements,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Executor background,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.tokens = tokens;
        this.rows = rows;
        this.parties = parties;
        this.agreements = agreements;
        this.deliveries = deliveries;
        this.connectors = connectors;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
    }

    /** A whole token: what it is now, and the whole message. */
    private record Whole(TokenProfile profile, Original original) {}

    /** What a partial update makes of the token. */
    private sealed interface Merge {

        record Merged(Whole whole, long onlyAfter) implements Merge {}

        record Old(TokenId token) implements Merge {}

        record Impossible(Receipt why) implements Merge {}
    }

    // --- whole tokens -----------------------------------------------------------------------------------------------

    Receipt register(Caller caller, TokenProfile reported, Original original) {
        TokenUid uid = reported.uid().orNull();
        if (uid == null) {
            return new Receipt.Refused(Refusal.INCOMPLETE, "a token has a uid");
        }
        Receipt fault = fault(caller, reported.issuer(), original);
        if (fault != null) {
            return fault;
        }
        Whole whole = new Whole(reported, original);
        PartyId audience = audience(caller);
        if (audience == null) {
            return receipt(record(caller, null, whole, null), null);
        }
        Optional<TokenRow> known = tokens.find(rows.key(reported.issuer(), uid, reported.kind(), audience));
        if (known.isPresent() && isOlder(reported, known.get())) {
            return late(known.get().token(), null);
        }
        return pushed(
                caller,
                audience,
                reported,
                original,
                false,
                answer -> receipt(record(caller, audience, whole, null), answer));
    }

    // --- partial updates --------------------------------------------------------------------------------------------

    Receipt amend(Caller caller, PartyId issuer, TokenUid uid, TokenKind kind, Original change, Amendment amendment) {
        Receipt fault = fault(caller, issuer, change);
        if (fault != null) {
            return fault;
        }
        PartyId audience = audience(caller);
        TokenKey key = rows.key(issuer, uid, kind, audience);
        return switch (merge(key, change, amendment)) {
            case Merge.Impossible(Receipt why) -> why;
            case Merge.Old(TokenId token) -> late(token, null);
            case Merge.Merged merged ->
                audience == null
                        ? recordMerged(caller, key, merged, change, amendment, null)
                        : pushed(
                                caller,
                                audience,
                                merged.whole.profile,
                                change,
                                true,
                                answer -> recordMerged(caller, key, merged, change, amendment, answer));
        };
    }

    /** A change of what was sent to all may be addressed to one CPO: then that CPO has a token of its own from now on. */
    private Merge merge(TokenKey key, Original change, Amendment amendment) {
        Optional<TokenRow> own = tokens.find(key);
        TokenRow base = own.or(() -> tokens.find(key.forAll())).orElse(null);
        Original before = base == null ? null : rows.original(base).orElse(null);
        if (base == null || before == null) {
            return impossible(Refusal.UNKNOWN_OBJECT, "there is no such token");
        }
        Connector connector = connectors.get().get(change.protocol());
        if (connector == null || before.protocol() != change.protocol()) {
            return impossible(Refusal.NOT_EXPRESSIBLE, "the token came by another protocol: send it whole");
        }
        try {
            Original merged = connector.merged(key.issuer(), before, change);
            TokenProfile profile = amendment.read(merged);
            if (!isSameToken(key, profile)) {
                return impossible(Refusal.IMPLAUSIBLE, "a partial update can't make another token of it");
            }
            return isOlder(profile, base)
                    ? new Merge.Old(base.token())
                    : new Merge.Merged(
                            new Whole(profile, merged),
                            own.map(TokenRow::sequence).orElse(NO_ROW));
        } catch (IllegalArgumentException senseless) {
            String why = senseless.getMessage();
            return impossible(Refusal.MALFORMED, why == null ? Refusal.MALFORMED.sentence() : why);
        }
    }

    private boolean isSameToken(TokenKey key, TokenProfile profile) {
        return profile.issuer().equals(key.issuer())
                && profile.kind() == key.kind()
                && profile.uid()
                        .known()
                        .filter(uid -> uid.form() == key.form()
                                && Arrays.equals(rows.uidKey(uid, profile.kind()), key.uidKey()))
                        .isPresent();
    }

    /** Records it, merged anew when somebody else has changed the token meanwhile. */
    private Receipt recordMerged(
            Caller caller,
            TokenKey key,
            Merge.Merged first,
            Original change,
            Amendment amendment,
            @Nullable PartnerAnswer answer) {
        Merge merge = first;
        for (int attempt = 0; attempt < MAX_MERGES; attempt++) {
            switch (merge) {
                case Merge.Impossible(Receipt why) -> {
                    return why;
                }
                case Merge.Old(TokenId token) -> {
                    return late(token, answer);
                }
                case Merge.Merged(Whole whole, long onlyAfter) -> {
                    Result result = record(caller, key.audience(), whole, onlyAfter);
                    if (!(result instanceof Result.Overtaken)) {
                        return receipt(result, answer);
                    }
                }
            }
            merge = merge(key, change, amendment);
        }
        return new Receipt.Refused(Refusal.HUB_ERROR, "the token changes too fast to be changed", answer);
    }

    // --- on to the CPO ----------------------------------------------------------------------------------------------

    /** Outside of any transaction. {@code then} runs only when the CPO has it. */
    private Receipt pushed(
            Caller caller,
            PartyId to,
            TokenProfile profile,
            Original original,
            boolean partial,
            Function<PartnerAnswer, Receipt> then) {
        KnownPlatform platform = parties.findActive(to, Role.CPO).orElse(null);
        if (platform == null) {
            return new Receipt.Refused(Refusal.UNKNOWN_PARTY, "the hub knows no CPO " + to);
        }
        Instant now = clock.now();
        if (agreements
                .inForce(to, profile.issuer(), now)
                .filter(a -> a.covers(Service.TOKENS, now))
                .isEmpty()) {
            return new Receipt.Refused(
                    Refusal.NO_AGREEMENT, "no agreement of " + to + " and " + profile.issuer() + " covers tokens");
        }
        if (platform.status() != ConnectionStatus.CONNECTED || !platform.isRegistered()) {
            return new Receipt.Refused(Refusal.PARTY_OFFLINE, to + " is not connected to the hub");
        }
        Connector connector = connectors.get().get(platform.protocol());
        if (connector == null) {
            return new Receipt.Refused(Refusal.NOT_SUPPORTED, "the hub can't send tokens to " + to);
        }
        Leg leg = new Leg(platform, caller.party(), to, caller.correlationId(), PUSH_DEADLINE);
        return switch (connector.cpos().deliverToken(leg, profile, original, partial)) {
            case DeliveryReply.Delivered(var ref, var losses, PartnerAnswer answer) -> {
                Receipt receipt = then.apply(answer);
                if (receipt instanceof Receipt.Taken taken) {
                    deliveries.losses().pushed("token/" + taken.hubId(), losses);
                }
                yield receipt;
            }
            case DeliveryReply.Rejected(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.Undelivered(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.NotExpressible(String why, var losses) ->
                new Receipt.Refused(Refusal.NOT_EXPRESSIBLE, why);
        };
    }

    // --- shared -----------------------------------------------------------------------------------------------------

    private @Nullable Receipt fault(Caller caller, PartyId issuer, Original original) {
        if (original.bytes().length > MAX_ORIGINAL_BYTES) {
            return new Receipt.Refused(Refusal.OVER_LIMIT, "a token has at most " + MAX_ORIGINAL_BYTES + " bytes");
        }
        return parties.find(caller.platform())
                        .filter(p -> p.speaksFor(issuer, Role.EMSP))
                        .isPresent()
                ? null
                : new Receipt.Refused(Refusal.NOT_YOURS, issuer + " is not an eMSP of the caller's platform");
    }

    /** The one CPO that is addressed; absent = the hub shall tell every CPO under agreement. */
    private @Nullable PartyId audience(Caller caller) {
        PartyId to = caller.to();
        return to == null || to.equals(parties.hubParty()) ? null : to;
    }

    private Result record(Caller caller, @Nullable PartyId audience, Whole whole, @Nullable Long onlyAfter) {
        Result result = commands.send(new RecordToken(
                caller.platform(),
                audience,
                whole.profile,
                whole.original,
                onlyAfter,
                caller.correlationId(),
                clock.now(),
                Causes.of(caller, ids.next())));
        if (result instanceof Result.Stored stored) {
            stored.queued().forEach(this::sendSoon);
        }
        return result;
    }

    /** The issuer's answer doesn't wait for the CPOs. What isn't sent now is sent by the dispatcher. */
    private void sendSoon(DeliveryId delivery) {
        try {
            background.execute(() -> {
                try {
                    deliveries.tryNow(delivery);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "delivery={} stays queued: {}",
                            delivery,
                            e.getClass().getSimpleName());
                }
            });
        } catch (RejectedExecutionException shuttingDown) {
            LOG.debug("delivery={} stays queued", delivery);
        }
    }

    private static boolean isOlder(TokenProfile reported, TokenRow known) {
        return reported.reportedAt().truncatedTo(ChronoUnit.MICROS).isBefore(known.reportedAt());
    }

    private static Receipt receipt(Result result, @Nullable PartnerAnswer answer) {
        return switch (result) {
            case Result.Stored stored ->
                new Receipt.Taken(stored.created(), stored.token().toString(), answer);
            case Result.Late(TokenId token) -> late(token, answer);
            case Result.Overtaken() -> throw new IllegalStateException("only a partial update can be overtaken");
        };
    }

    /** Answered as success and not applied. */
    private static Receipt late(TokenId token, @Nullable PartnerAnswer answer) {
        return new Receipt.Taken(false, token.toString(), answer);
    }

    private static Merge impossible(Refusal refusal, String why) {
        return new Merge.Impossible(new Receipt.Refused(refusal, why));
    }
}
