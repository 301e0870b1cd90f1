package org.roaminghub.hub.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.command.RemoteHandler.ExpireRemote;
import org.roaminghub.hub.command.RemoteHandler.ExpireReservation;
import org.roaminghub.hub.command.RemoteHandler.NoteAnswer;
import org.roaminghub.hub.command.RemoteHandler.NoteResult;
import org.roaminghub.hub.command.RemoteHandler.Noted;
import org.roaminghub.hub.command.RemoteHandler.RequestRemote;
import org.roaminghub.hub.command.RemoteHandler.Requested;
import org.roaminghub.hub.command.RemoteRoutes.Way;
import org.roaminghub.hub.command.store.ProfileStore;
import org.roaminghub.hub.command.store.RemoteStore;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one coordinator of commands: find the CPO, record that it is asked, ask it, record its word. The network is called
 * between the two facts and never inside a command. Its result comes later and goes on as a delivery.
 */
public final class RemoteControl implements RemoteCommands {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteControl.class);

    /** Commands and reservations ended in one sweep. */
    private static final int MAX_SWEPT = 1_000;

    /** So long after the last profile that was set its session may still be told of; no session is that long. */
    private static final Duration STEERED_FOR = Duration.ofDays(30);

    private final Commands commands;
    private final RemoteStore store;
    private final RemoteRoutes routes;
    private final RecordedAnswers recorded;
    private final Reservations reservations;
    private final ProfileStore profiles;
    private final ActiveProfiles activeProfiles;
    private final Agreements agreements;
    private final Deliveries deliveries;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Executor background;
    private final Clock clock;
    private final Ids ids;

    public RemoteControl(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            RemoteStore store,
            ProfileStore profiles,
            Routes routes,
            PartyId hubParty,
            Agreements agreements,
            ChargingSessions sessions,
            PlaceOwners places,
            Grants grants,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Executor background,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.store = store;
        this.routes = new RemoteRoutes(routes, hubParty, sessions, places, store);
        this.recorded = new RecordedAnswers(recorder, privacy, clock);
        this.profiles = profiles;
        this.activeProfiles = new ActiveProfiles(profiles, routes, hubParty, deliveries, connectors);
        this.agreements = agreements;
        this.deliveries = deliveries;
        this.connectors = connectors;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
        this.reservations = new Reservations(recorder, store, grants);
        sessions.beginnings(reservations::use);
        commands.handledBy(
                new RemoteHandler(recorder, privacy, store, profiles, reservations, grants, deliveries, ids));
        deliveries.carry(
                Deliveries.Kind.REMOTE_RESULT,
                new ResultCarrier(
                        recorder,
                        privacy,
                        remote -> store.find(remote)
                                .flatMap(row -> privacy.openRow(row.replyTo(), RemoteHandler.replyPath(remote)))
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                        connectors));
    }

    /** Who hears of reservations from now on. */
    public void watchReservations(ReservationWatch watch) {
        reservations.watch(watch);
    }

    @Override
    public Answer order(Caller caller, Order came, String replyTo, @Nullable Original original) {
        Order order = routes.inWordsOfTheCpo(caller, came);
        TokenProfile token = order.token();
        if (token != null && !token.issuer().equals(caller.party())) {
            return refused(Refusal.NOT_PERMITTED, "The token is of another party than the one that speaks.", null);
        }
        return switch (routes.find(caller, order)) {
            case Way.Nowhere(Refusal refusal, String why, PartyId cpo) -> {
                LOG.info("remote=unrouted kind={} emsp={} refusal={}", order.kind(), caller.party(), refusal);
                yield refused(refusal, why, cpo);
            }
            case Way.To to -> send(caller, order, replyTo, original, to);
        };
    }

    private Answer send(Caller caller, Order order, String replyTo, @Nullable Original original, Way.To to) {
        Instant asked = clock.now();
        RemoteId remote = new RemoteId(ids.next());
        Causes causes = Causes.of(caller, ids.next());
        Duration patience = patience(to, caller.party(), asked);
        Requested requested = commands.send(new RequestRemote(
                remote,
                caller,
                order,
                to.cpo(),
                to.route().agreement(),
                sessionOf(order, to),
                to.ended(),
                replyTo,
                asked.plus(to.route().deadline()).plus(patience),
                original,
                causes,
                asked));
        if (!requested.remote().equals(remote)) {
            return recorded.await(requested.remote(), to.cpo(), to.route().deadline());
        }
        LOG.info("remote=requested id={} kind={} emsp={} cpo={}", remote, order.kind(), caller.party(), to.cpo());
        if (to.ended()) {
            deliver(requested.delivery());
            return new Answer.Taken(remote, to.cpo(), patience, null);
        }
        CommandReply reply = ask(remote, order, original, caller, to);
        Duration timeout = RemoteDecisions.patience(
                reply instanceof CommandReply.Accepted accepted ? accepted.timeout() : null, patience);
        Instant now = clock.now();
        commands.send(new NoteAnswer(remote, reply, now.plus(timeout), causes, now));
        LOG.info("remote=answered id={} answer={}", remote, reply.getClass().getSimpleName());
        deliveries.losses().pushed(RemoteHandler.stream(remote).toString(), reply.losses());
        return switch (reply) {
            case CommandReply.Accepted accepted -> new Answer.Taken(remote, to.cpo(), timeout, accepted.answer());
            case CommandReply.Done done -> new Answer.Taken(remote, to.cpo(), Duration.ZERO, done.answer());
            case CommandReply.Declined no -> new Answer.Refused(no.refusal(), no.why(), to.cpo(), no.answer());
            case CommandReply.Unanswered none -> refused(none.refusal(), none.why(), to.cpo());
        };
    }

    private static Answer refused(Refusal refusal, String why, @Nullable PartyId cpo) {
        return new Answer.Refused(refusal, why, cpo, null);
    }

    /** As agreed; counts where the CPO doesn't say how long it takes. */
    private Duration patience(Way.To to, PartyId emsp, Instant at) {
        return Duration.ofMillis(agreements
                .inForce(to.cpo(), emsp, at)
                .map(a -> a.terms().remoteDeadlineMs())
                .orElse(AgreementTerms.DEFAULT.remoteDeadlineMs()));
    }

    /** A start reserves the session that it leads to. */
    private @Nullable SessionId sessionOf(Order order, Way.To to) {
        return order.kind() == RemoteKind.START || order.kind() == RemoteKind.RESERVE
                ? new SessionId(ids.next())
                : to.session();
    }

    private CommandReply ask(RemoteId remote, Order order, @Nullable Original original, Caller caller, Way.To to) {
        Connector connector = connectors.get().get(to.route().platform().protocol());
        if (connector == null) {
            return new CommandReply.Unanswered(Refusal.NOT_SUPPORTED, "The hub does not speak the party's protocol.");
        }
        Leg leg = new Leg(
                to.route().platform(),
                caller.party(),
                to.cpo(),
                caller.correlationId(),
                to.route().deadline());
        try {
            return connector.cpos().sendCommand(leg, remote, inNumbers(order, leg, connector), original);
        } catch (RuntimeException e) {
            LOG.error("remote=broke id={} problem={}", remote, e.getClass().getName());
            LOG.debug("remote=broke id={}", remote, e);
            return new CommandReply.Unanswered(Refusal.HUB_ERROR, "The hub failed to ask.");
        }
    }

    private Order inNumbers(Order order, Leg leg, Connector connector) {
        String reservation = order.reservation();
        if (reservation == null || !connector.cpos().countsReservations(leg.platform())) {
            return order;
        }
        int number =
                store.numberOf(leg.to(), leg.from(), Reservations.key(leg.from(), reservation), number(reservation));
        return order.withReservation(Integer.toString(number));
    }

    /** Null where it is none that could be told. */
    private static @Nullable Integer number(String reservation) {
        try {
            int number = Integer.parseInt(reservation);
            return Integer.toString(number).equals(reservation) && number >= 0 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public Receipt result(Caller caller, RemoteId remote, Result result, Original original) {
        Instant now = clock.now();
        Outcome<Noted> outcome =
                commands.send(new NoteResult(caller, remote, result, original, Causes.of(caller, ids.next()), now));
        return switch (outcome) {
            case Outcome.Refused<Noted>(Refusal refusal, String why) -> {
                LOG.info("remote=result_refused id={} refusal={}", remote, refusal);
                yield new Receipt.Refused(refusal, why);
            }
            case Outcome.Done<Noted>(Noted noted) -> {
                boolean fresh = noted.delivery() != null;
                LOG.info("remote=result id={} outcome={} new={}", remote, result.outcome(), fresh);
                deliver(noted.delivery());
                yield new Receipt.Taken(fresh, remote.toString(), null);
            }
        };
    }

    /** The CPO needn't wait for the eMSP. */
    private void deliver(@Nullable DeliveryId delivery) {
        if (delivery != null) {
            background.execute(() -> deliveries.tryNow(delivery));
        }
    }

    @Override
    public Optional<Pending> pending(RemoteId remote) {
        return store.find(remote).map(row -> new Pending(row.cpo(), row.kind()));
    }

    @Override
    public Receipt activeProfile(Caller caller, String session, ActiveProfile active, Original original) {
        return activeProfiles.pass(caller, session, active, original);
    }

    /** Ends what got no result in time, and reservations whose time is over. To be called every second; answers how many. */
    public int sweep() {
        Instant now = clock.now();
        int ended = 0;
        for (RemoteId remote : store.listDue(now, MAX_SWEPT)) {
            Optional<Noted> given = commands.send(new ExpireRemote(remote, now));
            if (given.isPresent()) {
                LOG.info("remote=expired id={}", remote);
                deliver(given.get().delivery());
                ended++;
            }
        }
        List<ReservationId> over = store.listExpired(now, MAX_SWEPT);
        for (ReservationId reservation : over) {
            if (commands.send(new ExpireReservation(reservation, now))) {
                LOG.info("reservation=expired id={}", reservation);
                ended++;
            }
        }
        return ended;
    }

    /** Forgets commands of which nothing more can come. */
    public int forget() {
        return store.deleteOlder(clock.now())
                + profiles.deleteBefore(clock.now().minus(STEERED_FOR));
    }
}
