package org.roaminghub.events.authorization;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The token may charge. */
@EventName("authorization.granted")
public record AuthorizationGranted(
        AuthorizationId authorization,
        SessionId session,
        PartyId emsp,
        Basis basis,
        List<Asked> asked,
        @Nullable String emspRef,
        boolean progressWanted,
        @Nullable Limits limits,
        @Nullable Instant validUntil,
        int waitedMs,
        AgreementId agreement,
        Personal<ContractId> contract,
        Personal<AuthorizationReference> reference,
        Personal<String> group)
        implements Event {
    public AuthorizationGranted {
        asked = asked == null ? List.of() : List.copyOf(asked);
        contract = Personal.orAbsent(contract);
        reference = Personal.orAbsent(reference);
        group = Personal.orAbsent(group);
    }
}
