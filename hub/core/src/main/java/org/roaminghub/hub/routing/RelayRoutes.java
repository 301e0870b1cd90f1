package org.roaminghub.hub.routing;

import java.time.Duration;
import java.time.Instant;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
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
