package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Firmware (OCPP 2.x, block L). */
public interface FirmwareUpdates {

    /** Has the station fetch and install firmware; {@code retryInterval} in seconds. */
    record UpdateFirmwareRequest(
            @Nullable Integer retries, @Nullable Integer retryInterval, int requestId, Firmware firmware)
            implements Message {}

    record UpdateFirmwareResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** How far an update is. */
    record FirmwareStatusNotificationRequest(
            @Owed @Nullable String status,
            @Nullable BigInteger requestId,
            @Since("2.1") @Nullable StatusInfo statusInfo)
            implements Message.Requested, Message.Progressing {}

    record FirmwareStatusNotificationResponse() implements Message {}

    /** Has a local controller offer firmware to its stations; {@code checksum} is MD5. */
    record PublishFirmwareRequest(
            @Most(value = 2000, before = 512) String location,
            @Nullable Integer retries,
            @Most(32) String checksum,
            int requestId,
            @Nullable Integer retryInterval)
            implements Message {}

    record PublishFirmwareResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** How far that is, and where the firmware is to be had. */
    record PublishFirmwareStatusNotificationRequest(
            @Owed @Nullable String status,
            @Most(value = 2000, before = 512) List<String> location,
            @Nullable BigInteger requestId,
            @Since("2.1") @Nullable StatusInfo statusInfo)
            implements Message.Requested, Message.Progressing {}

    record PublishFirmwareStatusNotificationResponse() implements Message {}

    /** Has it offered no longer. */
    record UnpublishFirmwareRequest(@Most(32) String checksum) implements Message {}

    record UnpublishFirmwareResponse(@Owed @Nullable String status) implements Message {}

    /** Where firmware is, when to fetch and install it, and who signed it. */
    record Firmware(
            @Most(value = 2000, before = 512) String location,
            WireTime retrieveDateTime,
            @Nullable WireTime installDateTime,
            @Most(5500) @Nullable String signingCertificate,
            @Most(800) @Nullable String signature) {}
}
