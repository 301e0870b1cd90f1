package org.roaminghub.hub.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.authorization.store.AuthorizationStore;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.routing.AuthorizationRoute;
import org.roaminghub.hub.routing.Candidate;
import org.roaminghub.hub.routing.Routing;
import org.roaminghub.hub.token.TokenDirectory;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one coordinator of an authorisation: record that it was asked, find who decides, ask with a deadline, decide, record the
 * decision. The network is called between the two facts and never inside a command.
 */
public final class AuthorizeToken implements Authorizations {

    private static final Logger log = LoggerFactory.getLogger(AuthorizeToken.class);

    private final Parties parties;
    private final Agreements agreements;
    private final TokenDirectory tokens;
    private final Questions questions;
    private final Commands commands;
    private final RecordedDecisions recorded;
    private final AuthorizationHandler handler;
    private final AuthorizationStore store;
    private final Clock clock;
    private final Ids ids;
    private final Routing.Register register = new LiveRegister();

    public AuthorizeToken(
            Parties parties,
            Agreements agreements,
            TokenDirectory tokens,
            Supplier<Map<Protocol, Connector>> connectors,
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            AuthorizationStore store,
            Clock clock,
            Ids ids) {
        this.parties = parties;
        this.agreements = agreements;
        this.tokens = tokens;
        this.questions = new Questions(connectors);
        this.commands = commands;
        this.recorded = new RecordedDecisions(recorder, privacy, clock);
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.handler = new AuthorizationHandler(recorder, privacy, store);
        commands.handledBy(handler);
    }

    @Override
    public Decision authorize(Query query) {
        Instant asked = clock.now();
        PartyId cpo = query.caller().party();
        PartyId to = query.caller().to();
        Optional<TokenProfile> token = tokens.find(query.token(), query.kind(), cpo);
        AuthorizationRoute route =
                Routing.routeFor(cpo, to == null || to.equals(parties.hubParty()) ? null : to, token, asked, register);
        Duration deadline = deadlineOf(route);
        AuthorizationId id = new AuthorizationId(ids.next());
        SessionId session = new SessionId(ids.next());
        Causes causes = Causes.of(query.caller(), ids.next());

        AuthorizationId first = request(new RequestAuthorization(
                id,
                session,
                query,
                token.map(TokenProfile::token).orElse(null),
                token.map(TokenProfile::issuer).orElse(null),
                Math.toIntExact(deadline.toMillis()),
                causes,
                asked));
        if (!first.equals(id)) {
            return recorded.await(first, deadline, route, token);
        }
        Late late = new Late(id, causes);
        try {
            List<Answer> answers = ask(route, asked(query, token), deadline, late);
            Instant decided = clock.now();
            Verdict verdict = AuthorizationPolicy.decide(route, answers, token, decided);
            return record(
                    new DecideAuthorization(
                            id,
                            session,
                            query,
                            verdict,
                            referenceOf(verdict, session),
                            answers.stream().map(Answer::asked).toList(),
                            Math.toIntExact(Duration.between(asked, decided).toMillis()),
                            causes,
                            decided),
                    () -> recorded.await(id, deadline, route, token));
        } finally {
            late.decided();
        }
    }

    /** This request's authorisation, or that of an equal one that came before: repeats are rare, so nobody looks first. */
    private AuthorizationId request(RequestAuthorization command) {
        try {
            return commands.sendOnce(command);
        } catch (RuntimeException failed) {
            return handler.findEarlier(command.query()).orElseThrow(() -> failed);
        }
    }

    private Decision record(DecideAuthorization command, Supplier<Decision> ofSomebodyElse) {
        try {
            commands.sendOnce(command);
        } catch (ConcurrencyException somebodyWasFirst) {
            return ofSomebodyElse.get();
        }
        AuthorizationId id = command.authorization();
        return switch (command.verdict()) {
            case Verdict.Grant grant -> {
                log.info(
                        "authorization=granted id={} cpo={} emsp={} basis={} waited_ms={}",
                        id,
                        command.query().caller().party(),
                        grant.issuer().emsp(),
                        grant.basis(),
                        command.waitedMs());
                yield new Decision.Granted(
                        id,
                        command.session(),
                        grant.issuer().emsp(),
                        command.reference(),
                        grant.limits(),
                        grant.validUntil(),
                        grant.token(),
                        grant.answer());
            }
            case Verdict.Refuse no -> {
                log.info(
                        "authorization=refused id={} cpo={} emsp={} refusal={} waited_ms={}",
                        id,
                        command.query().caller().party(),
                        no.emsp(),
                        no.refusal(),
                        command.waitedMs());
                yield new Decision.Refused(id, no.refusal(), no.why(), no.emsp(), no.token(), no.answer());
            }
        };
    }

    /** A hub-made reference is the session's id: the CPO quotes it, the hub finds the session. */
    private static AuthorizationReference referenceOf(Verdict verdict, SessionId session) {
        AuthorizationReference theirs = verdict instanceof Verdict.Grant grant ? grant.reference() : null;
        return theirs != null ? theirs : new AuthorizationReference(session.toString());
    }

    /** Its issuer is asked for the token in the issuer's words: older versions of OCPI call an EMAID or an app OTHER. */
    private static Query asked(Query query, Optional<TokenProfile> token) {
        TokenKind kind = token.map(TokenProfile::kind).orElse(query.kind());
        return query.kind() != TokenKind.OTHER || kind == TokenKind.OTHER
                ? query
                : new Query(query.caller(), query.token(), kind, query.place(), query.cpoRef(), query.original());
    }

    private static Duration deadlineOf(AuthorizationRoute route) {
        return switch (route) {
            case AuthorizationRoute.ToIssuer one -> deadlineOf(one.issuer());
            case AuthorizationRoute.FromWhitelist list -> deadlineOf(list.issuer());
            case AuthorizationRoute.AskAll all ->
                all.candidates().stream()
                        .map(AuthorizeToken::deadlineOf)
                        .max(Duration::compareTo)
                        .orElseThrow();
            case AuthorizationRoute.NoRoute none ->
                Duration.ofMillis(org.roaminghub.vocabulary.AgreementTerms.DEFAULT.authorizeDeadlineMs());
        };
    }

    private static Duration deadlineOf(Candidate candidate) {
        return Duration.ofMillis(candidate.agreement().terms().authorizeDeadlineMs());
    }

    private List<Answer> ask(AuthorizationRoute route, Query query, Duration deadline, Late late) {
        return switch (route) {
            case AuthorizationRoute.ToIssuer one -> questions.ask(List.of(one.issuer()), query, deadline, late);
            case AuthorizationRoute.AskAll all -> questions.ask(all.candidates(), query, deadline, late);
            case AuthorizationRoute.FromWhitelist list -> List.of();
            case AuthorizationRoute.NoRoute none -> List.of();
        };
    }

    /** Notes, behind the decision, what was answered too late for it. */
    private final class Late implements Questions.Latecomers {

        private final AuthorizationId id;
        private final Causes causes;
        private final CountDownLatch decided = new CountDownLatch(1);

        Late(AuthorizationId id, Causes causes) {
            this.id = id;
            this.causes = causes;
        }

        void decided() {
            decided.countDown();
        }

        @Override
        public void came(Answer answer, Duration late) {
            try {
                decided.await();
                note(answer, Math.toIntExact(late.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn(
                        "authorization=late_answer_lost id={} problem={}",
                        id,
                        e.getClass().getName());
            }
        }

        /** Silence is no answer, however long it lasts. */
        private void note(Answer answer, int lateByMs) {
            PartyId emsp = answer.candidate().emsp();
            boolean allowed = answer.reply() instanceof AuthorizationReply.Allowed;
            Refusal refusal = answer.reply() instanceof AuthorizationReply.Denied no ? no.refusal() : null;
            if ((allowed || refusal != null)
                    && commands.send(new NoteLateAnswer(id, emsp, allowed, refusal, lateByMs, causes, clock.now()))) {
                log.info(
                        "authorization=answered_late id={} emsp={} allowed={} late_by_ms={}",
                        id,
                        emsp,
                        allowed,
                        lateByMs);
            }
        }
    }

    /**
     * Closes requests made since {@code from} whose decision a crash swallowed, and forgets what was made before
     * {@code oldestKept}. Answers up to when requests are closed now: the next look begins there.
     */
    public Instant sweep(Instant from, Instant now, Instant oldestKept) {
        Instant to = now.minus(DECIDED_WITHIN);
        for (AuthorizationId id : store.listUndecided(firstIdOf(from), firstIdOf(to), MAX_SWEPT)) {
            Causes causes = Causes.of(Actor.automation("SweepUndecidedAuthorizations"), ids.next());
            if (commands.send(new GiveUpAuthorization(id, causes, clock.now()))) {
                log.info("authorization=refused id={} refusal=HUB_ERROR why=undecided_after_restart", id);
            }
        }
        store.deleteBefore(firstIdOf(oldestKept));
        return to;
    }

    /** The smallest UUIDv7 of that millisecond. */
    private static UUID firstIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    }

    /** Beyond every deadline that can be agreed: what has no decision then gets none. */
    private static final Duration DECIDED_WITHIN = Agreements.LONGEST_AUTHORIZE_DEADLINE.plusSeconds(10);

    private static final int MAX_SWEPT = 10_000;

    /** The registers as they are now. */
    private final class LiveRegister implements Routing.Register {

        @Override
        public Optional<KnownPlatform> findActive(PartyId party, Role role) {
            return parties.findActive(party, role);
        }

        @Override
        public Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at) {
            return agreements.inForce(cpo, emsp, at);
        }

        @Override
        public List<Agreement> ofCpo(PartyId cpo, Instant at) {
            return agreements.ofCpo(cpo, at);
        }
    }
}
