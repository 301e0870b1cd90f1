package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.authorization.Asked;
import org.roaminghub.events.authorization.AuthorizationAnsweredLate;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Refusal;

/** What OCPI 2.3.0 says of an authorisation (AuthorizationInfo), with the hub's ids and states. */
@ApiJson
record AuthorizationItem(
        String hubId,
        String hubSessionId,
        String cpo,
        @Nullable String emsp,
        String status,
        @Nullable String allowed,
        @Nullable String refusal,
        @Nullable String basis,
        @Nullable List<AskedItem> asked,
        OcpiObjects.@Nullable CdrToken token,
        @Nullable String authorizationReference,
        @Nullable String locationId,
        @Nullable String evseUid,
        @Nullable String evseId,
        String purpose,
        @Nullable String cpoRef,
        @Nullable String emspRef,
        @Nullable String agreementId,
        @Nullable Instant validUntil,
        Instant requestedAt,
        @Nullable Integer waitedMs,
        @Nullable LateItem answeredLate,
        Instant lastUpdated,
        @Nullable Boolean erased) {

    /** An eMSP that was asked and what came of it. */
    @ApiJson
    record AskedItem(String emsp, String outcome) {
        static AskedItem of(Asked asked) {
            return new AskedItem(asked.emsp().value(), asked.outcome());
        }
    }

    /** An answer that came after the decision. */
    @ApiJson
    record LateItem(String emsp, boolean allowed, @Nullable String refusal, int lateByMs) {}

    /** Throws IllegalArgumentException when the events don't begin with the request. */
    static AuthorizationItem of(List<Placed> events) {
        AuthorizationRequested requested = null;
        AuthorizationGranted granted = null;
        AuthorizationRefused refused = null;
        AuthorizationAnsweredLate late = null;
        for (Placed placed : events) {
            switch (placed.event()) {
                case AuthorizationRequested e -> requested = e;
                case AuthorizationGranted e -> granted = e;
                case AuthorizationRefused e -> refused = e;
                case AuthorizationAnsweredLate e -> late = e;
                default -> {}
            }
        }
        if (requested == null) {
            throw new IllegalArgumentException("an authorisation begins with authorization.requested");
        }
        Instant first = events.getFirst().recordedAt();
        Instant last = events.getLast().recordedAt();
        if (granted != null) {
            return granted(requested, granted, late, first, last);
        }
        return refused != null ? refused(requested, refused, late, first, last) : open(requested, first, last);
    }

    private static AuthorizationItem granted(
            AuthorizationRequested asked,
            AuthorizationGranted e,
            @Nullable AuthorizationAnsweredLate late,
            Instant first,
            Instant last) {
        return item(
                asked,
                e.emsp(),
                "GRANTED",
                "ALLOWED",
                null,
                e.basis().name(),
                e.asked(),
                e.reference().known().map(r -> r.value()).orElse(null),
                e.emspRef(),
                e.agreement().toString(),
                e.validUntil(),
                e.waitedMs(),
                late,
                first,
                last,
                OcpiMapping.isErased(e.contract(), e.reference()));
    }

    private static AuthorizationItem refused(
            AuthorizationRequested asked,
            AuthorizationRefused e,
            @Nullable AuthorizationAnsweredLate late,
            Instant first,
            Instant last) {
        return item(
                asked,
                e.emsp(),
                "REFUSED",
                allowed(e.refusal()),
                e.refusal(),
                e.basis() == null ? null : e.basis().name(),
                e.asked(),
                null,
                null,
                null,
                null,
                e.waitedMs(),
                late,
                first,
                last,
                false);
    }

    private static AuthorizationItem open(AuthorizationRequested asked, Instant first, Instant last) {
        return item(
                asked,
                asked.issuer(),
                "REQUESTED",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                first,
                last,
                false);
    }

    /** OCPI's AllowedType where it has a word for the refusal. */
    private static @Nullable String allowed(Refusal refusal) {
        return switch (refusal) {
            case TOKEN_BLOCKED -> "BLOCKED";
            case TOKEN_EXPIRED -> "EXPIRED";
            case NO_CREDIT -> "NO_CREDIT";
            case TOKEN_NOT_ALLOWED, CONCURRENT_SESSION, CERTIFICATE_REFUSED -> "NOT_ALLOWED";
            default -> null;
        };
    }

    private static AuthorizationItem item(
            AuthorizationRequested request,
            @Nullable PartyId emsp,
            String status,
            @Nullable String allowed,
            @Nullable Refusal refusal,
            @Nullable String basis,
            List<Asked> asked,
            @Nullable String reference,
            @Nullable String emspRef,
            @Nullable String agreement,
            @Nullable Instant validUntil,
            @Nullable Integer waitedMs,
            @Nullable AuthorizationAnsweredLate late,
            Instant first,
            Instant last,
            boolean erased) {
        Place place = request.place();
        PartyId owner = emsp == null ? request.issuer() : emsp;
        Refusal lateRefusal = late == null ? null : late.refusal();
        return new AuthorizationItem(
                request.authorization().toString(),
                request.session().toString(),
                request.cpo().value(),
                owner == null ? null : owner.value(),
                status,
                allowed,
                refusal == null ? null : refusal.name(),
                basis,
                asked.isEmpty() ? null : asked.stream().map(AskedItem::of).toList(),
                owner == null
                        ? null
                        : OcpiMapping.token(request.issuer(), owner, request.tokenKind(), request.tokenSeen()),
                reference,
                place == null ? null : place.locationFid(),
                place == null ? null : OcpiMapping.evseUid(place),
                place == null ? null : OcpiMapping.evseId(place),
                request.purpose().name(),
                request.cpoRef(),
                emspRef,
                agreement,
                validUntil,
                first,
                waitedMs,
                late == null
                        ? null
                        : new LateItem(
                                late.emsp().value(),
                                late.allowed(),
                                lateRefusal == null ? null : lateRefusal.name(),
                                late.lateByMs()),
                last,
                erased || OcpiMapping.isErased(request.tokenSeen()) ? Boolean.TRUE : null);
    }
}
