package org.roaminghub.hub.cdr;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.ReportRoutes.Route;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;

/** A CDR with what the hub fills in. */
final class Copies {

    static final int FIRST_REVISION = 1;

    private Copies() {}

    static ChargeDetailRecord refused(ChargeDetailRecord c, CdrId cdr, PartyId emsp) {
        return copy(c, cdr, FIRST_REVISION, emsp, c.issuer(), null, null, null, SessionMatch.NONE, null, null);
    }

    static ChargeDetailRecord taken(
            ChargeDetailRecord c,
            CdrId cdr,
            int revision,
            Route.To to,
            ChargingSessions.@Nullable Match match,
            @Nullable CdrId creditOf,
            Instant approveBy) {
        return copy(
                c,
                cdr,
                revision,
                to.emsp(),
                to.issuer(),
                to.agreement().agreement(),
                match == null ? null : match.session(),
                match == null ? null : match.authorization(),
                match == null ? SessionMatch.NONE : match.how(),
                creditOf,
                approveBy);
    }

    static ChargeDetailRecord copy(
            ChargeDetailRecord c,
            CdrId cdr,
            int revision,
            PartyId emsp,
            @Nullable PartyId issuer,
            @Nullable AgreementId agreement,
            @Nullable SessionId session,
            @Nullable AuthorizationId authorization,
            SessionMatch match,
            @Nullable CdrId creditOf,
            @Nullable Instant approveBy) {
        return new ChargeDetailRecord(
                cdr,
                revision,
                c.fid(),
                c.cpo(),
                emsp,
                agreement,
                session,
                c.sessionRef(),
                authorization,
                match,
                c.reference(),
                c.tokenSeen(),
                null,
                c.tokenKind(),
                issuer,
                c.authMethod(),
                c.place(),
                c.start(),
                c.end(),
                c.chargingStart(),
                c.chargingEnd(),
                c.currency(),
                c.tariffs(),
                c.product(),
                c.periods(),
                c.billItems(),
                c.totalCost(),
                c.energyWh(),
                c.timeS(),
                c.parkingTimeS(),
                c.fixedCost(),
                c.energyCost(),
                c.timeCost(),
                c.parkingCost(),
                c.reservationCost(),
                c.meterId(),
                c.meterStartWh(),
                c.meterEndWh(),
                c.signedData(),
                c.remark(),
                creditOf,
                c.creditOfFid(),
                c.invoiceRef(),
                c.homeCompensation(),
                c.bookingRef(),
                CdrOrigin.PARTNER,
                approveBy,
                c.reportedAt());
    }
}
