package org.roaminghub.connector.ocpp.message.v2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Certificates, and what concerns security (OCPP 2.x, blocks A and M). Certificates are PEM, hashes and serial numbers hexadecimal. */
public interface Certificates {

    /** Asks for a certificate; {@code csr} is a request by PKCS #10 in PEM. */
    record SignCertificateRequest(
            @Most(5500) String csr,

            @Words("ChargingStationCertificate V2GCertificate V2G20Certificate") @Checked @Nullable
            String certificateType,

            @Since("2.1") @Nullable CertificateHashData hashRootCertificate,
            @Since("2.1") @Checked @Nullable Integer requestId)
            implements Message {}

    record SignCertificateResponse(String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** The chain that was asked for, the station's own certificate first. */
    record CertificateSignedRequest(
            @Most(10000) String certificateChain,
            @Nullable String certificateType,
            @Since("2.1") @Nullable Integer requestId)
            implements Message {}

    record CertificateSignedResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Something happened that concerns the station's security. */
    @Checked
    record SecurityEventNotificationRequest(
            @Most(50) String type,
            WireTime timestamp,
            @Most(255) @Nullable String techInfo) implements Message {}

    record SecurityEventNotificationResponse() implements Message {}

    /** Adds a root certificate. */
    record InstallCertificateRequest(
            String certificateType,
            @Most(value = 10000, before = 5500) String certificate) implements Message {}

    record InstallCertificateResponse(
            @Words("Accepted Rejected Failed") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Removes a certificate. */
    record DeleteCertificateRequest(CertificateHashData certificateHashData) implements Message {}

    record DeleteCertificateResponse(
            @Words("Accepted Failed NotFound") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks which certificates the station has; without kinds for all of them. */
    record GetInstalledCertificateIdsRequest(List<String> certificateType) implements Message {}

    record GetInstalledCertificateIdsResponse(
            @Words("Accepted NotFound") String status,
            @Nullable StatusInfo statusInfo,
            List<CertificateHashDataChain> certificateHashDataChain)
            implements Message {}

    /** Asks for the word of a certificate's OCSP responder. */
    record GetCertificateStatusRequest(OCSPRequestData ocspRequestData) implements Message {}

    /** {@code ocspResult} is the responder's answer, DER in Base64. */
    record GetCertificateStatusResponse(
            String status,
            @Nullable StatusInfo statusInfo,
            @Most(value = 18000, before = 5500) @Nullable String ocspResult)
            implements Message {}

    /** Asks for the state of several certificates at once. */
    @Since("2.1")
    record GetCertificateChainStatusRequest(@Needed List<CertificateStatusRequestInfo> certificateStatusRequests)
            implements Message {}

    /** The state of each, in the order of the question. */
    @Since("2.1")
    record GetCertificateChainStatusResponse(@Needed List<CertificateStatus> certificateStatus) implements Message {}

    /** A vehicle's request for a contract certificate; {@code exiRequest} is Base64. */
    record Get15118EVCertificateRequest(
            @Most(50) String iso15118SchemaVersion,
            @Words("Install Update") String action,
            @Most(value = 11000, before = 5600) String exiRequest,
            @Since("2.1") @Nullable Integer maximumContractCertificateChains,
            @Since("2.1") @Most(255) List<String> prioritizedEMAIDs)
            implements Message {}

    /** The pool's answer for the vehicle; {@code exiResponse} is Base64. */
    record Get15118EVCertificateResponse(
            String status,
            @Nullable StatusInfo statusInfo,
            @Most(value = 17000, before = 5600) String exiResponse,
            @Since("2.1") @Nullable Integer remainingContracts)
            implements Message {}

    /** Names a certificate by hashes of its issuer and by its serial number. */
    record CertificateHashData(
            @Words("SHA256 SHA384 SHA512") String hashAlgorithm,
            @Most(128) String issuerNameHash,
            @Most(128) String issuerKeyHash,
            @Most(40) String serialNumber) {}

    /** A certificate and those below it. */
    record CertificateHashDataChain(
            @Owed @Nullable CertificateHashData certificateHashData,
            @Owed @Nullable String certificateType,
            List<CertificateHashData> childCertificateHashData) {}

    /** Names a certificate, and who can be asked about it. */
    record OCSPRequestData(
            @Words("SHA256 SHA384 SHA512") String hashAlgorithm,
            @Most(128) String issuerNameHash,
            @Most(128) String issuerKeyHash,
            @Most(40) String serialNumber,
            @Most(value = 2000, before = 512) String responderURL) {}

    /** One certificate, and the addresses of who knows about it. */
    record CertificateStatusRequestInfo(
            @Words("CRL OCSP") String source,
            CertificateHashData certificateHashData,
            @Most(2000) @Owed List<String> urls) {}

    /** The state of one certificate, and until when it can be relied on. */
    record CertificateStatus(
            CertificateHashData certificateHashData, String source, String status, WireTime nextUpdate) {}
}
