package org.roaminghub.vocabulary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CPO charges an eMSP for one session; immutable once taken. {@code fid} is the CPO's id, unique per CPO, at most 39
 * characters. Energy in Wh, times in s. Totals never depend on a personal field.
 */
public record ChargeDetailRecord(
        CdrId cdr,
        int revision,
        String fid,
        PartyId cpo,
        PartyId emsp,
        @Nullable AgreementId agreement,
        @Nullable SessionId session,
        @Nullable String sessionRef,
        @Nullable AuthorizationId authorization,
        SessionMatch sessionMatch,
        Personal<AuthorizationReference> reference,
        Personal<TokenSeen> tokenSeen,
        @Nullable TokenId token,
        TokenKind tokenKind,
        @Nullable PartyId issuer,
        AuthMethod authMethod,
        Place place,
        Instant start,
        Instant end,
        @Nullable Instant chargingStart,
        @Nullable Instant chargingEnd,
        String currency,
        List<Tariff> tariffs,
        @Nullable String product,
        List<ChargingPeriod> periods,
        List<BillItem> billItems,
        @Nullable Price totalCost,
        Energy energyWh,
        Span timeS,
        @Nullable Span parkingTimeS,
        @Nullable Price fixedCost,
        @Nullable Price energyCost,
        @Nullable Price timeCost,
        @Nullable Price parkingCost,
        @Nullable Price reservationCost,
        @Nullable String meterId,
        @Nullable Energy meterStartWh,
        @Nullable Energy meterEndWh,
        Personal<SignedData> signedData,
        Personal<String> remark,
        @Nullable CdrId creditOf,
        @Nullable String creditOfFid,
        @Nullable String invoiceRef,
        @Nullable Boolean homeCompensation,
        @Nullable String bookingRef,
        CdrOrigin origin,
        @Nullable Instant approveBy,
        Instant reportedAt) {

    public ChargeDetailRecord {
        reference = Personal.orAbsent(reference);
        tokenSeen = Personal.orAbsent(tokenSeen);
        signedData = Personal.orAbsent(signedData);
        remark = Personal.orAbsent(remark);
        tariffs = tariffs == null ? List.of() : List.copyOf(tariffs);
        periods = periods == null ? List.of() : List.copyOf(periods);
        billItems = billItems == null ? List.of() : List.copyOf(billItems);
    }

    /** Whether it takes another CDR back. A partner that says so without saying which leaves {@code creditOfFid} blank. */
    public boolean isCredit() {
        return creditOf != null || creditOfFid != null;
    }
}
