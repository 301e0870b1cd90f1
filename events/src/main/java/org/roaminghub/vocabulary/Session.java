package org.roaminghub.vocabulary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging session as the hub knows it now. Energy and meter readings in Wh; {@code reportedAt} is the CPO's last_updated. */
public record Session(
        SessionId session,
        PartyId cpo,
        PartyId emsp,
        AgreementId agreement,
        @Nullable String cpoRef,
        @Nullable String emspRef,
        @Nullable AuthorizationId authorization,
        Personal<AuthorizationReference> reference,
        Personal<TokenSeen> tokenSeen,
        @Nullable TokenId token,
        TokenKind tokenKind,
        @Nullable PartyId issuer,
        AuthMethod authMethod,
        Place place,
        SessionStatus status,
        Instant start,
        @Nullable Instant end,
        @Nullable Instant chargingStart,
        @Nullable Instant chargingEnd,
        Energy energyWh,
        @Nullable Energy meterStartWh,
        @Nullable Energy meterEndWh,
        @Nullable String meterId,
        String currency,
        @Nullable Price cost,
        List<ChargingPeriod> periods,
        @Nullable String stopReason,
        Instant reportedAt) {

    public Session {
        reference = Personal.orAbsent(reference);
        tokenSeen = Personal.orAbsent(tokenSeen);
        periods = periods == null ? List.of() : List.copyOf(periods);
    }
}
