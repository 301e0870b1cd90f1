package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Session;

/** An OCPI 2.3.0 Session with the hub's ids and states. {@code id} is the CPO's own, the hub's where it has none. */
@ApiJson
record SessionItem(
        String hubId,
        String countryCode,
        String partyId,
        String id,
        Instant startDateTime,
        @Nullable Instant endDateTime,
        BigDecimal kwh,
        OcpiObjects.CdrToken cdrToken,
        String authMethod,
        @Nullable String authorizationReference,
        @Nullable String locationId,
        @Nullable String evseUid,
        @Nullable String evseId,
        @Nullable String connectorId,
        @Nullable String meterId,
        String currency,
        List<OcpiObjects.ChargingPeriod> chargingPeriods,
        OcpiObjects.@Nullable Price totalCost,
        String status,
        Instant lastUpdated,
        String hubSessionId,
        String cpo,
        String emsp,
        @Nullable String cpoRef,
        @Nullable String emspRef,
        @Nullable String agreementId,
        @Nullable String authorizationId,
        @Nullable String cdrId,
        @Nullable String flag,
        @Nullable Boolean erased) {

    static SessionItem of(SessionStory story) {
        Session session = story.session();
        String hubId = session.session().toString();
        return new SessionItem(
                hubId,
                session.cpo().country(),
                session.cpo().party(),
                session.cpoRef() == null ? hubId : session.cpoRef(),
                session.start(),
                session.end(),
                OcpiMapping.kwh(session.energyWh()),
                OcpiMapping.token(session.issuer(), session.emsp(), session.tokenKind(), session.tokenSeen()),
                session.authMethod().name(),
                session.reference().known().map(r -> r.value()).orElse(null),
                session.place().locationFid(),
                OcpiMapping.evseUid(session.place()),
                OcpiMapping.evseId(session.place()),
                session.place().connectorFid(),
                session.meterId(),
                session.currency(),
                OcpiMapping.periods(session.periods()),
                OcpiMapping.price(session.cost()),
                session.status().name(),
                session.reportedAt(),
                hubId,
                session.cpo().value(),
                session.emsp().value(),
                session.cpoRef(),
                session.emspRef(),
                session.agreement().toString(),
                session.authorization() == null ? null : session.authorization().toString(),
                story.cdr() == null ? null : story.cdr().toString(),
                story.flag(),
                OcpiMapping.isErased(session.tokenSeen(), session.reference()) ? Boolean.TRUE : null);
    }
}
