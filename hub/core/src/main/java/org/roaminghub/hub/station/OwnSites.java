package org.roaminghub.hub.station;

import java.util.List;
import java.util.Map;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/**
 * The hub's own party as a CPO. To the rest of the hub its stations are one platform that speaks OCPP, made with the first
 * station: so its places, sessions and CDRs go the way of any CPO's.
 */
final class OwnSites {

    /** What the hub says of its stations itself, of which there is no message. */
    static final Original NOTHING = new Original(Protocol.OCPP, "1.6", "application/json", new byte[] {'{', '}'});

    private static final String NAME = "Own sites";

    private final Parties parties;
    private final Ids ids;

    OwnSites(Parties parties, Ids ids) {
        this.parties = parties;
        this.ids = ids;
    }

    PartyId party() {
        return parties.hubParty();
    }

    synchronized void open(Actor by) {
        if (parties.findActive(party(), Role.CPO).isPresent()) {
            return;
        }
        var made = parties.register(
                NAME,
                Protocol.OCPP,
                List.of(new KnownPlatform.HostedParty(Role.CPO, party(), NAME, null, null, true)),
                Map.of(),
                by);
        switch (made) {
            case Outcome.Done<Parties.Registered>(Parties.Registered registered) ->
                parties.connect(
                        registered.platform().platform(),
                        new PartnerConnection("OCPP", "local:stations", "none", List.of(), List.of(), Map.of()));
            case Outcome.Refused<Parties.Registered> no -> throw new IllegalStateException(no.why());
        }
    }

    PlatformId platform() {
        return parties.findActive(party(), Role.CPO)
                .map(KnownPlatform::platform)
                .orElseThrow(() -> new IllegalStateException("no station was ever entered"));
    }

    /** For something that is told once. */
    Caller speaks() {
        return new Caller(
                platform(),
                party(),
                Role.CPO,
                null,
                ids.next().toString(),
                ids.next().toString());
    }
}
