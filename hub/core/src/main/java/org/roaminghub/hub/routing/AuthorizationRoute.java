package org.roaminghub.hub.routing;

import java.util.List;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.TokenProfile;

/** Who is to say whether a token may charge. */
public sealed interface AuthorizationRoute {

    /** The issuer is known: by the address on the request or by the token directory. */
    record ToIssuer(Candidate issuer) implements AuthorizationRoute {}

    /** Nobody knows the issuer: every eMSP under agreement is asked at once, the first yes counts. */
    record AskAll(List<Candidate> candidates) implements AuthorizationRoute {
        public AskAll {
            candidates = List.copyOf(candidates);
        }
    }

    /** The issuer's whitelist says that nobody needs to be asked. */
    record FromWhitelist(Candidate issuer, TokenProfile token) implements AuthorizationRoute {}

    /** Nobody can be asked. */
    record NoRoute(Refusal refusal, String why) implements AuthorizationRoute {}
}
