package org.roaminghub.hub.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/** Lets a message cross between two parties that have an agreement, and nowhere else. */
public final class RelayRoutes implements Routes {

    /** For requests that are passed on as they are. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Parties parties;
    private final Agreements agreements;
    private final Clock clock;

    public RelayRoutes(Parties parties, Agreements agreements, Clock clock) {
        this.parties = parties;
        this.agreements = agreements;
        this.clock = clock;
    }

    @Override
    public List<HostedParty> reachable(PlatformId platform) {
        Instant now = clock.now();
        return parties.find(platform).stream()
                .flatMap(own -> own.parties().stream())
                .filter(HostedParty::active)
                .flatMap(own -> partners(own, now))
                .flatMap(seat -> parties.findActive(seat.party(), seat.role()).stream()
                        .filter(p -> !p.platform().equals(platform))
                        .flatMap(p -> p.parties().stream())
                        .filter(p -> p.active() && p.party().equals(seat.party()) && p.role() == seat.role()))
                .distinct()
                .sorted(Comparator.comparing(HostedParty::party).thenComparing(HostedParty::role))
                .toList();
    }

    private record Seat(PartyId party, Role role) {}

    private Stream<Seat> partners(HostedParty own, Instant now) {
        return own.role() == Role.CPO
                ? agreements.ofCpo(own.party(), now).stream().map(a -> new Seat(a.emsp(), Role.EMSP))
                : agreements.ofEmsp(own.party(), now).stream().map(a -> new Seat(a.cpo(), Role.CPO));
    }

    @Override
    public Route routeTo(Caller caller, PartyId to, Role toRole, Service service) {
        KnownPlatform platform = parties.findActive(to, toRole).orElse(null);
        if (platform == null) {
            return new Route.Closed(Refusal.UNKNOWN_PARTY, "no platform speaks for " + to + " as " + toRole);
        }
        Instant now = clock.now();
        PartyId cpo = toRole == Role.CPO ? to : caller.party();
        PartyId emsp = toRole == Role.CPO ? caller.party() : to;
        Agreement agreement = agreements
                .inForce(cpo, emsp, now)
                .filter(a -> a.covers(service, now))
                .orElse(null);
        if (agreement == null) {
            return new Route.Closed(
                    Refusal.NO_AGREEMENT, cpo + " and " + emsp + " have no agreement on " + service + " now");
        }
        if (platform.status() != ConnectionStatus.CONNECTED) {
            return new Route.Closed(Refusal.PARTY_OFFLINE, to + " is " + platform.status());
        }
        return new Route.Open(platform, agreement.agreement(), DEADLINE);
    }
}
