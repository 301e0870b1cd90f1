package org.roaminghub.connector.ocpp.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.Orders;
import org.roaminghub.connector.ocpp.mapping.Schedules;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Running;
import org.roaminghub.spi.inbound.Stations.Seat;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What eMSPs want done at the hub's own stations. It is taken on at once when the station is there; what the station says to it
 * is the result, told once. Never sent again later: a start that fires after hours charges somebody else's car.
 */
public final class CpoOverOcpp implements CpoLink {

    private static final Logger LOG = LoggerFactory.getLogger(CpoOverOcpp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOLD_TO_THE_EMSP = Duration.ofSeconds(40);
    private static final int MAX_TAG_1_6 = 20;
    /** Of an active profile, where nobody says how much of it is wanted. */
    private static final int ASKED_FOR_S = 86_400;

    private static final RemoteOutcome REJECTED = RemoteOutcome.of(Refusal.REJECTED);

    private final Calls calls;
    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Supplier<RemoteCommands> commands;
    private final Executor background;
    private final Ids ids;
    private final WishesOverOcpp wishes;
    private final DynamicProfiles dynamic;

    public CpoOverOcpp(
            Calls calls,
            Supplier<Stations> stations,
            Supplier<StationRecords> records,
            Supplier<RemoteCommands> commands,
            Executor background,
            Clock clock,
            Ids ids) {
        this.calls = calls;
        this.stations = stations;
        this.records = records;
        this.commands = commands;
        this.background = background;
        this.ids = ids;
        this.wishes = new WishesOverOcpp(calls, stations, records);
        this.dynamic = new DynamicProfiles(calls, records, clock);
    }

    /** The hub's own directory is asked at every tap; what stations keep for when they can't ask is made anew of it. */
    @Override
    public DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial) {
        records.get().tokensChanged();
        return new DeliveryReply.Delivered(null, List.of(), nothing("1.6"));
    }

    /** What is to be sent, and to whom. */
    private sealed interface Plan {
        /**
         * {@code rejected}: what the hub knows better than a station's bare «Rejected». {@code done} and {@code undone}: what
         * follows of its yes, and of anything else; {@code instead}: what is sent when it refused.
         */
        record Send(
                String identity,
                String action,
                ObjectNode payload,
                Refusal rejected,
                Runnable done,
                Runnable undone,
                @Nullable Send instead)
                implements Plan {
            Send(String identity, String action, ObjectNode payload, Refusal rejected) {
                this(identity, action, payload, rejected, CpoOverOcpp::noMore, CpoOverOcpp::noMore, null);
            }

            Send(String identity, String action, ObjectNode payload) {
                this(identity, action, payload, Refusal.REJECTED);
            }
        }

        /** In a unit that the station takes, which it may have to be asked for. */
        record SendProfile(Running running, Version version, ChargingProfile profile) implements Plan {}

        record No(Refusal refusal, String why) implements Plan {}
    }

    @Override
    public CommandReply sendCommand(Leg leg, RemoteId remote, Order order, @Nullable Original original) {
        if (order.kind() == RemoteKind.SET_PREFERENCES) {
            return wishes.prefer(leg, order);
        }
        return switch (plan(leg, remote, order)) {
            case Plan.No(Refusal refusal, String why) ->
                new CommandReply.Declined(refusal, why, refusal.name(), nothing("1.6"), List.of());
            case Plan.Send send -> {
                String version =
                        calls.versionOf(send.identity).map(Version::number).orElse("1.6");
                background.execute(() -> carryOut(leg, remote, order.kind(), send));
                yield new CommandReply.Accepted(TOLD_TO_THE_EMSP, nothing(version), List.of());
            }
            case Plan.SendProfile(Running running, Version version, ChargingProfile profile) -> {
                background.execute(() -> carryOut(leg, remote, order.kind(), profile(running, version, profile)));
                yield new CommandReply.Accepted(TOLD_TO_THE_EMSP, nothing(version.number()), List.of());
            }
        };
    }

    private Plan.Send profile(Running running, Version version, ChargingProfile wanted) {
        ChargingProfile profile = wishes.sayable(running, version, wanted);
        return dynamic.step(running, version, profile)
                .map(step -> send(running, step))
                .orElseGet(() -> new Plan.Send(
                        running.identity(),
                        "SetChargingProfile",
                        Orders.setProfile(version, running.evse(), running.transaction(), running.number(), profile),
                        Refusal.REJECTED,
                        () -> dynamic.forget(running),
                        CpoOverOcpp::noMore,
                        null));
    }

    private static void noMore() {}

    private static Plan.Send send(Running running, DynamicProfiles.Step step) {
        return new Plan.Send(
                running.identity(),
                step.action(),
                step.payload(),
                Refusal.REJECTED,
                CpoOverOcpp::noMore,
                step.undo(),
                step.instead() == null ? null : send(running, step.instead()));
    }

    private static int seconds(@Nullable Span duration) {
        return duration == null ? ASKED_FOR_S : duration.value().intValue();
    }

    static PartnerAnswer nothing(String version) {
        return new PartnerAnswer(
                new Original(Protocol.OCPP, version, "application/json", Json.write(Json.object())), Map.of());
    }

    // --- what is to be sent

    private Plan plan(Leg leg, RemoteId remote, Order order) {
        return switch (order.kind()) {
            case START -> start(leg, remote, order);
            case STOP -> stop(order);
            case RESERVE -> reserve(leg, remote, order);
            case CANCEL_RESERVATION -> cancel(leg, order);
            case UNLOCK -> unlock(order);
            case SET_PROFILE -> setProfile(order);
            case CLEAR_PROFILE ->
                steered(
                        order,
                        (running, version) -> new Plan.Send(
                                running.identity(),
                                "ClearChargingProfile",
                                Orders.clearProfile(version, running.number()),
                                Refusal.REJECTED,
                                () -> dynamic.forget(running),
                                CpoOverOcpp::noMore,
                                null));
            case GET_PROFILE ->
                steered(
                        order,
                        (running, version) -> new Plan.Send(
                                running.identity(),
                                "GetCompositeSchedule",
                                Schedules.ask(version, running.evse(), seconds(order.durationS()))));
            case SET_PREFERENCES, SUSPEND, RESUME, EMERGENCY_STOP ->
                new Plan.No(Refusal.NOT_SUPPORTED, "Stations of the hub can't be asked for this.");
        };
    }

    private @Nullable Seat seat(Order order) {
        Place place = order.place();
        return place == null || place.locationFid() == null
                ? null
                : stations.get().findSeat(place.locationFid(), place.evseFid()).orElse(null);
    }

    private static @Nullable Token token(Order order) {
        TokenProfile profile = order.token();
        TokenUid uid = profile == null ? null : profile.uid().orNull();
        return profile == null || uid == null
                ? null
                : new Token(
                        new TokenSeen(
                                uid,
                                profile.contract().orNull(),
                                profile.group().orNull()),
                        profile.kind());
    }

    /** Why nothing can be asked of a station at that place by that token; null when it can. */
    private static Plan.@Nullable No obstacle(@Nullable Seat seat, @Nullable Version version, @Nullable Token token) {
        if (seat == null) {
            return new Plan.No(Refusal.UNKNOWN_LOCATION, "No station of the hub has this EVSE.");
        }
        if (version == null) {
            return new Plan.No(Refusal.STATION_UNREACHABLE, "The station is not connected.");
        }
        TokenUid uid = token == null ? null : token.seen().uid();
        if (uid == null || (version.isFirst() && uid.value().length() > MAX_TAG_1_6)) {
            return new Plan.No(
                    Refusal.NOT_EXPRESSIBLE, "The station takes token uids of at most " + MAX_TAG_1_6 + " characters.");
        }
        return null;
    }

    private Plan start(Leg leg, RemoteId remote, Order order) {
        Seat seat = seat(order);
        Version version = seat == null ? null : calls.versionOf(seat.identity()).orElse(null);
        Token token = token(order);
        Plan.No obstacle = obstacle(seat, version, token);
        if (obstacle != null || seat == null || version == null || token == null) {
            return obstacle == null ? new Plan.No(Refusal.UNKNOWN_LOCATION, "") : obstacle;
        }
        if (seat.status() == EvseStatus.INOPERATIVE || seat.status() == EvseStatus.OUT_OF_ORDER) {
            return new Plan.No(Refusal.EVSE_INOPERATIVE, "The EVSE does not work.");
        }
        int number = stations.get()
                .expect(
                        remote,
                        leg.from(),
                        seat,
                        token,
                        order.reference() == null ? null : order.reference().value());
        return new Plan.Send(
                seat.identity(),
                Orders.startAction(version),
                Orders.start(version, seat.evse(), token, number),
                seat.status() == EvseStatus.CHARGING ? Refusal.EVSE_OCCUPIED : Refusal.REJECTED,
                CpoOverOcpp::noMore,
                () -> stations.get().dontExpect(remote),
                null);
    }

    private Plan stop(Order order) {
        return running(
                order,
                (running, version) -> new Plan.Send(
                        running.identity(), Orders.stopAction(version), Orders.stop(version, running.transaction())));
    }

    private Plan setProfile(Order order) {
        ChargingProfile profile = order.profile();
        if (profile == null || profile.periods().isEmpty()) {
            return new Plan.No(Refusal.INCOMPLETE, "A charging profile has a period at least.");
        }
        return steered(order, (running, version) -> new Plan.SendProfile(running, version, profile));
    }

    /** For what is done by charging profiles, which 1.5 has none of. */
    private Plan steered(Order order, BiFunction<Running, Version, Plan> plan) {
        return running(
                order,
                (running, version) -> calls.knows(running.identity(), "SetChargingProfile")
                        ? plan.apply(running, version)
                        : new Plan.No(Refusal.NOT_SUPPORTED, "The station knows no charging profiles."));
    }

    /** For what is done to a running session. */
    private Plan running(Order order, BiFunction<Running, Version, Plan> plan) {
        Running running =
                stations.get().findRunning(String.valueOf(order.session())).orElse(null);
        if (running == null) {
            return new Plan.No(Refusal.UNKNOWN_SESSION, "There is no running session of that id.");
        }
        return calls.versionOf(running.identity())
                .map(version -> plan.apply(running, version))
                .orElseGet(() -> new Plan.No(Refusal.STATION_UNREACHABLE, "The station is not connected."));
    }

    private Plan reserve(Leg leg, RemoteId remote, Order order) {
        Seat seat = seat(order);
        Version version = seat == null ? null : calls.versionOf(seat.identity()).orElse(null);
        Token token = token(order);
        Plan.No obstacle = obstacle(seat, version, token);
        Instant until = order.expiresAt();
        if (obstacle != null || seat == null || version == null || token == null) {
            return obstacle == null ? new Plan.No(Refusal.UNKNOWN_LOCATION, "") : obstacle;
        }
        if (order.reservation() == null || until == null) {
            return new Plan.No(Refusal.INCOMPLETE, "A reservation has an id and an end.");
        }
        int number = stations.get().reservationNumber(leg.from(), order.reservation(), seat);
        records.get().reserved(number, remote);
        return new Plan.Send(seat.identity(), "ReserveNow", Orders.reserve(version, seat.evse(), token, number, until));
    }

    private Plan cancel(Leg leg, Order order) {
        return stations.get()
                .findReservation(leg.from(), String.valueOf(order.reservation()))
                .<Plan>map(reserved -> calls.isConnected(reserved.identity())
                        ? new Plan.Send(reserved.identity(), "CancelReservation", Orders.cancel(reserved.number()))
                        : new Plan.No(Refusal.STATION_UNREACHABLE, "The station is not connected."))
                .orElseGet(() -> new Plan.No(Refusal.UNKNOWN_RESERVATION, "There is no reservation of that id."));
    }

    private Plan unlock(Order order) {
        Seat seat = seat(order);
        if (seat == null) {
            return new Plan.No(Refusal.UNKNOWN_LOCATION, "No station of the hub has this EVSE.");
        }
        return calls.versionOf(seat.identity())
                .<Plan>map(version -> new Plan.Send(
                        seat.identity(), "UnlockConnector", Orders.unlock(version, seat.evse(), seat.connector())))
                .orElseGet(() -> new Plan.No(Refusal.STATION_UNREACHABLE, "The station is not connected."));
    }

    // --- sending it

    private void carryOut(Leg leg, RemoteId remote, RemoteKind kind, Plan.Send send) {
        Reply reply = calls.call(send.identity, send.action, Json.write(send.payload), PATIENCE);
        RemoteOutcome outcome = switch (reply) {
            case Reply.Answered(String status, Original said) ->
                Answers.outcome(
                                kind,
                                kind == RemoteKind.GET_PROFILE ? Answers.ofSchedule(status, said.bytes()) : status)
                        .map(o -> o.equals(REJECTED) ? RemoteOutcome.of(send.rejected) : o)
                        .orElse(RemoteOutcome.of(Refusal.FAILED));
            case Reply.Failed(String code, String why) -> Answers.ofError(code);
            case Reply.Silent() -> RemoteOutcome.of(Refusal.TIMED_OUT);
            case Reply.Unreachable() -> RemoteOutcome.of(Refusal.STATION_UNREACHABLE);
            case Reply.NotSayable(String why) -> RemoteOutcome.of(Refusal.NOT_SUPPORTED);
        };
        String detail = switch (reply) {
            case Reply.Answered(String status, Original said) -> status;
            case Reply.Failed(String code, String why) -> code;
            default -> outcome.value();
        };
        Original said = reply instanceof Reply.Answered answered
                ? answered.payload()
                : new Original(Protocol.OCPP, "1.6", "application/json", Json.write(Json.object()));
        LOG.info("ocpp=command remote={} action={} outcome={}", remote, send.action, outcome);
        if (outcome.equals(REJECTED) && send.instead != null) {
            carryOut(leg, remote, kind, send.instead);
            return;
        }
        (outcome.equals(RemoteOutcome.DONE) ? send.done : send.undone).run();
        Caller self = new Caller(
                leg.platform().platform(),
                leg.to(),
                Role.CPO,
                leg.from(),
                ids.next().toString(),
                leg.correlationId());
        commands.get().result(self, remote, new RemoteCommands.Result(outcome, detail), said);
    }
}
