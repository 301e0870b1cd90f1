package org.roaminghub.hub.station;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Locations of the hub's own stations, as the administrator changes them. What is new goes the way of any CPO's. */
public final class OwnPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(OwnPlaces.class);

    private final Locations locations;
    private final Parties parties;
    private final OwnSites sites;
    private final Clock clock;

    public OwnPlaces(Locations locations, Parties parties, Clock clock, Ids ids) {
        this.locations = locations;
        this.parties = parties;
        this.sites = new OwnSites(parties, ids);
        this.clock = clock;
    }

    public PartyId owner() {
        return sites.party();
    }

    /** By its own id; what others told of theirs is not found here. */
    public Optional<HeldLocation> find(String fid) {
        return parties.findActive(sites.party(), Role.CPO).isEmpty()
                ? Optional.empty()
                : locations.find(sites.speaks(), sites.party(), fid).stream().findFirst();
    }

    /** The last_updated of a change: now, and newer than all that is there, or the change would count as late. */
    public Instant timeOfChange(HeldLocation held) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Instant behind = held.updatedAt().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        return now.isBefore(behind) ? behind : now;
    }

    /** UNKNOWN_OBJECT when there is no such EVSE or connector. */
    public Outcome<HeldLocation> change(LocationTarget target, Locations.Change change, Original message, Actor by) {
        return switch (locations.report(sites.speaks(), target, change, message, true)) {
            case Receipt.Refused no -> Outcome.refused(no.refusal(), no.why());
            case Receipt.Taken taken -> {
                LOG.info("location=changed id={} by={}", taken.hubId(), by.value());
                yield find(target.location())
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such location."));
            }
        };
    }
}
