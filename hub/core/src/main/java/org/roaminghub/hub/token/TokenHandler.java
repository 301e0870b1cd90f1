package org.roaminghub.hub.token;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.Deliveries.Shipment;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorded;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.hub.token.RecordToken.Result;
import org.roaminghub.hub.token.TokenDecisions.Present;
import org.roaminghub.hub.token.store.TokenKey;
import org.roaminghub.hub.token.store.TokenRow;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what {@link TokenDecisions} decides: event, row and deliveries in one transaction. */
final class TokenHandler {

    static final String STREAM = "token";

    private static final Logger LOG = LoggerFactory.getLogger(TokenHandler.class);

    private final Recorder recorder;
    private final TokenStore tokens;
    private final TokenRows rows;
    private final Parties parties;
    private final Agreements agreements;
    private final Deliveries deliveries;
    private final Ids ids;

    TokenHandler(
            Recorder recorder,
            TokenStore tokens,
            TokenRows rows,
            Parties parties,
            Agreements agreements,
            Deliveries deliveries,
            Ids ids) {
        this.recorder = recorder;
        this.tokens = tokens;
        this.rows = rows;
        this.parties = parties;
        this.agreements = agreements;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    @CommandHandler
    Result handle(RecordToken c) {
        TokenUid uid = c.profile().uid().known().orElseThrow();
        TokenKey key = rows.key(c.profile().issuer(), uid, c.profile().kind(), c.audience());
        Optional<TokenRow> present = tokens.lock(key);
        if (present.isEmpty()) {
            Optional<Result> added = tryAdd(c, key);
            if (added.isPresent()) {
                return added.get();
            }
            // Somebody was faster; that row is committed and there for good.
            present = tokens.lock(key);
        }
        return change(c, present.orElseThrow());
    }

    /** Empty when another command adds the same token at this moment. */
    private Optional<Result> tryAdd(RecordToken c, TokenKey key) {
        if (c.onlyAfter() != null && c.onlyAfter() != 0) {
            return Optional.of(new Result.Overtaken());
        }
        TokenProfile profile = profile(c, new TokenId(ids.next()));
        SubjectRef subject = rows.subject(profile);
        if (!tokens.add(rows.sealed(key, profile, c.original(), subject, 1))) {
            return Optional.empty();
        }
        List<Event> events = TokenDecisions.decide(Optional.empty(), profile);
        return Optional.of(new Result.Stored(profile.token(), true, record(c, profile, subject, 0, events)));
    }

    private Result change(RecordToken c, TokenRow row) {
        if (c.onlyAfter() != null && c.onlyAfter() != row.sequence()) {
            return new Result.Overtaken();
        }
        TokenProfile profile = profile(c, row.token());
        Present present = new Present(rows.profile(row), row.reportedAt());
        List<Event> events = TokenDecisions.decide(Optional.of(present), profile);
        if (present.isNewerThan(profile)) {
            return new Result.Late(row.token());
        }
        if (events.isEmpty()) {
            return new Result.Stored(row.token(), false, List.of());
        }
        SubjectRef subject = rows.subject(profile);
        tokens.update(rows.sealed(row.key(), profile, c.original(), subject, row.sequence() + events.size()));
        return new Result.Stored(row.token(), false, record(c, profile, subject, row.sequence(), events));
    }

    private List<DeliveryId> record(
            RecordToken c, TokenProfile profile, SubjectRef subject, long sequence, List<Event> events) {
        StreamName stream = StreamName.of(STREAM, profile.token().value());
        List<DeliveryId> queued = new ArrayList<>();
        for (Event event : events) {
            Recorded recorded = recorder.record(
                    new Fact(stream, sequence++, event, profile.reportedAt(), c.causes(), subject, c.original()));
            log(event, profile, c);
            if (c.audience() == null) {
                queued.addAll(queue(c, profile, stream, (int) sequence, recorded));
            }
        }
        return queued;
    }

    /** To every CPO under agreement that is connected and takes tokens; the sender's own platform has it already. */
    private List<DeliveryId> queue(
            RecordToken c, TokenProfile profile, StreamName stream, int revision, Recorded recorded) {
        List<DeliveryId> queued = new ArrayList<>();
        for (Agreement agreement : agreements.ofEmsp(profile.issuer(), c.at())) {
            if (agreement.covers(Service.TOKENS, c.at()) && takesTokens(agreement.cpo(), c)) {
                queued.add(deliveries.enqueue(new Shipment(
                        Deliveries.Kind.TOKEN,
                        stream.toString(),
                        revision,
                        parties.hubParty(),
                        agreement.cpo(),
                        Role.CPO,
                        recorded.original(),
                        c.correlationId())));
            }
        }
        return queued;
    }

    private boolean takesTokens(PartyId cpo, RecordToken c) {
        return parties.findActive(cpo, Role.CPO)
                .filter(platform -> platform.status() == ConnectionStatus.CONNECTED)
                .filter(platform -> !platform.platform().equals(c.sender()))
                .flatMap(KnownPlatform::findConnection)
                .filter(TokenHandler::hasTokenInterface)
                .isPresent();
    }

    /** Protocols without a list of interfaces have this one always. */
    private static boolean hasTokenInterface(PartnerConnection connection) {
        return connection.endpoints().isEmpty()
                || connection.findUrl("tokens", "RECEIVER").isPresent();
    }

    /** As it is stored: with the hub's id, its audience, and times as exact as the store keeps them. */
    private static TokenProfile profile(RecordToken c, TokenId token) {
        TokenProfile p = c.profile();
        @Nullable PartyId audience = c.audience();
        return new TokenProfile(
                token,
                p.issuer(),
                audience == null ? List.of() : List.of(audience),
                p.kind(),
                p.whitelist(),
                p.valid(),
                p.validUntil() == null ? null : p.validUntil().truncatedTo(ChronoUnit.MICROS),
                p.issuerName(),
                p.language(),
                p.profileType(),
                p.media(),
                p.fuels(),
                p.reportedAt().truncatedTo(ChronoUnit.MICROS),
                p.uid(),
                p.contract(),
                p.visualNumber(),
                p.group(),
                p.energyContract());
    }

    private static void log(Event event, TokenProfile profile, RecordToken c) {
        String name = event.getClass().getAnnotation(EventName.class).value();
        PartyId audience = c.audience();
        Transactional.afterCommit(() -> LOG.info(
                "{} token={} issuer={} for={}",
                name,
                profile.token(),
                profile.issuer(),
                audience == null ? "all" : audience));
    }
}
