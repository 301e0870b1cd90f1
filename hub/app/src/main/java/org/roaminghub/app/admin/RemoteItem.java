package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.vocabulary.ChargingPreferences;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.TokenKind;

/** A remote command and what came of it. {@code outcome} is DONE, CANCELED_BY_CPO or the name of a refusal. */
@ApiJson
record RemoteItem(
        String hubId,
        String kind,
        String emsp,
        String cpo,
        String status,
        @Nullable String outcome,
        @Nullable String detail,
        @Nullable Integer waitedMs,
        @Nullable String lateOutcome,
        @Nullable String hubSessionId,
        @Nullable String hubReservationId,
        OcpiObjects.@Nullable CdrToken token,
        @Nullable String authorizationReference,
        @Nullable String locationId,
        @Nullable String evseUid,
        @Nullable String evseId,
        @Nullable String connectorId,
        String agreementId,
        @Nullable Instant expiryDate,
        @Nullable Profile chargingProfile,
        @Nullable Preferences chargingPreferences,
        Instant deadline,
        Instant requestedAt,
        Instant lastUpdated,
        @Nullable Boolean erased) {

    /** ChargingProfile, as OCPI writes it. */
    @ApiJson
    record Profile(
            @Nullable Instant startDateTime,
            @Nullable BigDecimal duration,
            String chargingRateUnit,
            @Nullable BigDecimal minChargingRate,
            List<Period> chargingProfilePeriod) {

        @ApiJson
        record Period(BigDecimal startPeriod, BigDecimal limit) {}

        static Profile of(ChargingProfile profile) {
            return new Profile(
                    profile.start(),
                    profile.durationS() == null ? null : profile.durationS().value(),
                    profile.unit().name(),
                    profile.minRate(),
                    profile.periods().stream()
                            .map(p -> new Period(p.startS().value(), p.limit()))
                            .toList());
        }
    }

    /** ChargingPreferences, as OCPI writes them. */
    @ApiJson
    record Preferences(
            String profileType,
            @Nullable Instant departureTime,
            @Nullable BigDecimal energyNeed,
            @Nullable Boolean dischargeAllowed) {

        static Preferences of(ChargingPreferences preferences) {
            return new Preferences(
                    preferences.profileType().name(),
                    preferences.departure(),
                    preferences.energyNeedWh() == null
                            ? null
                            : preferences.energyNeedWh().toKilowattHours(),
                    preferences.dischargeAllowed());
        }
    }

    /** Throws IllegalArgumentException when the events don't begin with the request. */
    static RemoteItem of(List<Placed> events) {
        RemoteRequested asked = null;
        RemoteAcknowledged taken = null;
        RemoteCompleted done = null;
        RemoteAnsweredLate late = null;
        for (Placed placed : events) {
            switch (placed.event()) {
                case RemoteRequested e -> asked = e;
                case RemoteAcknowledged e -> taken = e;
                case RemoteCompleted e -> done = e;
                case RemoteAnsweredLate e -> late = e;
                default -> {}
            }
        }
        if (asked == null) {
            throw new IllegalArgumentException("a remote command begins with remote.requested");
        }
        Place place = asked.place();
        TokenKind kind = asked.tokenKind();
        return new RemoteItem(
                asked.remote().toString(),
                asked.kind().name(),
                asked.emsp().value(),
                asked.cpo().value(),
                done != null ? "COMPLETED" : taken != null ? "ACKNOWLEDGED" : "REQUESTED",
                done == null ? null : done.outcome().value(),
                done == null ? null : done.detail(),
                done == null ? null : done.waitedMs(),
                late == null ? null : late.outcome().value(),
                asked.session() == null ? null : asked.session().toString(),
                asked.reservation() == null ? null : asked.reservation().toString(),
                kind == null ? null : OcpiMapping.token(asked.emsp(), asked.emsp(), kind, asked.tokenSeen()),
                asked.reference().known().map(r -> r.value()).orElse(null),
                place == null ? null : place.locationFid(),
                place == null ? null : OcpiMapping.evseUid(place),
                place == null ? null : OcpiMapping.evseId(place),
                place == null ? null : place.connectorFid(),
                asked.agreement().toString(),
                asked.expiresAt(),
                asked.profile() == null ? null : Profile.of(asked.profile()),
                asked.preferences() == null ? null : Preferences.of(asked.preferences()),
                asked.deadline(),
                events.getFirst().recordedAt(),
                events.getLast().recordedAt(),
                OcpiMapping.isErased(asked.tokenSeen(), asked.reference()) ? Boolean.TRUE : null);
    }
}
