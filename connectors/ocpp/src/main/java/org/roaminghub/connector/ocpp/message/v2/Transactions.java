package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdTokenInfo;
import org.roaminghub.connector.ocpp.message.v2.Displays.MessageContent;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.EVSE;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ChargingProfile;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.CostDetails;

/** Transactions, remote control and meter values (OCPP 2.x, blocks E, F and J). */
public interface Transactions {

    /** A transaction began, went on or ended. {@code cableMaxCurrent} in A. */
    record TransactionEventRequest(
            EventType eventType,
            WireTime timestamp,
            int seqNo,
            Transaction transactionInfo,
            @Checked @Nullable IdToken idToken,
            @Checked @Nullable EVSE evse,
            @Owed @Nullable String triggerReason,
            @Nullable Boolean offline,
            @Nullable Integer reservationId,
            List<MeterValue> meterValue,
            @Since("2.1") @Nullable CostDetails costDetails,
            @Nullable Integer numberOfPhasesUsed,
            @Nullable Integer cableMaxCurrent,
            @Since("2.1") @Nullable String preconditioningStatus,
            @Since("2.1") @Nullable Boolean evseSleep)
            implements Message {}

    /** {@code totalCost} with taxes in the station's currency; absent doesn't mean free. */
    record TransactionEventResponse(
            @Nullable IdTokenInfo idTokenInfo,
            @Since("2.1") @Nullable TransactionLimit transactionLimit,
            @Nullable BigDecimal totalCost,
            @Nullable Integer chargingPriority,
            @Nullable MessageContent updatedPersonalMessage,
            @Since("2.1") List<MessageContent> updatedPersonalMessageExtra)
            implements Message {}

    /** Readings outside of transactions; EVSE 0 is the station's own meter. */
    record MeterValuesRequest(int evseId, @Owed List<MeterValue> meterValue) implements Message {}

    record MeterValuesResponse() implements Message {}

    /** Asks whether a transaction runs, and whether messages of it wait to be sent. */
    record GetTransactionStatusRequest(@Most(36) @Nullable String transactionId) implements Message {}

    record GetTransactionStatusResponse(
            @Nullable Boolean ongoingIndicator,
            @Owed @Nullable Boolean messagesInQueue) implements Message {}

    /** Starts a transaction; the station names {@code remoteStartId} in what it tells of it. */
    record RequestStartTransactionRequest(
            @Nullable Integer evseId,
            int remoteStartId,
            IdToken idToken,
            @Nullable IdToken groupIdToken,
            @Nullable ChargingProfile chargingProfile)
            implements Message {}

    record RequestStartTransactionResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo,
            @Most(36) @Nullable String transactionId)
            implements Message {}

    /** Ends a transaction. */
    record RequestStopTransactionRequest(@Most(36) String transactionId) implements Message {}

    record RequestStopTransactionResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Lets a plug go. */
    record UnlockConnectorRequest(int evseId, int connectorId) implements Message {}

    record UnlockConnectorResponse(
            @Words("Unlocked UnlockFailed OngoingAuthorizedTransaction UnknownConnector")
            String status,

            @Nullable StatusInfo statusInfo)
            implements Message {}

    /** Asks the station to send a message now. */
    record TriggerMessageRequest(
            @Nullable EVSE evse,
            String requestedMessage,
            @Since("2.1") @Most(50) @Nullable String customTrigger) implements Message {}

    record TriggerMessageResponse(
            @Words("Accepted Rejected NotImplemented") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Readings of one moment. */
    record MeterValue(
            @Owed List<SampledValue> sampledValue,
            @Owed @Nullable WireTime timestamp) {}

    /** One reading, in its unit times ten to the power of the unit's {@code multiplier}. */
    record SampledValue(
            @Owed @Nullable BigDecimal value,
            @Nullable String measurand,
            @Nullable String context,
            @Nullable String phase,
            @Nullable String location,
            @Nullable SignedMeterValue signedMeterValue,
            @Nullable UnitOfMeasure unitOfMeasure) {}

    /** What the meter signed; Base64, as is the key. */
    record SignedMeterValue(
            @Most(value = 32768, before = 2500) @Owed @Nullable
            String signedMeterData,

            @Most(50) @Owed("2.0.1") @Nullable String signingMethod,
            @Most(50) @Owed @Nullable String encodingMethod,
            @Most(2500) @Owed("2.0.1") @Nullable String publicKey) {}

    /** A unit (Wh where none is said) and a power of ten. */
    record UnitOfMeasure(
            @Most(20) @Nullable String unit, @Nullable Integer multiplier) {}

    /** A transaction by the station's id, and its state; {@code timeSpentCharging} in seconds. */
    record Transaction(
            @Most(36) String transactionId,
            @Nullable String chargingState,
            @Nullable Integer timeSpentCharging,
            @Nullable String stoppedReason,
            @Nullable Integer remoteStartId,
            @Since("2.1") @Nullable String operationMode,
            @Since("2.1") @Most(60) @Nullable String tariffId,
            @Since("2.1") @Nullable TransactionLimit transactionLimit) {}

    /** How far a transaction may go: cost in its currency, energy in Wh, time in seconds, charge in percent. */
    record TransactionLimit(
            @Nullable BigDecimal maxEnergy,
            @Nullable Integer maxTime,
            @Nullable BigDecimal maxCost,
            @Nullable Integer maxSoC) {}

    /** What a TransactionEvent tells of. */
    enum EventType {
        Started,
        Updated,
        Ended
    }
}
