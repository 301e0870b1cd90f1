package org.roaminghub.hub.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.token.TokenDirectory;
import org.roaminghub.spi.Caller;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/**
 * For whom a CPO's session or CDR is: the party it addresses, else the issuer it names, else the issuer of the token; and
 * under which agreement.
 */
public final class ReportRoutes {

    private final Register register;

    public ReportRoutes(Register register) {
        this.register = register;
    }

    /** Where the report goes, or why it doesn't. */
    public sealed interface Route {
        record To(PartyId emsp, PartyId issuer, Agreement agreement) implements Route {}

        /** {@code emsp} is known where only the agreement is missing. */
        record Nowhere(
                Refusal refusal, String why, @Nullable PartyId emsp) implements Route {}
    }

    /** What must be known for that. */
    public interface Register {
        PartyId hubParty();

        boolean isEmsp(PartyId party);

        Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at);

        Optional<PartyId> issuerOf(TokenSeen token, TokenKind kind, PartyId cpo);

        static Register of(Parties parties, Agreements agreements, TokenDirectory tokens) {
            return new Register() {
                @Override
                public PartyId hubParty() {
                    return parties.hubParty();
                }

                @Override
                public boolean isEmsp(PartyId party) {
                    return parties.findActive(party, Role.EMSP).isPresent();
                }

                @Override
                public Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at) {
                    return agreements.inForce(cpo, emsp, at);
                }

                @Override
                public Optional<PartyId> issuerOf(TokenSeen token, TokenKind kind, PartyId cpo) {
                    return tokens.find(token, kind, cpo).map(TokenProfile::issuer);
                }
            };
        }
    }

    /** The party that the caller addresses; empty when it leaves that to the hub. */
    Optional<PartyId> addressed(Caller caller) {
        return Optional.ofNullable(caller.to()).filter(to -> !to.equals(register.hubParty()));
    }

    /** {@code at} is the time by which the agreement is judged. NOT_PERMITTED, NOT_YOURS, UNKNOWN_PARTY, NO_AGREEMENT. */
    public Route find(
            Caller caller,
            PartyId owner,
            @Nullable PartyId issuer,
            @Nullable TokenSeen token,
            TokenKind kind,
            Service service,
            Instant at) {
        if (caller.role() != Role.CPO) {
            return new Route.Nowhere(Refusal.NOT_PERMITTED, "only a CPO reports sessions and CDRs", null);
        }
        if (!owner.equals(caller.party())) {
            return new Route.Nowhere(
                    Refusal.NOT_YOURS, "the object belongs to another party than the one that sends it", null);
        }
        PartyId byToken = issuer != null || token == null
                ? issuer
                : register.issuerOf(token, kind, caller.party()).orElse(null);
        PartyId addressed = addressed(caller).orElse(byToken);
        if (addressed == null) {
            return new Route.Nowhere(Refusal.UNKNOWN_PARTY, "nobody is known to have issued the token", null);
        }
        if (!register.isEmsp(addressed)) {
            return new Route.Nowhere(Refusal.UNKNOWN_PARTY, "the hub knows no eMSP of that id", addressed);
        }
        PartyId from = byToken == null ? addressed : byToken;
        return register.inForce(caller.party(), addressed, at)
                .filter(agreement -> agreement.covers(service, at))
                .<Route>map(agreement -> new Route.To(addressed, from, agreement))
                .orElseGet(() -> new Route.Nowhere(
                        Refusal.NO_AGREEMENT,
                        "no agreement between the two parties covers this at that time",
                        addressed));
    }
}
