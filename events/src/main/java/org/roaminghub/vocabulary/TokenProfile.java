package org.roaminghub.vocabulary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as its issuer describes it. Identity = issuer, kind, match key of the uid, form. {@code audience} empty = every
 * CPO under agreement. {@code reportedAt} is the issuer's last_updated.
 */
public record TokenProfile(
        TokenId token,
        PartyId issuer,
        List<PartyId> audience,
        TokenKind kind,
        Whitelist whitelist,
        boolean valid,
        @Nullable Instant validUntil,
        @Nullable String issuerName,
        @Nullable String language,
        @Nullable ProfileType profileType,
        @Nullable String media,
        List<String> fuels,
        Instant reportedAt,
        Personal<TokenUid> uid,
        Personal<ContractId> contract,
        Personal<String> visualNumber,
        Personal<String> group,
        Personal<EnergyContract> energyContract) {

    public TokenProfile {
        audience = audience == null ? List.of() : List.copyOf(audience);
        fuels = fuels == null ? List.of() : List.copyOf(fuels);
        uid = Personal.orAbsent(uid);
        contract = Personal.orAbsent(contract);
        visualNumber = Personal.orAbsent(visualNumber);
        group = Personal.orAbsent(group);
        energyContract = Personal.orAbsent(energyContract);
    }

    /** Valid by the issuer's word and not past its date. */
    public boolean isValidAt(Instant time) {
        return valid && (validUntil == null || time.isBefore(validUntil));
    }
}
