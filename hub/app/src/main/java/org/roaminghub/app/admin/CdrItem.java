package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.cdr.CdrRevised;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Refusal;

/** An OCPI 2.3.0 CDR with the hub's ids and states. {@code id} and {@code session_id} are the CPO's own. */
@ApiJson
record CdrItem(
        String hubId,
        String countryCode,
        String partyId,
        String id,
        Instant startDateTime,
        Instant endDateTime,
        @Nullable String sessionId,
        OcpiObjects.CdrToken cdrToken,
        String authMethod,
        @Nullable String authorizationReference,
        OcpiObjects.CdrLocation cdrLocation,
        @Nullable String evseUid,
        @Nullable String evseId,
        @Nullable String meterId,
        String currency,
        @Nullable List<OcpiObjects.Tariff> tariffs,
        List<OcpiObjects.ChargingPeriod> chargingPeriods,
        OcpiObjects.@Nullable SignedData signedData,
        OcpiObjects.@Nullable Price totalCost,
        OcpiObjects.@Nullable Price totalFixedCost,
        BigDecimal totalEnergy,
        OcpiObjects.@Nullable Price totalEnergyCost,
        BigDecimal totalTime,
        OcpiObjects.@Nullable Price totalTimeCost,
        @Nullable BigDecimal totalParkingTime,
        OcpiObjects.@Nullable Price totalParkingCost,
        OcpiObjects.@Nullable Price totalReservationCost,
        @Nullable String remark,
        @Nullable String invoiceReferenceId,
        @Nullable Boolean credit,
        @Nullable String creditReferenceId,
        @Nullable Boolean homeChargingCompensation,
        Instant lastUpdated,
        @Nullable String hubSessionId,
        String cpo,
        String emsp,
        String status,
        int revision,
        String origin,
        String sessionMatch,
        @Nullable String agreementId,
        @Nullable String authorizationId,
        @Nullable String refusal,
        @Nullable List<FindingItem> findings,
        @Nullable String conflictsWith,
        @Nullable String creditOf,
        @Nullable String creditedBy,
        @Nullable Boolean erased) {

    /** What an intake rule found; severity E refuses. */
    @ApiJson
    record FindingItem(String rule, String severity, List<String> values, String limit) {
        static FindingItem of(Finding finding) {
            return new FindingItem(finding.rule(), finding.severity().name(), finding.values(), finding.limit());
        }
    }

    /** What became of the record. */
    private record Fate(
            ChargeDetailRecord record,
            String status,
            @Nullable Refusal refusal,
            List<Finding> findings,
            @Nullable CdrId conflictsWith,
            @Nullable CdrId creditedBy) {}

    /** Throws IllegalArgumentException when the events don't begin with the record. */
    static CdrItem of(List<Placed> events) {
        Fate fate = null;
        for (Placed placed : events) {
            fate = switch (placed.event()) {
                case CdrAccepted e -> new Fate(e.record(), "ACCEPTED", null, List.of(), null, null);
                case CdrRevised e -> new Fate(e.record(), "ACCEPTED", null, List.of(), null, null);
                case CdrRefused e ->
                    new Fate(e.record(), "REFUSED", e.refusal(), e.findings(), e.conflictsWith(), null);
                case CdrCredited e ->
                    fate == null ? null : new Fate(fate.record, "CREDITED", null, List.of(), null, e.credit());
                default -> fate;
            };
        }
        if (fate == null) {
            throw new IllegalArgumentException("a CDR begins with cdr.accepted or cdr.refused");
        }
        return of(fate);
    }

    private static CdrItem of(Fate fate) {
        ChargeDetailRecord cdr = fate.record;
        return new CdrItem(
                cdr.cdr().toString(),
                cdr.cpo().country(),
                cdr.cpo().party(),
                cdr.fid(),
                cdr.start(),
                cdr.end(),
                cdr.sessionRef() != null ? cdr.sessionRef() : text(cdr.session()),
                OcpiMapping.token(cdr.issuer(), cdr.emsp(), cdr.tokenKind(), cdr.tokenSeen()),
                cdr.authMethod().name(),
                cdr.reference().known().map(r -> r.value()).orElse(null),
                OcpiMapping.location(cdr.place()),
                OcpiMapping.evseUid(cdr.place()),
                OcpiMapping.evseId(cdr.place()),
                cdr.meterId(),
                cdr.currency(),
                cdr.tariffs().isEmpty()
                        ? null
                        : cdr.tariffs().stream().map(TariffMapping::tariff).toList(),
                OcpiMapping.periods(cdr.periods()),
                OcpiMapping.signedData(cdr.signedData()),
                OcpiMapping.price(cdr.totalCost()),
                OcpiMapping.price(cdr.fixedCost()),
                OcpiMapping.kwh(cdr.energyWh()),
                OcpiMapping.price(cdr.energyCost()),
                OcpiMapping.hours(cdr.timeS()),
                OcpiMapping.price(cdr.timeCost()),
                OcpiMapping.hoursOrNull(cdr.parkingTimeS()),
                OcpiMapping.price(cdr.parkingCost()),
                OcpiMapping.price(cdr.reservationCost()),
                cdr.remark().orNull(),
                cdr.invoiceRef(),
                cdr.isCredit() ? Boolean.TRUE : null,
                cdr.creditOfFid(),
                cdr.homeCompensation(),
                cdr.reportedAt(),
                text(cdr.session()),
                cdr.cpo().value(),
                cdr.emsp().value(),
                fate.status,
                cdr.revision(),
                cdr.origin().name(),
                cdr.sessionMatch().name(),
                text(cdr.agreement()),
                text(cdr.authorization()),
                fate.refusal == null ? null : fate.refusal.name(),
                fate.findings.isEmpty()
                        ? null
                        : fate.findings.stream().map(FindingItem::of).toList(),
                text(fate.conflictsWith),
                text(cdr.creditOf()),
                text(fate.creditedBy),
                OcpiMapping.isErased(cdr.tokenSeen(), cdr.reference(), cdr.signedData(), cdr.remark())
                        ? Boolean.TRUE
                        : null);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
