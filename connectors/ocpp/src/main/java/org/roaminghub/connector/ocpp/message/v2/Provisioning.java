package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Checked;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.OrNumber;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;

/** Booting, settings, the device model, networks and resets (OCPP 2.x, block B). */
public interface Provisioning {

    /** Sent at the first connection after a start; nothing else is said before its answer. */
    record BootNotificationRequest(
            @Words(
                    "ApplicationReset FirmwareUpdate LocalReset PowerUp RemoteReset ScheduledReset Triggered Unknown Watchdog")
            String reason,

            ChargingStation chargingStation)
            implements Message {}

    /** {@code interval} in seconds: of heartbeats when accepted, else until the station asks again. */
    record BootNotificationResponse(
            RegistrationStatus status,
            WireTime currentTime,
            int interval,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** A sign of life, which asks for the time. */
    record HeartbeatRequest() implements Message {}

    record HeartbeatResponse(WireTime currentTime) implements Message {}

    /** Asks for values of single variables; the answer has a result for each. */
    record GetVariablesRequest(@Needed List<GetVariableData> getVariableData) implements Message {}

    record GetVariablesResponse(@Owed List<GetVariableResult> getVariableResult) implements Message {}

    /** Changes variables, each by itself: the answer has a result for each. */
    record SetVariablesRequest(@Needed List<SetVariableData> setVariableData) implements Message {}

    record SetVariablesResponse(@Owed List<SetVariableResult> setVariableResult) implements Message {}

    /** Asks for a report of the whole device model, of its settings, or of what is out of order. */
    record GetBaseReportRequest(int requestId, String reportBase) implements Message {}

    record GetBaseReportResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for a report of chosen components; it comes as NotifyReport under the request id. */
    record GetReportRequest(List<ComponentVariable> componentVariable, int requestId, List<String> componentCriteria)
            implements Message {}

    record GetReportResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of a report; {@code tbc} says that another one follows. */
    record NotifyReportRequest(
            @Owed @Nullable BigInteger requestId,
            @Owed @Nullable WireTime generatedAt,
            List<ReportData> reportData,
            @Nullable Boolean tbc,
            @Owed @Nullable Integer seqNo)
            implements Message.Part {}

    record NotifyReportResponse() implements Message {}

    /** Puts a way to a central system into one of the station's slots. */
    record SetNetworkProfileRequest(int configurationSlot, NetworkConnectionProfile connectionData)
            implements Message {}

    record SetNetworkProfileResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Restarts the station, or one EVSE, at once or when nobody charges any more. */
    record ResetRequest(String type, @Nullable Integer evseId) implements Message {}

    record ResetResponse(
            @Words("Accepted Rejected Scheduled") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** What the station is. */
    @Checked
    record ChargingStation(
            @Most(20) String model,
            @Most(50) String vendorName,
            @Most(25) @Nullable String serialNumber,
            @Most(50) @Nullable String firmwareVersion,
            @Nullable Modem modem) {}

    /** The SIM card of the station's modem. */
    record Modem(
            @Most(20) @Nullable String iccid,
            @Most(20) @Nullable String imsi) {}

    /** Why something was answered as it was. */
    record StatusInfo(
            @Most(20) @Owed @Nullable String reasonCode,
            @Most(value = 1024, before = 512) @Nullable String additionalInfo) {}

    /** One variable that is asked for. */
    record GetVariableData(@Nullable String attributeType, Component component, Variable variable) {

        /** The actual value of a variable of the station itself. */
        public static GetVariableData of(String component, String variable, @Nullable String instance) {
            return new GetVariableData(null, new Component(component, null, null), new Variable(variable, instance));
        }
    }

    /** A part of the station in its device model. */
    record Component(
            @Most(50) @Owed @Nullable String name,
            @Most(50) @Nullable String instance,
            @Nullable EVSE evse) {}

    /** An EVSE of the station, from 1, and a connector of it; 0 is the station. */
    @Checked
    record EVSE(@Needed @Nullable Integer id, @Nullable Integer connectorId) {}

    /** What is set or measured of a component. */
    record Variable(
            @Most(50) @Owed @Nullable String name,
            @Most(50) @Nullable String instance) {}

    /** The value of one variable, or why there is none. */
    record GetVariableResult(
            @Owed @Nullable String attributeStatus,
            @Nullable StatusInfo attributeStatusInfo,
            @Nullable String attributeType,
            @Most(2500) @OrNumber @Nullable String attributeValue,
            @Owed @Nullable Component component,
            @Owed @Nullable Variable variable) {}

    /** One variable and its new value. */
    record SetVariableData(
            @Nullable String attributeType,
            Component component,
            Variable variable,
            @Most(value = 2500, before = 1000) String attributeValue) {}

    /** What became of one change. */
    record SetVariableResult(
            @Nullable String attributeType,
            @Owed @Nullable String attributeStatus,
            @Nullable StatusInfo attributeStatusInfo,
            @Owed @Nullable Component component,
            @Owed @Nullable Variable variable) {}

    /** A component, or one variable of it. */
    record ComponentVariable(Component component, @Nullable Variable variable) {}

    /** One variable with all its attributes. */
    record ReportData(
            @Owed @Nullable Component component,
            @Owed @Nullable Variable variable,
            @Owed List<VariableAttribute> variableAttribute,
            @Nullable VariableCharacteristics variableCharacteristics) {}

    /** A value of a variable: the actual one, its target or its bounds. */
    record VariableAttribute(
            @Nullable String type,
            @Most(2500) @Nullable String value,
            @Nullable String mutability,
            @Nullable Boolean persistent,
            @Nullable Boolean constant) {}

    /** What values a variable can have; limits in its own unit, of a text the length. */
    record VariableCharacteristics(
            @Most(16) @Nullable String unit,
            @Owed @Nullable String dataType,
            @Nullable BigDecimal minLimit,
            @Nullable BigDecimal maxLimit,
            @Since("2.1") @Nullable Integer maxElements,
            @Most(1000) @Nullable String valuesList,
            @Owed @Nullable Boolean supportsMonitoring) {}

    /** How to reach a central system; {@code messageTimeout} in seconds. */
    record NetworkConnectionProfile(
            @Nullable APN apn,
            @Owed("2.0.1") @Nullable String ocppVersion,
            String ocppInterface,
            String ocppTransport,
            int messageTimeout,
            @Most(value = 2000, before = 512) String ocppCsmsUrl,
            int securityProfile,
            @Since("2.1") @Most(48) @Nullable String identity,
            @Since("2.1") @Most(64) @Nullable String basicAuthPassword,
            @Nullable VPN vpn) {}

    /** A mobile network's access point. */
    record APN(
            @Most(value = 2000, before = 512) String apn,
            @Most(value = 50, before = 20) @Nullable String apnUserName,
            @Most(value = 64, before = 20) @Nullable String apnPassword,
            @Nullable Integer simPin,
            @Most(6) @Nullable String preferredNetwork,
            @Nullable Boolean useOnlyPreferredNetwork,
            String apnAuthentication) {}

    /** A tunnel to the central system. */
    record VPN(
            @Most(value = 2000, before = 512) String server,
            @Most(value = 50, before = 20) String user,
            @Most(value = 50, before = 20) @Nullable String group,
            @Most(value = 64, before = 20) String password,
            @Most(255) String key,
            String type) {}

    /** What is decided about a station. */
    enum RegistrationStatus {
        Accepted,
        Pending,
        Rejected
    }
}
