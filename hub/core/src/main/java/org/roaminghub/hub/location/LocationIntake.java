package org.roaminghub.hub.location;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.Fanout;
import org.roaminghub.hub.delivery.LossBook;
import org.roaminghub.hub.location.LocationDecisions.Decision;
import org.roaminghub.hub.location.ReportLocation.Result;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.routing.Publicity;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink.LocationNews;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/**
 * What CPOs tell of their places. One that is told to the hub is stored first and told to all after. One that is addressed to a
 * party is passed on first, just as it came, and kept only when the party has it: a sender that gets an error comes again.
 */
final class LocationIntake {

    static final String MODULE = "locations";
    static final int MAX_ORIGINAL_BYTES = 1 << 20;

    private final Commands commands;
    private final LocationRegister register;
    private final Publicity publicity;
    private final Routes routes;
    private final PartyId hubParty;
    private final Fanout fanout;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final StatusReports statuses;
    private final LossBook losses;
    private final Ids ids;

    LocationIntake(
            Commands commands,
            LocationRegister register,
            Publicity publicity,
            Routes routes,
            PartyId hubParty,
            Fanout fanout,
            Supplier<Map<Protocol, Connector>> connectors,
            StatusReports statuses,
            LossBook losses,
            Ids ids) {
        this.losses = losses;
        this.commands = commands;
        this.register = register;
        this.publicity = publicity;
        this.routes = routes;
        this.hubParty = hubParty;
        this.fanout = fanout;
        this.connectors = connectors;
        this.statuses = statuses;
        this.ids = ids;
    }

    /** What came, in one. */
    private record Message(Caller caller, LocationTarget target, Change change, Original original, boolean partial) {}

    Receipt report(Caller caller, LocationTarget target, Change change, Original original, boolean partial) {
        if (caller.role() != Role.CPO) {
            return new Receipt.Refused(Refusal.NOT_PERMITTED, "only a CPO tells of locations");
        }
        if (!target.owner().equals(caller.party())) {
            return new Receipt.Refused(Refusal.NOT_YOURS, "the location belongs to another party");
        }
        if (original.bytes().length > MAX_ORIGINAL_BYTES) {
            return new Receipt.Refused(Refusal.OVER_LIMIT, "a message has at most " + MAX_ORIGINAL_BYTES + " bytes");
        }
        Message message = new Message(caller, target, change, original, partial);
        PartyId to = caller.to();
        try {
            return to == null || to.equals(hubParty) ? toAll(message) : toOne(message, to);
        } catch (IllegalArgumentException senseless) {
            String why = senseless.getMessage();
            return new Receipt.Refused(Refusal.MALFORMED, why == null ? Refusal.MALFORMED.sentence() : why);
        }
    }

    // --- to every party under agreement
    // -------------------------------------------------------------------------------

    private Receipt toAll(Message message) {
        return switch (store(message, null)) {
            case Result.Refused(Refusal refusal, String why) -> new Receipt.Refused(refusal, why);
            case Result.Stored stored -> {
                if (stored.news()) {
                    spread(message, stored.location(), stored.hidden());
                }
                yield new Receipt.Taken(stored.created(), stored.location().toString(), null);
            }
        };
    }

    private void spread(Message message, LocationId location, boolean hidden) {
        LocationTarget target = message.target;
        Caller caller = message.caller;
        Once isPublic = new Once(() -> register.isPublic(location));
        List<Fanout.Receiver> listeners =
                publicity.listeners(target.owner(), caller.platform(), Service.LOCATIONS, MODULE);
        fanout.spread(
                listeners,
                new Fanout.News(
                        LocationHandler.STREAM + "/" + location,
                        // What newer news took the place of would go on being shown.
                        hidden ? null : subject(message),
                        hubParty,
                        caller.correlationId(),
                        (leg, connector) -> tell(message, location, hidden, isPublic, leg, connector)));
    }

    /** Newer whole objects and newer states make older ones of the same needless; edits are told one by one. */
    private static @Nullable String subject(Message message) {
        LocationTarget target = message.target;
        return switch (message.change) {
            case Change.Status status -> "status of " + target.evse();
            case Change.WholeLocation whole -> "location";
            case Change.WholeEvse whole -> "EVSE " + target.evse();
            case Change.EditedLocation edited -> null;
            case Change.EditedEvse edited -> null;
        };
    }

    /** Asked when somebody wants to know, and then for all of them. */
    private static final class Once {

        private final BooleanSupplier question;
        private volatile @Nullable Boolean answer;

        Once(BooleanSupplier question) {
            this.question = question;
        }

        boolean get() {
            Boolean known = answer;
            boolean is = known == null ? question.getAsBoolean() : known;
            answer = is;
            return is;
        }
    }

    private DeliveryReply tell(
            Message message, LocationId location, boolean hidden, Once isPublic, Leg leg, Connector connector) {
        LocationNews news = null;
        if (!goesAsItCame(message.original, leg.platform())) {
            news = message.change instanceof Change.Status(var status, var at) && isPublic.get()
                    ? new LocationNews.Status(status, at)
                    : register.held(location)
                            .<LocationNews>map(
                                    held -> hidden && !held.location().isPublic()
                                            ? new LocationNews.Hidden(held)
                                            : new LocationNews.Whole(held))
                            .orElse(null);
            if (news == null) {
                return new DeliveryReply.NotExpressible("the location was erased", List.of());
            }
        }
        return connector
                .emsps()
                .deliverLocation(leg, message.target, news == null ? message.original : null, message.partial, news);
    }

    private static boolean goesAsItCame(Original original, KnownPlatform platform) {
        return platform.findConnection()
                .filter(connection -> original.isOf(platform.protocol(), connection.version()))
                .isPresent();
    }

    // --- to one party -----------------------------------------------------------------------------------------------

    /** Outside of any transaction. */
    private Receipt toOne(Message message, PartyId to) {
        Caller caller = message.caller;
        return switch (routes.routeTo(caller, to, publicity.readerRole(to), Service.LOCATIONS)) {
            case Routes.Route.Closed(Refusal refusal, String why) -> new Receipt.Refused(refusal, why);
            case Routes.Route.Open open -> {
                Connector connector = connectors.get().get(open.platform().protocol());
                if (connector == null) {
                    yield new Receipt.Refused(Refusal.NOT_SUPPORTED, "the hub can't tell " + to + " of locations");
                }
                Leg leg = new Leg(open.platform(), caller.party(), to, caller.correlationId(), open.deadline());
                yield toOne(message, to, leg, connector);
            }
        };
    }

    private Receipt toOne(Message message, PartyId to, Leg leg, Connector connector) {
        LocationNews news = null;
        if (!goesAsItCame(message.original, leg.platform())) {
            switch (newsFor(message, to)) {
                case Translated.Impossible(Refusal refusal, String why) -> {
                    return new Receipt.Refused(refusal, why);
                }
                case Translated.Done(LocationNews translated) -> news = translated;
            }
        }
        DeliveryReply reply = connector
                .emsps()
                .deliverLocation(leg, message.target, news == null ? message.original : null, message.partial, news);
        return switch (reply) {
            case DeliveryReply.Delivered(var ref, var lost, PartnerAnswer answer) -> kept(message, to, lost, answer);
            case DeliveryReply.Rejected(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.Undelivered(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.NotExpressible(String why, var losses) ->
                new Receipt.Refused(Refusal.NOT_EXPRESSIBLE, why);
        };
    }

    /** A change of something that the hub never saw was still passed on: there is just nothing to keep. */
    private Receipt kept(Message message, PartyId to, List<Loss> lost, PartnerAnswer answer) {
        return switch (store(message, to)) {
            case Result.Refused nothing -> new Receipt.Taken(false, message.target.location(), answer);
            case Result.Stored stored -> {
                losses.pushed(LocationHandler.STREAM + "/" + stored.location(), lost);
                yield new Receipt.Taken(stored.created(), stored.location().toString(), answer);
            }
        };
    }

    /** For a receiver of another version. */
    private sealed interface Translated {
        record Done(LocationNews news) implements Translated {}

        record Impossible(Refusal refusal, String why) implements Translated {}
    }

    private Translated newsFor(Message message, PartyId to) {
        Optional<HeldLocation> held = register.held(message.target, to);
        boolean isPublic = held.map(l -> l.location().isPublic()).orElse(true);
        if (isPublic && message.change instanceof Change.Status(var status, var at)) {
            return new Translated.Done(new LocationNews.Status(status, at));
        }
        return switch (LocationDecisions.decide(held, message.target, to, message.change, ids::next)) {
            case Decision.Refused(Refusal refusal, String why) -> new Translated.Impossible(refusal, why);
            case Decision.Taken taken -> new Translated.Done(new LocationNews.Whole(taken.next()));
        };
    }

    // --- shared -----------------------------------------------------------------------------------------------------

    private Result store(Message message, @Nullable PartyId audience) {
        Causes causes = Causes.of(message.caller, ids.next());
        return message.change instanceof Change.Status(var status, var at)
                ? statuses.report(new ReportStatuses.One(audience, message.target, status, at, causes))
                : commands.send(new ReportLocation(audience, message.target, message.change, causes));
    }
}
