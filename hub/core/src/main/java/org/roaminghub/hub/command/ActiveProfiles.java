package org.roaminghub.hub.command;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.command.SteeringDecisions.Listener;
import org.roaminghub.hub.command.store.ProfileStore;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.inbound.Routes.Route;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what CPOs tell of active charging profiles, to nobody but who steers the session (OCPI 2.2.1 §14.1, HUB-73). */
final class ActiveProfiles {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveProfiles.class);

    /** In which roles a party may steer. */
    private static final List<Role> STEERING = List.of(Role.EMSP, Role.SCSP);

    private final ProfileStore store;
    private final Routes routes;
    private final PartyId hubParty;
    private final Deliveries deliveries;
    private final Supplier<Map<Protocol, Connector>> connectors;

    ActiveProfiles(
            ProfileStore store,
            Routes routes,
            PartyId hubParty,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors) {
        this.store = store;
        this.routes = routes;
        this.hubParty = hubParty;
        this.deliveries = deliveries;
        this.connectors = connectors;
    }

    Receipt pass(Caller caller, String session, ActiveProfile active, Original original) {
        if (caller.role() != Role.CPO) {
            return new Receipt.Refused(Refusal.NOT_PERMITTED, "Only a CPO tells of active charging profiles.");
        }
        PartyId addressed = hubParty.equals(caller.to()) ? null : caller.to();
        var setters = store.list(caller.party(), RemoteRoutes.sessionKey(caller.party(), session));
        return switch (SteeringDecisions.listener(setters, addressed)) {
            case Listener.Nobody(Refusal refusal, String why) -> nobody(caller, addressed, refusal, why);
            case Listener.Of(ProfileStore.Setter setter) ->
                switch (routes.routeTo(caller, setter.party(), setter.role(), Service.PROFILE)) {
                    case Route.Closed(Refusal refusal, String why) -> new Receipt.Refused(refusal, why);
                    case Route.Open open -> send(caller, setter, open, session, active, original);
                };
        };
    }

    /** A party that can't be reached at all is told as such. */
    private Receipt nobody(Caller caller, @Nullable PartyId addressed, Refusal refusal, String why) {
        LOG.info("profile=refused cpo={} refusal={}", caller.party(), refusal);
        if (addressed == null) {
            return new Receipt.Refused(refusal, why);
        }
        List<Route> ways = STEERING.stream()
                .map(role -> routes.routeTo(caller, addressed, role, Service.PROFILE))
                .toList();
        return ways.stream().noneMatch(Route.Open.class::isInstance)
                        && ways.getFirst() instanceof Route.Closed(Refusal closed, String reason)
                ? new Receipt.Refused(closed, reason)
                : new Receipt.Refused(refusal, why);
    }

    private Receipt send(
            Caller caller,
            ProfileStore.Setter setter,
            Route.Open open,
            String session,
            ActiveProfile active,
            Original original) {
        Connector connector = connectors.get().get(open.platform().protocol());
        if (connector == null) {
            return new Receipt.Refused(Refusal.NOT_SUPPORTED, "The hub does not speak the party's protocol.");
        }
        Leg leg = new Leg(open.platform(), caller.party(), setter.party(), caller.correlationId(), open.deadline());
        return switch (connector.emsps().deliverActiveProfile(leg, session, active, original)) {
            case DeliveryReply.Delivered(var ref, var losses, PartnerAnswer answer) -> {
                LOG.info("profile=passed_on cpo={} to={}", caller.party(), setter.party());
                deliveries.losses().pushed(RemoteHandler.stream(setter.remote()).toString(), losses);
                yield new Receipt.Taken(false, setter.remote().toString(), answer);
            }
            case DeliveryReply.Rejected(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.Undelivered(Refusal refusal, String why, PartnerAnswer answer) ->
                new Receipt.Refused(refusal, why, answer);
            case DeliveryReply.NotExpressible(String why, var losses) ->
                new Receipt.Refused(Refusal.NOT_EXPRESSIBLE, why);
        };
    }
}
