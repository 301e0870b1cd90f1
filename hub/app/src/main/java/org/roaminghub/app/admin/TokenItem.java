package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.events.token.TokenWithdrawn;
import org.roaminghub.vocabulary.EnergyContract;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.TokenProfile;

/** An OCPI 2.3.0 Token with the hub's id and state; {@code valid} is false once it is withdrawn. */
@ApiJson
record TokenItem(
        String hubId,
        String countryCode,
        String partyId,
        String uid,
        String type,
        String contractId,
        @Nullable String visualNumber,
        String issuer,
        @Nullable String groupId,
        boolean valid,
        String whitelist,
        @Nullable String language,
        @Nullable String defaultProfileType,
        OcpiObjects.@Nullable EnergyContract energyContract,
        Instant lastUpdated,
        String status,
        @Nullable Instant validUntil,
        @Nullable List<String> audience,
        @Nullable String withdrawnWhy,
        @Nullable Boolean erased) {

    /** Throws IllegalArgumentException when the events hold no profile. */
    static TokenItem of(List<Placed> events) {
        TokenProfile profile = null;
        TokenWithdrawn.Why withdrawn = null;
        for (Placed placed : events) {
            switch (placed.event()) {
                case TokenRegistered e -> {
                    profile = e.profile();
                    withdrawn = null;
                }
                case TokenChanged e -> profile = e.profile();
                case TokenWithdrawn e -> withdrawn = e.why();
                default -> {}
            }
        }
        if (profile == null) {
            throw new IllegalArgumentException("a token begins with token.registered");
        }
        return of(profile, withdrawn);
    }

    private static TokenItem of(TokenProfile token, TokenWithdrawn.@Nullable Why withdrawn) {
        EnergyContract energy = token.energyContract().orNull();
        return new TokenItem(
                token.token().toString(),
                token.issuer().country(),
                token.issuer().party(),
                token.uid().known().map(uid -> uid.value()).orElse(OcpiMapping.NOT_AVAILABLE),
                OcpiMapping.type(token.kind()),
                token.contract().known().map(contract -> contract.value()).orElse(OcpiMapping.NOT_AVAILABLE),
                token.visualNumber().orNull(),
                token.issuerName() == null ? token.issuer().value() : token.issuerName(),
                token.group().orNull(),
                withdrawn == null && token.valid(),
                token.whitelist().name(),
                token.language(),
                token.profileType() == null ? null : token.profileType().name(),
                energy == null ? null : new OcpiObjects.EnergyContract(energy.supplier(), energy.contract()),
                token.reportedAt(),
                withdrawn != null ? "WITHDRAWN" : token.valid() ? "VALID" : "INVALID",
                token.validUntil(),
                token.audience().isEmpty()
                        ? null
                        : token.audience().stream().map(p -> p.value()).toList(),
                withdrawn == null ? null : withdrawn.name(),
                token.uid() instanceof Personal.Erased<?> ? Boolean.TRUE : null);
    }
}
