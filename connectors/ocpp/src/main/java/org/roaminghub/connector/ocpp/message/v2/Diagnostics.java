package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Certificates.CertificateHashData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.ComponentVariable;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Variable;
import org.roaminghub.connector.ocpp.message.v2.Streams.PeriodicEventStreamParams;

/** Logs, events, monitors and customers' data (OCPP 2.x, block N). */
public interface Diagnostics {

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
            @Nullable StatusInfo statusInfo,
            @Most(255) @Nullable String filename)
            implements Message {}

    /** How far that is. */
    record LogStatusNotificationRequest(
            @Owed @Nullable String status,
            @Nullable BigInteger requestId,
            @Since("2.1") @Nullable StatusInfo statusInfo)
            implements Message.Requested, Message.Progressing {}

    record LogStatusNotificationResponse() implements Message {}

    /** Something happened in the device model; {@code tbc} says that more follows. */
    record NotifyEventRequest(
            @Owed @Nullable WireTime generatedAt,
            @Nullable Boolean tbc,
            @Owed @Nullable Integer seqNo,
            @Owed List<EventData> eventData)
            implements Message {}

    record NotifyEventResponse() implements Message {}

    /** Which monitors hold: those of the factory, all that were set, or the hard-wired ones alone. */
    record SetMonitoringBaseRequest(String monitoringBase) implements Message {}

    record SetMonitoringBaseResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Up to which severity (0 the worst, 9) events are told. */
    record SetMonitoringLevelRequest(int severity) implements Message {}

    record SetMonitoringLevelResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Sets monitors, each by itself. */
    record SetVariableMonitoringRequest(@Needed List<SetMonitoringData> setMonitoringData) implements Message {}

    record SetVariableMonitoringResponse(@Owed List<SetMonitoringResult> setMonitoringResult) implements Message {}

    /** Removes monitors. */
    record ClearVariableMonitoringRequest(@Needed List<Integer> id) implements Message {}

    record ClearVariableMonitoringResponse(@Owed List<ClearMonitoringResult> clearMonitoringResult)
            implements Message {}

    /** Asks which monitors there are; they come as NotifyMonitoringReport. */
    record GetMonitoringReportRequest(
            List<ComponentVariable> componentVariable, int requestId, List<String> monitoringCriteria)
            implements Message {}

    record GetMonitoringReportResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of the monitors that were asked for. */
    record NotifyMonitoringReportRequest(
            List<MonitoringData> monitor,
            @Owed @Nullable BigInteger requestId,
            @Nullable Boolean tbc,
            @Owed @Nullable Integer seqNo,
            @Owed @Nullable WireTime generatedAt)
            implements Message.Part {}

    record NotifyMonitoringReportResponse() implements Message {}

    /** Asks what the station keeps about a customer, or has it forgotten. */
    record CustomerInformationRequest(
            @Nullable CertificateHashData customerCertificate,
            @Nullable IdToken idToken,
            int requestId,
            boolean report,
            boolean clear,
            @Most(64) @Nullable String customerIdentifier)
            implements Message {}

    record CustomerInformationResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of that. */
    record NotifyCustomerInformationRequest(
            @Most(512) @Owed @Nullable String data,
            @Nullable Boolean tbc,
            @Owed @Nullable Integer seqNo,
            @Owed @Nullable WireTime generatedAt,
            @Owed @Nullable BigInteger requestId)
            implements Message.Part {}

    record NotifyCustomerInformationResponse() implements Message {}

    /** Where a log goes, and of which time it is wanted. */
    record LogParameters(
            @Most(value = 2000, before = 512) String remoteLocation,
            @Nullable WireTime oldestTimestamp,
            @Nullable WireTime latestTimestamp) {}

    /** One event: the value of a variable that changed or went beyond a monitor. */
    record EventData(
            @Owed @Nullable Integer eventId,
            @Owed @Nullable WireTime timestamp,
            @Owed @Nullable String trigger,
            @Nullable Integer cause,
            @Most(2500) @Owed @Nullable String actualValue,
            @Most(50) @Nullable String techCode,
            @Most(500) @Nullable String techInfo,
            @Nullable Boolean cleared,
            @Most(36) @Nullable String transactionId,
            @Owed @Nullable Component component,
            @Nullable Integer variableMonitoringId,
            @Owed @Nullable String eventNotificationType,
            @Owed @Nullable Variable variable,
            @Since("2.1") @Nullable Integer severity) {}

    /** One monitor; what {@code value} means depends on its type. */
    record SetMonitoringData(
            @Nullable Integer id,
            @Since("2.1") @Nullable PeriodicEventStreamParams periodicEventStream,
            @Nullable Boolean transaction,
            BigDecimal value,
            String type,
            int severity,
            Component component,
            Variable variable) {}

    /** What became of one monitor. */
    record SetMonitoringResult(
            @Nullable Integer id,
            @Nullable StatusInfo statusInfo,
            @Owed @Nullable String status,
            @Owed @Nullable String type,
            @Owed @Nullable Component component,
            @Owed @Nullable Variable variable,
            @Owed @Nullable Integer severity) {}

    /** What became of one id. */
    record ClearMonitoringResult(
            @Owed @Nullable String status,
            @Owed @Nullable Integer id,
            @Nullable StatusInfo statusInfo) {}

    /** The monitors of a variable. */
    record MonitoringData(
            @Owed @Nullable Component component,
            @Owed @Nullable Variable variable,
            @Owed List<VariableMonitoring> variableMonitoring) {}

    /** One monitor. */
    record VariableMonitoring(
            @Owed @Nullable Integer id,
            @Owed @Nullable Boolean transaction,
            @Owed @Nullable BigDecimal value,
            @Owed @Nullable String type,
            @Owed @Nullable Integer severity,
            @Since("2.1") @Owed @Nullable String eventNotificationType) {}
}
