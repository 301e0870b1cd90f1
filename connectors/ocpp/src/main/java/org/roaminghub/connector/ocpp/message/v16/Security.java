package org.roaminghub.connector.ocpp.message.v16;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;

/** The security extension of 1.6 (whitepaper, edition 3). Certificates are PEM, hashes and serial numbers hexadecimal. */
public interface Security {

    /** Asks for a certificate; {@code csr} is a request by PKCS #10 in PEM. */
    record SignCertificateRequest(@Most(5500) String csr) implements Message {}

    record SignCertificateResponse(String status) implements Message {}

    /** The chain that was asked for, the station's own certificate first. */
    record CertificateSignedRequest(@Most(10000) String certificateChain) implements Message {}

    record CertificateSignedResponse(
            @Words("Accepted Rejected") String status) implements Message {}

    /** Adds a root certificate. */
    record InstallCertificateRequest(
            String certificateType, @Most(5500) String certificate) implements Message {}

    record InstallCertificateResponse(
            @Words("Accepted Failed Rejected") String status) implements Message {}

    /** Removes a certificate. */
    record DeleteCertificateRequest(CertificateHashData certificateHashData) implements Message {}

    record DeleteCertificateResponse(
            @Words("Accepted Failed NotFound") String status) implements Message {}

    /** Asks which root certificates the station has. */
    record GetInstalledCertificateIdsRequest(String certificateType) implements Message {}

    record GetInstalledCertificateIdsResponse(
            List<CertificateHashData> certificateHashData,
            @Words("Accepted NotFound") String status) implements Message {}

    /** Has the station send a log to an address; {@code retryInterval} in seconds. */
    record GetLogRequest(
            LogParameters log,
            String logType,
            int requestId,
            @Nullable Integer retries,
            @Nullable Integer retryInterval)
            implements Message {}

    record GetLogResponse(
            @Words("Accepted Rejected AcceptedCanceled") String status,
            @Most(255) @Nullable String filename) implements Message {}

    /** How far that is. */
    record LogStatusNotificationRequest(
            @Owed @Nullable String status, @Nullable BigInteger requestId)
            implements Message.Requested, Message.Progressing {}

    record LogStatusNotificationResponse() implements Message {}

    /** Something happened that concerns the station's security. */
    @Checked
    record SecurityEventNotificationRequest(
            @Most(50) String type,
            WireTime timestamp,
            @Most(255) @Nullable String techInfo) implements Message {}

    record SecurityEventNotificationResponse() implements Message {}

    /** Has the station fetch and install signed firmware; {@code retryInterval} in seconds. */
    record SignedUpdateFirmwareRequest(
            @Nullable Integer retries, @Nullable Integer retryInterval, int requestId, Firmware firmware)
            implements Message {}

    record SignedUpdateFirmwareResponse(@Owed @Nullable String status) implements Message {}

    /** How far that is. */
    record SignedFirmwareStatusNotificationRequest(
            @Owed @Nullable String status, @Nullable BigInteger requestId)
            implements Message.Requested, Message.Progressing {}

    record SignedFirmwareStatusNotificationResponse() implements Message {}

    /** As TriggerMessage, for messages of the extension. */
    record ExtendedTriggerMessageRequest(
            String requestedMessage, @Nullable Integer connectorId) implements Message {}

    record ExtendedTriggerMessageResponse(
            @Words("Accepted Rejected NotImplemented") String status) implements Message {}

    /** Names a certificate by hashes of its issuer and by its serial number. */
    record CertificateHashData(
            @Owed @Nullable String hashAlgorithm,
            @Most(128) @Owed @Nullable String issuerNameHash,
            @Most(128) @Owed @Nullable String issuerKeyHash,
            @Most(40) @Owed @Nullable String serialNumber) {}

    /** Where a log goes, and of which time it is wanted. */
    record LogParameters(
            @Most(512) String remoteLocation,
            @Nullable WireTime oldestTimestamp,
            @Nullable WireTime latestTimestamp) {}

    /** Where firmware is, when to fetch and install it, and who signed it. */
    record Firmware(
            @Most(512) String location,
            WireTime retrieveDateTime,
            @Nullable WireTime installDateTime,
            @Most(5500) String signingCertificate,
            @Most(800) String signature) {}
}
