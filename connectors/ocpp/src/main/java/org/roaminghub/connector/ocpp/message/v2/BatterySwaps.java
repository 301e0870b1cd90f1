package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Swapped batteries (OCPP 2.1, block S). */
public interface BatterySwaps {

    /** Batteries came or went. */
    @Since("2.1")
    record BatterySwapRequest(
            @Owed List<BatteryData> batteryData,
            @Owed @Nullable String eventType,
            @Owed @Nullable IdToken idToken,
            @Owed @Nullable BigInteger requestId)
            implements Message.Requested {}

    @Since("2.1")
    record BatterySwapResponse() implements Message {}

    /** Lets a driver swap. */
    @Since("2.1")
    record RequestBatterySwapRequest(IdToken idToken, int requestId) implements Message {}

    @Since("2.1")
    record RequestBatterySwapResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A battery: its charge and health in percent. */
    record BatteryData(
            @Owed @Nullable Integer evseId,
            @Most(50) @Owed @Nullable String serialNumber,
            @Owed @Nullable BigDecimal soC,
            @Owed @Nullable BigDecimal soH,
            @Nullable WireTime productionDate,
            @Most(500) @Nullable String vendorInfo) {}
}
