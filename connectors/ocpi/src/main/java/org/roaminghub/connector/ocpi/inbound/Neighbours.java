package org.roaminghub.connector.ocpi.inbound;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** To whom a GET goes. */
final class Neighbours {

    private Neighbours() {}

    /** Parties of other protocols can't be asked in OCPI: the hub answers for them from what it holds. Unknown ones are refused by the route. */
    static boolean speaksOcpi(Platforms platforms, PartyId party) {
        return platforms
                .findByParty(party)
                .map(p -> p.protocol() == Protocol.OCPI)
                .orElse(true);
    }

    /** Whether the party is asked in OCPI, in that very version. */
    static boolean speaks(Platforms platforms, PartyId party, String version) {
        return platforms
                .findByParty(party)
                .filter(p -> p.protocol() == Protocol.OCPI)
                .flatMap(KnownPlatform::findConnection)
                .map(c -> c.version().equals(version))
                .orElse(false);
    }

    /** For a GET on a Receiver interface: never the hub itself (OCPI 2.2.1 ch. 4, broadcast push; HUB-39). Null = not said. */
    static @Nullable PartyId receiver(Exchange x, Caller caller) {
        if (x.hub().equals(caller.to())) {
            throw new Refused(Refusal.NOT_PERMITTED, "A GET on a Receiver interface can't be addressed to the hub.");
        }
        return caller.to();
    }

    /** Whether the party can be asked in this version; of others the hub tells what it holds. Unknown ones are refused by the route. */
    static boolean speaks(Platforms platforms, PartyId party, Dialect dialect) {
        return platforms
                .findByParty(party)
                .map(p -> p.protocol() == Protocol.OCPI
                        && p.findConnection()
                                .map(c -> c.version().equals(dialect.version()))
                                .orElse(true))
                .orElse(true);
    }

    /** In which role a party takes what CPOs publish. */
    static Role reader(Platforms platforms, PartyId party) {
        return platforms
                .findByParty(party)
                .flatMap(p -> p.parties().stream()
                        .filter(h -> h.active() && h.party().equals(party) && h.role() != Role.CPO)
                        .map(KnownPlatform.HostedParty::role)
                        .findFirst())
                .orElse(Role.EMSP);
    }

    /**
     * For GET ALL and lists of one party: a list without a TO is of nobody (facts 1.6; HUB-44). Where the version can't say a TO it
     * is of everybody.
     */
    static PartyId listed(Exchange x, Caller caller, Dialect dialect) {
        PartyId to = caller.to();
        if (to == null && !dialect.release().hasRouting()) {
            return x.hub();
        }
        if (to == null) {
            throw new Refused(
                    Refusal.UNKNOWN_PARTY, "Whose list? OCPI-to is missing: the hub's own party stands for all.");
        }
        return to;
    }
}
