package org.roaminghub.hub.token;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.token.store.TokenRow;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** The token directory: which token is whose, and what its issuer says of it. */
public final class TokenDirectory implements Tokens {

    static final int MAX_PAGE = 1_000;
    private static final List<TokenKind> NAMELESS = List.of(TokenKind.APP, TokenKind.AD_HOC, TokenKind.EMAID);

    private final TokenStore tokens;
    private final TokenRows rows;
    private final TokenIntake intake;
    private final Parties parties;
    private final Agreements agreements;
    private final Clock clock;

    /** {@code background} takes what an issuer's answer need not wait for. */
    public TokenDirectory(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            TokenStore tokens,
            Parties parties,
            Agreements agreements,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Executor background,
            Clock clock,
            Ids ids) {
        this.tokens = tokens;
        this.rows = new TokenRows(privacy);
        this.parties = parties;
        this.agreements = agreements;
        this.clock = clock;
        this.intake = new TokenIntake(
                commands, tokens, rows, parties, agreements, deliveries, connectors, background, clock, ids);
        commands.handledBy(new TokenHandler(recorder, tokens, rows, parties, agreements, deliveries, ids));
        deliveries.carry(Deliveries.Kind.TOKEN, this::deliver);
    }

    @Override
    public Receipt register(Caller caller, TokenProfile profile, Original original) {
        return intake.register(caller, profile, original);
    }

    @Override
    public Receipt amend(
            Caller caller, PartyId issuer, TokenUid uid, TokenKind kind, Original change, Amendment amendment) {
        return intake.amend(caller, issuer, uid, kind, change, amendment);
    }

    // --- on the way of every authorisation --------------------------------------------------------------------------

    /**
     * The token that was held against a reader of this CPO, by its uid, else by its contract. Of several the best is taken:
     * under agreement and meant for this CPO, then under agreement, then meant for this CPO; newest first.
     */
    public Optional<TokenProfile> find(TokenSeen seen, TokenKind kind, PartyId forCpo) {
        List<TokenRow> found = candidates(seen, kind);
        Instant now = clock.now();
        return found.stream()
                .sorted(Comparator.comparingInt((TokenRow row) -> -rank(row, forCpo, now)))
                .map(rows::profile)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<TokenProfile> findByContract(Caller caller, ContractId contract) {
        return find(new TokenSeen(null, contract, null), TokenKind.OTHER, caller.party());
    }

    private List<TokenRow> candidates(TokenSeen seen, TokenKind kind) {
        TokenUid uid = seen.uid();
        ContractId contract = seen.contract();
        List<TokenRow> byUid = uid == null ? List.of() : byUid(uid, kind);
        if (byUid.isEmpty() && uid != null && kind == TokenKind.OTHER) {
            // What older versions of OCPI can't say is called OTHER there.
            byUid = NAMELESS.stream().flatMap(k -> byUid(uid, k).stream()).toList();
        }
        return byUid.isEmpty() && contract != null ? tokens.findByContract(rows.contractKey(contract)) : byUid;
    }

    private List<TokenRow> byUid(TokenUid uid, TokenKind kind) {
        return tokens.findByUid(rows.uidKey(uid, kind), kind, uid.form());
    }

    private int rank(TokenRow row, PartyId cpo, Instant now) {
        PartyId audience = row.key().audience();
        boolean meant = audience == null || audience.equals(cpo);
        boolean agreed = agreements.inForce(cpo, row.key().issuer(), now).isPresent();
        return (agreed ? 2 : 0) + (meant ? 1 : 0);
    }

    // --- lists ------------------------------------------------------------------------------------------------------

    @Override
    public Listing<TokenProfile> list(Caller caller, @Nullable PartyId issuer, Listing.Query query) {
        List<PartyId> issuers = visibleIssuers(caller).stream()
                .filter(visible -> issuer == null || issuer.equals(visible))
                .toList();
        if (issuers.isEmpty()) {
            return new Listing<>(List.of(), 0);
        }
        TokenStore.Filter filter = new TokenStore.Filter(issuers, reader(caller), query.from(), query.to());
        List<Listing.Listed<TokenProfile>> items =
                tokens.page(filter, Math.max(0, query.offset()), Math.clamp(query.limit(), 1, MAX_PAGE)).stream()
                        .map(this::listed)
                        .flatMap(Optional::stream)
                        .toList();
        return new Listing<>(items, tokens.count(filter));
    }

    @Override
    public Optional<Listing.Listed<TokenProfile>> find(Caller caller, PartyId issuer, TokenUid uid, TokenKind kind) {
        if (!visibleIssuers(caller).contains(issuer)) {
            return Optional.empty();
        }
        PartyId wanted = caller.role() == Role.EMSP ? caller.to() : caller.party();
        Optional<TokenRow> forAll = tokens.find(rows.key(issuer, uid, kind, null));
        Optional<TokenRow> forOne =
                wanted == null ? Optional.empty() : tokens.find(rows.key(issuer, uid, kind, wanted));
        return newer(forOne, forAll).flatMap(this::listed);
    }

    private static Optional<TokenRow> newer(Optional<TokenRow> one, Optional<TokenRow> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().reportedAt().isBefore(other.get().reportedAt()) ? other : one;
    }

    /** A CPO sees the tokens of eMSPs under agreement, an eMSP its own, others none. */
    private List<PartyId> visibleIssuers(Caller caller) {
        Instant now = clock.now();
        return switch (caller.role()) {
            case CPO ->
                agreements.ofCpo(caller.party(), now).stream()
                        .filter(agreement -> agreement.covers(Service.TOKENS, now))
                        .map(Agreement::emsp)
                        .distinct()
                        .toList();
            case EMSP ->
                parties.find(caller.platform())
                        .filter(platform -> platform.speaksFor(caller.party(), Role.EMSP))
                        .map(platform -> List.of(caller.party()))
                        .orElse(List.of());
            case NSP, NAP, SCSP, OTHER, HUB, PSO -> List.of();
        };
    }

    private static @Nullable PartyId reader(Caller caller) {
        return caller.role() == Role.CPO ? caller.party() : null;
    }

    private Optional<Listing.Listed<TokenProfile>> listed(TokenRow row) {
        return rows.profile(row)
                .flatMap(profile -> profile.uid()
                        .known()
                        .map(uid -> new Listing.Listed<>(
                                profile,
                                profile.issuer(),
                                uid.value(),
                                rows.original(row).orElse(null))));
    }

    // --- deliveries -------------------------------------------------------------------------------------------------

    /** Sends the token as it is now, not as it was when it was queued. */
    private DeliveryReply deliver(Deliveries.Shipment shipment, Leg leg, Connector connector) {
        TokenId token = TokenId.parse(StreamName.parse(shipment.object()).key());
        TokenRow row = tokens.find(token).orElse(null);
        TokenProfile profile = row == null ? null : rows.profile(row).orElse(null);
        Original original = row == null ? null : rows.original(row).orElse(null);
        return profile == null || original == null
                ? new DeliveryReply.NotExpressible("the token was erased", List.of())
                : connector.cpos().deliverToken(leg, profile, original, false);
    }
}
