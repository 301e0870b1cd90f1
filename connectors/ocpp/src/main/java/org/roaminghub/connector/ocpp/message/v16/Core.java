package org.roaminghub.connector.ocpp.message.v16;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Only;
import org.roaminghub.connector.ocpp.message.OrNumber;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v16.Profiles.ChargingProfile;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;

/** What every station of 1.6 can (OCPP 1.6, profile Core). Connectors count from 1, 0 is the station. */
public interface Core {

    /** Sent when the station has started. */
    @Checked
    record BootNotificationRequest(
            @Most(20) String chargePointVendor,
            @Most(20) String chargePointModel,
            @Most(25) @Nullable String chargePointSerialNumber,
            @Most(25) @Nullable String chargeBoxSerialNumber,
            @Most(50) @Nullable String firmwareVersion,
            @Most(20) @Nullable String iccid,
            @Most(20) @Nullable String imsi,
            @Most(25) @Nullable String meterType,
            @Most(25) @Nullable String meterSerialNumber)
            implements Message {}

    /** {@code interval} in seconds: of heartbeats when accepted, else until the station asks again. */
    record BootNotificationResponse(RegistrationStatus status, WireTime currentTime, int interval) implements Message {}

    /** A sign of life, which asks for the time. */
    record HeartbeatRequest() implements Message {}

    record HeartbeatResponse(WireTime currentTime) implements Message {}

    /** The state of a connector. */
    @Checked
    record StatusNotificationRequest(
            int connectorId,
            @Most(50) String errorCode,
            ChargePointStatus status,
            @Most(50) @Nullable String info,
            @Nullable WireTime timestamp,
            @Most(255) @Nullable String vendorId,
            @Most(50) @Nullable String vendorErrorCode)
            implements Message {}

    record StatusNotificationResponse() implements Message {}

    /** Asks whether a card may charge. */
    record AuthorizeRequest(@Most(20) String idTag) implements Message {}

    record AuthorizeResponse(IdTagInfo idTagInfo) implements Message {}

    /** A transaction began; {@code meterStart} in Wh, by the standard without fractions. */
    record StartTransactionRequest(
            int connectorId,
            @Most(255) String idTag,
            @Owed @Nullable BigDecimal meterStart,
            @Nullable Integer reservationId,
            @Owed @Nullable WireTime timestamp)
            implements Message {}

    /** The hub gives transactions their ids. */
    record StartTransactionResponse(IdTagInfo idTagInfo, int transactionId) implements Message {}

    /** A transaction ended; {@code meterStop} in Wh, by the standard without fractions. Of its id the digits are kept: some stations write what no int holds. */
    record StopTransactionRequest(
            @Most(20) @Nullable String idTag,
            @Owed @Nullable BigDecimal meterStop,
            @Owed @Nullable WireTime timestamp,
            @Owed @Nullable BigInteger transactionId,
            @Nullable String reason,
            List<MeterValue> transactionData)
            implements Message {}

    record StopTransactionResponse(@Nullable IdTagInfo idTagInfo) implements Message {}

    /** Readings, of a transaction or none. */
    record MeterValuesRequest(
            int connectorId,
            @Nullable BigInteger transactionId,
            @Owed List<MeterValue> meterValue) implements Message {}

    record MeterValuesResponse() implements Message {}

    /** A message of a vendor; {@code data} is a text by the standard, with some stations JSON. */
    @Checked
    record DataTransferRequest(
            @Most(255) String vendorId,
            @Most(50) @Nullable String messageId,
            @Nullable JsonNode data) implements Message {}

    record DataTransferResponse(
            @Words("Accepted Rejected UnknownMessageId UnknownVendorId")
            String status,

            @Nullable JsonNode data) implements Message {}

    /** Starts a transaction. */
    record RemoteStartTransactionRequest(
            @Nullable Integer connectorId,
            @Most(20) String idTag,
            @Nullable ChargingProfile chargingProfile) implements Message {}

    record RemoteStartTransactionResponse(
            @Words("Accepted Rejected") String status) implements Message {}

    /** Ends one. */
    record RemoteStopTransactionRequest(int transactionId) implements Message {}

    record RemoteStopTransactionResponse(
            @Words("Accepted Rejected") String status) implements Message {}

    /** Lets a plug go. */
    record UnlockConnectorRequest(int connectorId) implements Message {}

    record UnlockConnectorResponse(
            @Words("Unlocked UnlockFailed NotSupported") String status) implements Message {}

    /** Restarts the station. */
    record ResetRequest(String type) implements Message {}

    record ResetResponse(@Words("Accepted Rejected") String status) implements Message {}

    /** Takes a connector into service, or out of it. */
    record ChangeAvailabilityRequest(int connectorId, String type) implements Message {}

    record ChangeAvailabilityResponse(
            @Words("Accepted Rejected Scheduled") String status) implements Message {}

    /** Asks for settings; without keys for all. */
    record GetConfigurationRequest(@Most(50) List<String> key) implements Message {}

    record GetConfigurationResponse(
            List<KeyValue> configurationKey, @Most(50) List<String> unknownKey) implements Message {}

    /** Changes a setting. */
    record ChangeConfigurationRequest(
            @Most(50) String key, @Most(2048) String value) implements Message {}

    record ChangeConfigurationResponse(
            @Words("Accepted Rejected RebootRequired NotSupported")
            String status) implements Message {}

    /** Makes the station forget which cards were accepted. */
    record ClearCacheRequest() implements Message {}

    record ClearCacheResponse(@Words("Accepted Rejected") String status) implements Message {}

    /** Whether a card may charge, and until when that may be remembered. */
    record IdTagInfo(
            AuthorizationStatus status,
            @Most(20) @Nullable String parentIdTag,
            @Nullable WireTime expiryDate) {}

    /** Readings of one moment. */
    record MeterValue(
            @Owed @Nullable WireTime timestamp, @Owed List<SampledValue> sampledValue) {}

    /** One reading; Wh, W, A and V where no unit is said. Its value is a text by the standard. */
    record SampledValue(
            @Owed @OrNumber @Nullable String value,
            @Nullable String context,
            @Nullable String format,
            @Nullable String measurand,
            @Nullable String phase,
            @Nullable String location,
            @Nullable String unit) {}

    /** A setting. */
    record KeyValue(
            @Most(50) @Owed @Nullable String key,
            @Owed @Nullable Boolean readonly,
            @Most(2048) @OrNumber @Nullable String value) {}

    /** What is decided about a station. */
    enum RegistrationStatus {
        Accepted,
        Pending,
        Rejected
    }

    /** The state of a connector. */
    enum ChargePointStatus {
        Available,
        Preparing,
        Charging,
        SuspendedEVSE,
        SuspendedEV,
        Finishing,
        Reserved,
        Unavailable,
        Faulted,
        /** All between Available and Finishing: 1.5 has no word for more. */
        @Only(Version.V1_5S)
        Occupied
    }

    /** What is decided about a card. */
    enum AuthorizationStatus {
        Accepted,
        Blocked,
        Expired,
        Invalid,
        ConcurrentTx
    }
}
