package org.roaminghub.connector.ocpp.message.v16;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v16.Core.IdTagInfo;

/** What stations of 1.6 may be able to: local lists, reservations, limits, firmware, diagnostics and triggers. */
public interface Profiles {

    /** Asks for the number of the station's list; -1: it can't keep one. */
    record GetLocalListVersionRequest() implements Message {}

    record GetLocalListVersionResponse(@Owed @Nullable Integer listVersion) implements Message {}

    /** Replaces the station's list, or changes it. */
    record SendLocalListRequest(int listVersion, String updateType, List<AuthorizationData> localAuthorizationList)
            implements Message {}

    record SendLocalListResponse(
            @Words("Accepted Failed NotSupported VersionMismatch")
            String status) implements Message {}

    /** Keeps a connector for a card. */
    record ReserveNowRequest(
            int connectorId,
            WireTime expiryDate,
            @Most(20) String idTag,
            @Most(20) @Nullable String parentIdTag,
            int reservationId)
            implements Message {}

    record ReserveNowResponse(
            @Words("Accepted Faulted Occupied Rejected Unavailable")
            String status) implements Message {}

    /** Ends a reservation. */
    record CancelReservationRequest(int reservationId) implements Message {}

    record CancelReservationResponse(
            @Words("Accepted Rejected") String status) implements Message {}

    /** Sets limits. */
    record SetChargingProfileRequest(int connectorId, ChargingProfile csChargingProfiles) implements Message {}

    record SetChargingProfileResponse(
            @Words("Accepted Rejected NotSupported") String status) implements Message {}

    /** Removes a profile by its id, or those of a kind. */
    record ClearChargingProfileRequest(
            @Nullable Integer id,
            @Nullable Integer connectorId,
            @Nullable String chargingProfilePurpose,
            @Nullable Integer stackLevel)
            implements Message {}

    record ClearChargingProfileResponse(
            @Words("Accepted Unknown") String status) implements Message {}

    /** Asks for the limits of so many seconds from now. */
    record GetCompositeScheduleRequest(
            int connectorId, int duration, @Nullable String chargingRateUnit) implements Message {}

    record GetCompositeScheduleResponse(
            @Words("Accepted Rejected") String status,
            @Nullable Integer connectorId,
            @Nullable WireTime scheduleStart,
            @Nullable ChargingSchedule chargingSchedule)
            implements Message {}

    /** Has the station fetch and install firmware; {@code retryInterval} in seconds. */
    record UpdateFirmwareRequest(
            String location,
            @Nullable Integer retries,
            WireTime retrieveDate,
            @Nullable Integer retryInterval) implements Message {}

    record UpdateFirmwareResponse() implements Message {}

    /** How far that is. */
    record FirmwareStatusNotificationRequest(@Owed @Nullable String status) implements Message.Progressing {}

    record FirmwareStatusNotificationResponse() implements Message {}

    /** Has the station send its log; {@code retryInterval} in seconds. */
    record GetDiagnosticsRequest(
            String location,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            @Nullable WireTime startTime,
            @Nullable WireTime stopTime)
            implements Message {}

    record GetDiagnosticsResponse(@Most(255) @Nullable String fileName) implements Message {}

    /** How far that is. */
    record DiagnosticsStatusNotificationRequest(
            @Owed @Nullable String status) implements Message.Progressing {}

    record DiagnosticsStatusNotificationResponse() implements Message {}

    /** Asks the station to send a message now. */
    record TriggerMessageRequest(
            String requestedMessage, @Nullable Integer connectorId) implements Message {}

    record TriggerMessageResponse(
            @Words("Accepted Rejected NotImplemented") String status) implements Message {}

    /** Limits, for whom and how long. */
    record ChargingProfile(
            int chargingProfileId,
            int stackLevel,
            String chargingProfilePurpose,
            String chargingProfileKind,
            @Nullable Integer transactionId,
            @Nullable String recurrencyKind,
            @Nullable WireTime validFrom,
            @Nullable WireTime validTo,
            ChargingSchedule chargingSchedule) {}

    /** Limits over time: from a moment or the start of the transaction, for {@code duration} seconds. */
    record ChargingSchedule(
            @Nullable Integer duration,
            @Nullable WireTime startSchedule,
            @Owed @Nullable String chargingRateUnit,
            @Nullable BigDecimal minChargingRate,
            @Owed List<ChargingSchedulePeriod> chargingSchedulePeriod) {}

    /** The limit from {@code startPeriod} seconds after the schedule's start, in A per phase or in W. */
    record ChargingSchedulePeriod(
            @Owed @Nullable Integer startPeriod,
            @Owed @Nullable BigDecimal limit,
            @Nullable Integer numberPhases) {}

    /** A card and whether it may charge; without that it leaves the list. */
    record AuthorizationData(
            @Most(20) String idTag, @Nullable IdTagInfo idTagInfo) {}
}
