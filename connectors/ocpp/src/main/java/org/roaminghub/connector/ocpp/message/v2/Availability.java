package org.roaminghub.connector.ocpp.message.v2;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.EVSE;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** What can be used, and for whom it is kept (OCPP 2.x, blocks G and H). */
public interface Availability {

    /** The state of one connector, as it is at the time. */
    record StatusNotificationRequest(
            WireTime timestamp,
            ConnectorStatus connectorStatus,
            int evseId,
            @Needed @Nullable Integer connectorId) implements Message {}

    record StatusNotificationResponse() implements Message {}

    /** Takes the station, an EVSE or a connector into service, or out of it. */
    record ChangeAvailabilityRequest(@Nullable EVSE evse, String operationalStatus) implements Message {}

    record ChangeAvailabilityResponse(
            @Words("Accepted Rejected Scheduled") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Keeps an EVSE, or any of a connector's type, for a token. */
    record ReserveNowRequest(
            int id,
            WireTime expiryDateTime,
            @Nullable Integer evseId,
            IdToken idToken,
            @Nullable IdToken groupIdToken,
            @Most(20) @Nullable String connectorType)
            implements Message {}

    record ReserveNowResponse(
            @Words("Accepted Faulted Occupied Rejected Unavailable")
            String status,

            @Nullable StatusInfo statusInfo) implements Message {}

    /** Ends a reservation. */
    record CancelReservationRequest(int reservationId) implements Message {}

    record CancelReservationResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** A reservation ended by itself. */
    record ReservationStatusUpdateRequest(
            @Owed @Nullable Integer reservationId,
            @Owed @Nullable String reservationUpdateStatus) implements Message {}

    record ReservationStatusUpdateResponse() implements Message {}

    /** The state of a connector. */
    enum ConnectorStatus {
        Available,
        Occupied,
        Reserved,
        Unavailable,
        Faulted
    }
}
