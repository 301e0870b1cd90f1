package org.roaminghub.connector.ocpi.inbound;

import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;

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
}
