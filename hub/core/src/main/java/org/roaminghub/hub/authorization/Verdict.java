package org.roaminghub.hub.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.authorization.Basis;
import org.roaminghub.hub.routing.Candidate;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.TokenProfile;

/** What the policy makes of the answers, before it is recorded. */
sealed interface Verdict {

    @Nullable
    PartnerAnswer answer();

    @Nullable
    TokenProfile token();

    record Grant(
            Candidate issuer,
            Basis basis,
            @Nullable ContractId contract,
            @Nullable AuthorizationReference reference,
            @Nullable Limits limits,
            @Nullable Instant validUntil,
            @Nullable String emspRef,
            @Nullable TokenProfile token,
            @Nullable PartnerAnswer answer)
            implements Verdict {}

    record Refuse(
            Refusal refusal,
            String why,
            @Nullable PartyId emsp,
            @Nullable Basis basis,
            @Nullable TokenProfile token,
            @Nullable PartnerAnswer answer)
            implements Verdict {}
}
