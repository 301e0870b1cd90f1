package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** Who speaks for whom: reads the routing headers (OCPI 2.2.1 ch. 4) and proves FROM against the platform's parties. */
final class Callers {

    private Callers() {}

    /**
     * {@code roles} may use the interface, the usual one first. {@code owner} is the party whose object it is, where the
     * request names one: it speaks when FROM is absent, and must be FROM when it is not.
     */
    static Caller of(Exchange x, List<Role> roles, @Nullable PartyId owner) {
        PartyId from = party(x, "from");
        x.routed(from);
        PartyId to = party(x, "to");
        if (x.platform().status() == ConnectionStatus.SUSPENDED) {
            throw new Refused(Refusal.NOT_PERMITTED, "The platform is suspended.");
        }
        HostedParty speaker = from != null ? named(x, roles, from) : unnamed(x, roles, owner);
        x.routed(speaker.party());
        return new Caller(
                x.platform().platform(), speaker.party(), speaker.role(), to, x.requestId(), x.correlationId());
    }

    /** An object of another party of the platform is still somebody else's. */
    static void requireOwner(Caller caller, PartyId owner) {
        if (!caller.party().equals(owner)) {
            throw new Refused(
                    Refusal.NOT_YOURS, "The object in the path is of another party than the one that speaks.");
        }
    }

    private static HostedParty named(Exchange x, List<Role> roles, PartyId from) {
        for (Role role : roles) {
            for (HostedParty party : x.platform().parties()) {
                if (party.active() && party.role() == role && party.party().equals(from)) {
                    return party;
                }
            }
        }
        throw new Refused(
                Refusal.NOT_PERMITTED,
                x.platform().speaksFor(from)
                        ? "OCPI-from: the party has not the role that this interface is for."
                        : "OCPI-from: the platform does not speak for this party.");
    }

    private static HostedParty unnamed(Exchange x, List<Role> roles, @Nullable PartyId owner) {
        for (Role role : roles) {
            List<HostedParty> fitting = x.platform().parties().stream()
                    .filter(p -> p.active()
                            && p.role() == role
                            && (owner == null || p.party().equals(owner)))
                    .toList();
            if (fitting.size() == 1) {
                return fitting.getFirst();
            }
            if (fitting.size() > 1) {
                throw new Refused(
                        Refusal.MALFORMED,
                        "OCPI-from is missing and the platform has several parties that may ask this.");
            }
        }
        throw new Refused(
                Refusal.NOT_PERMITTED, "OCPI-from is missing and the platform has no party that may ask this.");
    }

    private static @Nullable PartyId party(Exchange x, String which) {
        String country = x.header("ocpi-" + which + "-country-code");
        String party = x.header("ocpi-" + which + "-party-id");
        if (country == null && party == null) {
            return null;
        }
        if (country == null || party == null || country.length() != 2 || party.length() != 3) {
            throw new Refused(
                    Refusal.MALFORMED,
                    "OCPI-" + which + " needs a country code of two and a party id of three characters.");
        }
        try {
            return PartyId.parse(country + "*" + party);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.MALFORMED, "OCPI-" + which + " is not a country code and a party id.");
        }
    }

    /** The owner as the path names it: country and party. */
    static PartyId inPath(String country, String party) {
        try {
            if (country.length() == 2 && party.length() == 3) {
                return PartyId.parse(country + "*" + party);
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.NOT_YOURS, "The path names no party.");
        }
        throw new Refused(Refusal.NOT_YOURS, "The path names no party.");
    }
}
