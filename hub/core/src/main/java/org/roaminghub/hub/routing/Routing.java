package org.roaminghub.hub.routing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.Whitelist;

/** Decides where an authorisation goes. Pure: everything it looks at is handed in. */
public final class Routing {

    /** At most so many eMSPs are asked at once when the issuer isn't known. */
    public static final int MAX_ASKED = 20;

    private Routing() {}

    /** What is known about parties and agreements at one moment. */
    public interface Register {

        Optional<KnownPlatform> findActive(PartyId party, Role role);

        Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at);

        List<Agreement> ofCpo(PartyId cpo, Instant at);
    }

    /** {@code to} is the party addressed, absent when the hub shall find out. */
    public static AuthorizationRoute routeFor(
            PartyId cpo, @Nullable PartyId to, Optional<TokenProfile> token, Instant now, Register register) {
        if (to != null) {
            return toIssuer(cpo, to, token.filter(t -> t.issuer().equals(to)), now, register);
        }
        return token.map(known -> toIssuer(cpo, known.issuer(), token, now, register))
                .orElseGet(() -> toAll(cpo, now, register));
    }

    private static AuthorizationRoute toIssuer(
            PartyId cpo, PartyId emsp, Optional<TokenProfile> token, Instant now, Register register) {
        KnownPlatform platform = register.findActive(emsp, Role.EMSP).orElse(null);
        if (platform == null) {
            return new AuthorizationRoute.NoRoute(Refusal.UNKNOWN_PARTY, "no platform speaks for " + emsp + " as eMSP");
        }
        Agreement agreement = register.inForce(cpo, emsp, now)
                .filter(a -> a.covers(Service.AUTHORIZE, now))
                .orElse(null);
        if (agreement == null) {
            return new AuthorizationRoute.NoRoute(
                    Refusal.NO_AGREEMENT, cpo + " and " + emsp + " have no agreement on authorisations now");
        }
        Candidate issuer = new Candidate(emsp, agreement, platform);
        return token.filter(t -> t.whitelist() == Whitelist.ALWAYS)
                .<AuthorizationRoute>map(t -> new AuthorizationRoute.FromWhitelist(issuer, t))
                .orElseGet(() -> new AuthorizationRoute.ToIssuer(issuer));
    }

    private static AuthorizationRoute toAll(PartyId cpo, Instant now, Register register) {
        List<Candidate> candidates = register.ofCpo(cpo, now).stream()
                .filter(a -> a.covers(Service.AUTHORIZE, now))
                .sorted(Comparator.comparing(Agreement::emsp))
                .flatMap(a -> register.findActive(a.emsp(), Role.EMSP).map(p -> new Candidate(a.emsp(), a, p)).stream())
                .filter(Candidate::isConnected)
                .limit(MAX_ASKED)
                .toList();
        return candidates.isEmpty()
                ? new AuthorizationRoute.NoRoute(
                        Refusal.UNKNOWN_PARTY,
                        "the token is not known and no connected eMSP under agreement could be asked")
                : new AuthorizationRoute.AskAll(candidates);
    }
}
