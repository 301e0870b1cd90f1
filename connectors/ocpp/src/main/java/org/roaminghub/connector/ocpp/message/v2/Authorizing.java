package org.roaminghub.connector.ocpp.message.v2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Certificates.OCSPRequestData;
import org.roaminghub.connector.ocpp.message.v2.Displays.MessageContent;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.Tariff;

/** Who may charge, asked for or kept in a list (OCPP 2.x, blocks C and D). */
public interface Authorizing {

    /** Asks whether a token may charge, of Plug & Charge with its certificate or the hashes of its chain. */
    record AuthorizeRequest(
            IdToken idToken,
            @Most(value = 10000, before = 5500) @Nullable String certificate,
            List<OCSPRequestData> iso15118CertificateHashData)
            implements Message {}

    /** {@code certificateStatus} is about the certificate, {@code idTokenInfo} about its contract. */
    record AuthorizeResponse(
            IdTokenInfo idTokenInfo,
            @Nullable String certificateStatus,
            @Since("2.1") List<String> allowedEnergyTransfer,
            @Since("2.1") @Nullable Tariff tariff)
            implements Message {}

    /** Makes the station forget which tokens were accepted. */
    record ClearCacheRequest() implements Message {}

    record ClearCacheResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for the number of the station's list; 0: it has none. */
    record GetLocalListVersionRequest() implements Message {}

    record GetLocalListVersionResponse(@Owed @Nullable Integer versionNumber) implements Message {}

    /** Replaces the station's list, or changes it. */
    record SendLocalListRequest(int versionNumber, String updateType, List<AuthorizationData> localAuthorizationList)
            implements Message {}

    record SendLocalListResponse(
            @Words("Accepted Failed VersionMismatch") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** What a driver is known by. Which types there are is open in 2.1. */
    record IdToken(
            @Most(value = 255, before = 36) String idToken,
            @Most(20) String type,
            List<AdditionalInfo> additionalInfo) {

        public static IdToken of(String idToken, String type) {
            return new IdToken(idToken, type, List.of());
        }
    }

    /** A further id beside a token, of a kind that both sides know. */
    record AdditionalInfo(
            @Most(value = 255, before = 36) @Owed @Nullable String additionalIdToken,
            @Most(50) @Owed @Nullable String type) {}

    /** Whether a token may charge, until when that may be remembered, and what its driver is told. */
    record IdTokenInfo(
            AuthorizationStatus status,
            @Nullable IdToken groupIdToken,
            @Nullable WireTime cacheExpiryDateTime,
            @Nullable Integer chargingPriority,
            @Most(8) @Nullable String language1,
            @Most(8) @Nullable String language2,
            List<Integer> evseId,
            @Nullable MessageContent personalMessage) {

        /** {@code group} absent: of none; {@code until} absent: for ever. */
        public static IdTokenInfo of(AuthorizationStatus status, @Nullable String group, @Nullable WireTime until) {
            IdToken token = group == null ? null : IdToken.of(group, "Central");
            return new IdTokenInfo(status, token, until, null, null, null, List.of(), null);
        }
    }

    /** A token and whether it may charge; without that it leaves the list. */
    record AuthorizationData(IdToken idToken, @Nullable IdTokenInfo idTokenInfo) {}

    /** What is decided about a token. */
    enum AuthorizationStatus {
        Accepted,
        Blocked,
        ConcurrentTx,
        Expired,
        Invalid,
        NoCredit,
        NotAllowedTypeEVSE,
        NotAtThisLocation,
        NotAtThisTime,
        Unknown
    }
}
