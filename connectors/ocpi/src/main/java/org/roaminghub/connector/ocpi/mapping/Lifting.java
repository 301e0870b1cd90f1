package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;

/**
 * What 2.1.1 leaves unsaid: whose the object is ({@code owner}, the party that speaks or is asked), which token a contract
 * has, and when it came. Later versions say all of it themselves.
 */
public record Lifting(@Nullable PartyId owner, Function<ContractId, Optional<CdrToken>> tokens, Instant now) {

    /** Where nobody is asked about tokens. */
    public static Lifting of(@Nullable PartyId owner, Instant now) {
        return new Lifting(owner, contract -> Optional.empty(), now);
    }

    PartyId needOwner() {
        if (owner == null) {
            throw new IllegalStateException("OCPI 2.1.1 names no owner and none was given");
        }
        return owner;
    }
}
