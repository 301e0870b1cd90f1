package org.roaminghub.connector.ocpp.message.v2;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import tools.jackson.databind.JsonNode;

/** What vendors agree on by themselves (OCPP 2.x, block P). */
public interface DataTransfers {

    /** A message of a vendor; {@code data} is whatever JSON they agreed on. */
    @Checked
    record DataTransferRequest(
            @Most(255) String vendorId,
            @Most(50) @Nullable String messageId,
            @Nullable JsonNode data) implements Message {}

    record DataTransferResponse(
            @Words("Accepted Rejected UnknownMessageId UnknownVendorId")
            String status,

            @Nullable JsonNode data,
            @Nullable StatusInfo statusInfo)
            implements Message {}
}
