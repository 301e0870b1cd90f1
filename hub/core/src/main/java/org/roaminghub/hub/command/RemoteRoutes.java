package org.roaminghub.hub.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.command.store.RemoteStore;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.ChargingSessions.Named;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.inbound.Routes.Route;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.SessionId;

/**
 * Which CPO an order is for: the one that is addressed, else the one of the session, the reservation or the location that the
 * order names (OCPI 2.2.1 §4.3, open routing; HUB-42).
 */
final class RemoteRoutes {

    private final Routes routes;
    private final PartyId hubParty;
    private final ChargingSessions sessions;
    private final PlaceOwners places;
    private final RemoteStore store;

    RemoteRoutes(Routes routes, PartyId hubParty, ChargingSessions sessions, PlaceOwners places, RemoteStore store) {
        this.routes = routes;
        this.hubParty = hubParty;
        this.sessions = sessions;
        this.places = places;
        this.store = store;
    }

    /** Where the order goes, or why it doesn't. */
    sealed interface Way {

        /** {@code session} is the one that the order names, where the hub knows it; {@code ended}: there is nothing to stop. */
        record To(PartyId cpo, Route.Open route, @Nullable SessionId session, boolean ended) implements Way {}

        record Nowhere(
                Refusal refusal, String why, @Nullable PartyId cpo) implements Way {}
    }

    Way find(Caller caller, Order order) {
        PartyId addressed = caller.to() == null || caller.to().equals(hubParty) ? null : caller.to();
        if (addressed != null) {
            return to(caller, order, addressed);
        }
        if (order.session() != null) {
            return bySession(caller, order, order.session());
        }
        if (order.reservation() != null && order.kind() == RemoteKind.CANCEL_RESERVATION) {
            List<PartyId> cpos =
                    store
                            .listReservations(caller.party(), Reservations.key(caller.party(), order.reservation()))
                            .stream()
                            .map(RemoteStore.Reservation::cpo)
                            .toList();
            return only(caller, order, cpos, Refusal.UNKNOWN_RESERVATION);
        }
        String location = order.place() == null ? null : order.place().locationFid();
        List<PartyId> owners = location == null ? List.of() : places.ownersOf(caller, location);
        return only(caller, order, owners, Refusal.UNKNOWN_PARTY);
    }

    /** The order with the CPO's id of the session, where it names the hub's (facts §5.1). */
    Order inWordsOfTheCpo(Caller caller, Order order) {
        String named = order.session();
        return named == null
                ? order
                : sessions.fidOf(caller.party(), named)
                        .map(fid -> order.withSession(fid))
                        .orElse(order);
    }

    private Way bySession(Caller caller, Order order, String fid) {
        List<Named> named = caller.role() == Role.EMSP
                ? sessions.listNamed(caller.party(), fid)
                : listReachable(caller, order, fid);
        List<Named> running = named.stream().filter(n -> !n.ended()).toList();
        List<PartyId> cpos =
                (running.isEmpty() ? named : running).stream().map(Named::cpo).toList();
        return only(caller, order, cpos, Refusal.UNKNOWN_SESSION);
    }

    /** Who steers for others names sessions of the CPOs that it has an agreement with. */
    private List<Named> listReachable(Caller caller, Order order, String fid) {
        return routes.reachable(caller.platform()).stream()
                .filter(party -> party.role() == Role.CPO)
                .flatMap(party -> sessions.named(party.party(), fid).stream())
                .filter(named -> !(routes.routeTo(caller, named.cpo(), Role.CPO, service(order.kind()))
                                instanceof Route.Closed closed
                        && closed.refusal() == Refusal.NO_AGREEMENT))
                .toList();
    }

    private Way only(Caller caller, Order order, List<PartyId> cpos, Refusal ifNone) {
        if (cpos.isEmpty()) {
            return new Way.Nowhere(
                    ifNone, "Which CPO is meant? The hub does not know what the command names: send OCPI-to.", null);
        }
        return cpos.size() == 1
                ? to(caller, order, cpos.getFirst())
                : new Way.Nowhere(
                        Refusal.UNKNOWN_PARTY, "Several CPOs have what the command names: send OCPI-to.", null);
    }

    private Way to(Caller caller, Order order, PartyId cpo) {
        Optional<Named> named = order.session() == null ? Optional.empty() : sessions.named(cpo, order.session());
        // Who steers for others (an SCSP) has no sessions of its own.
        if (caller.role() == Role.EMSP
                && named.filter(n -> !n.emsp().equals(caller.party())).isPresent()) {
            return new Way.Nowhere(Refusal.UNKNOWN_SESSION, "The session is not one of the party that speaks.", cpo);
        }
        return switch (routes.routeTo(caller, cpo, Role.CPO, service(order.kind()))) {
            case Route.Closed(Refusal refusal, String why) -> new Way.Nowhere(refusal, why, cpo);
            case Route.Open open ->
                new Way.To(
                        cpo,
                        open,
                        named.map(Named::session).orElse(null),
                        order.kind() == RemoteKind.STOP
                                && named.filter(Named::ended).isPresent());
        };
    }

    /** By which a CPO's session is found. */
    static String sessionKey(PartyId cpo, String fid) {
        return new ForeignId(cpo, ForeignId.Kind.SESSION, fid).key();
    }

    private static Service service(RemoteKind kind) {
        return switch (kind) {
            case START, STOP, SUSPEND, RESUME, EMERGENCY_STOP -> Service.REMOTE_START;
            case RESERVE, CANCEL_RESERVATION -> Service.RESERVE;
            case UNLOCK -> Service.UNLOCK;
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE, SET_PREFERENCES -> Service.PROFILE;
        };
    }
}
