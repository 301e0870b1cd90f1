package org.roaminghub.hub.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.authorization.Grants.Grant;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Session ids that grants have reserved. */
public interface Reserved {

    Optional<Grant> find(
            PartyId cpo,
            PartyId emsp,
            @Nullable AuthorizationReference reference,
            TokenSeen token,
            TokenKind kind,
            @Nullable String evseFid,
            Instant start);

    /** A grant opens one session. Inside a command. */
    void use(UUID grant);

    static Reserved of(Grants grants) {
        return new Reserved() {
            @Override
            public Optional<Grant> find(
                    PartyId cpo,
                    PartyId emsp,
                    @Nullable AuthorizationReference reference,
                    TokenSeen token,
                    TokenKind kind,
                    @Nullable String evseFid,
                    Instant start) {
                return grants.find(cpo, emsp, reference, token, kind, evseFid, start);
            }

            @Override
            public void use(UUID grant) {
                grants.use(grant);
            }
        };
    }
}
