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
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Control of inverters by the grid (OCPP 2.1, block R). Priority 0 is the highest; durations and response times in seconds. */
public interface GridCodes {

    /** Sets a control, or the default of its kind. */
    @Since("2.1")
    record SetDERControlRequest(
            boolean isDefault,
            @Most(36) String controlId,
            String controlType,
            @Nullable DERCurve curve,
            @Nullable EnterService enterService,
            @Nullable FixedPF fixedPFAbsorb,
            @Nullable FixedPF fixedPFInject,
            @Nullable FixedVar fixedVar,
            @Nullable FreqDroop freqDroop,
            @Nullable Gradient gradient,
            @Nullable LimitMaxDischarge limitMaxDischarge)
            implements Message {}

    @Since("2.1")
    record SetDERControlResponse(
            @Owed @Nullable String status,
            @Nullable StatusInfo statusInfo,
            @Most(36) List<String> supersededIds) implements Message {}

    /** Asks for controls; they come as ReportDERControl. */
    @Since("2.1")
    record GetDERControlRequest(
            int requestId,
            @Nullable Boolean isDefault,
            @Nullable String controlType,
            @Most(36) @Nullable String controlId)
            implements Message {}

    @Since("2.1")
    record GetDERControlResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Removes controls. */
    @Since("2.1")
    record ClearDERControlRequest(
            boolean isDefault,
            @Nullable String controlType,
            @Most(36) @Nullable String controlId) implements Message {}

    @Since("2.1")
    record ClearDERControlResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of the controls. */
    @Since("2.1")
    record ReportDERControlRequest(
            List<DERCurveGet> curve,
            List<EnterServiceGet> enterService,
            List<FixedPFGet> fixedPFAbsorb,
            List<FixedPFGet> fixedPFInject,
            List<FixedVarGet> fixedVar,
            List<FreqDroopGet> freqDroop,
            List<GradientGet> gradient,
            List<LimitMaxDischargeGet> limitMaxDischarge,
            @Owed @Nullable BigInteger requestId,
            @Nullable Boolean tbc)
            implements Message.Part {}

    @Since("2.1")
    record ReportDERControlResponse() implements Message {}

    /** The grid is out of bounds, or back in them. */
    @Since("2.1")
    record NotifyDERAlarmRequest(
            @Owed @Nullable String controlType,
            @Nullable String gridEventFault,
            @Nullable Boolean alarmEnded,
            @Owed @Nullable WireTime timestamp,
            @Most(200) @Nullable String extraInfo)
            implements Message {}

    @Since("2.1")
    record NotifyDERAlarmResponse() implements Message {}

    /** A control began or ended. */
    @Since("2.1")
    record NotifyDERStartStopRequest(
            @Most(36) @Owed @Nullable String controlId,
            @Owed @Nullable Boolean started,
            @Owed @Nullable WireTime timestamp,
            @Most(36) List<String> supersededIds)
            implements Message {}

    @Since("2.1")
    record NotifyDERStartStopResponse() implements Message {}

    /** A curve of points; the unit of x follows from the kind of control. */
    record DERCurve(
            @Owed List<DERCurvePoints> curveData,
            @Nullable Hysteresis hysteresis,
            @Owed @Nullable Integer priority,
            @Nullable ReactivePowerParams reactivePowerParams,
            @Nullable VoltageParams voltageParams,
            @Owed @Nullable String yUnit,
            @Nullable BigDecimal responseTime,
            @Nullable WireTime startTime,
            @Nullable BigDecimal duration) {}

    /** A point. */
    record DERCurvePoints(
            @Owed @Nullable BigDecimal x, @Owed @Nullable BigDecimal y) {}

    /** Before a curve is left again: values in its unit, the delay in seconds, the gradient in percent a second. */
    record Hysteresis(
            @Nullable BigDecimal hysteresisHigh,
            @Nullable BigDecimal hysteresisLow,
            @Nullable BigDecimal hysteresisDelay,
            @Nullable BigDecimal hysteresisGradient) {}

    /** Of curves of reactive power: voltages in percent. */
    record ReactivePowerParams(
            @Nullable BigDecimal vRef,
            @Nullable Boolean autonomousVRefEnable,
            @Nullable BigDecimal autonomousVRefTimeConstant) {}

    /** Of curves of voltage: the mean of ten minutes, and how long it may be above. */
    record VoltageParams(
            @Nullable BigDecimal hv10MinMeanValue,
            @Nullable BigDecimal hv10MinMeanTripDelay,
            @Nullable String powerDuringCessation) {}

    /** When to connect to the grid again. */
    record EnterService(
            @Owed @Nullable Integer priority,
            @Owed @Nullable BigDecimal highVoltage,
            @Owed @Nullable BigDecimal lowVoltage,
            @Owed @Nullable BigDecimal highFreq,
            @Owed @Nullable BigDecimal lowFreq,
            @Nullable BigDecimal delay,
            @Nullable BigDecimal randomDelay,
            @Nullable BigDecimal rampRate) {}

    /** A fixed power factor. */
    record FixedPF(
            @Owed @Nullable Integer priority,
            @Owed @Nullable BigDecimal displacement,
            @Owed @Nullable Boolean excitation,
            @Nullable WireTime startTime,
            @Nullable BigDecimal duration) {}

    /** Fixed reactive power in percent, negative when charging. */
    record FixedVar(
            @Owed @Nullable Integer priority,
            @Owed @Nullable BigDecimal setpoint,
            @Owed @Nullable String unit,
            @Nullable WireTime startTime,
            @Nullable BigDecimal duration) {}

    /** How power follows the frequency. */
    record FreqDroop(
            @Owed @Nullable Integer priority,
            @Owed @Nullable BigDecimal overFreq,
            @Owed @Nullable BigDecimal underFreq,
            @Owed @Nullable BigDecimal overDroop,
            @Owed @Nullable BigDecimal underDroop,
            @Owed @Nullable BigDecimal responseTime,
            @Nullable WireTime startTime,
            @Nullable BigDecimal duration) {}

    /** How fast power changes, in seconds; 0: that doesn't matter. */
    record Gradient(
            @Owed @Nullable Integer priority,
            @Owed @Nullable BigDecimal gradient,
            @Owed @Nullable BigDecimal softGradient) {}

    /** A limit in percent of what can be given back. */
    record LimitMaxDischarge(
            @Owed @Nullable Integer priority,
            @Nullable BigDecimal pctMaxDischargePower,
            @Nullable DERCurve powerMonitoringMustTrip,
            @Nullable WireTime startTime,
            @Nullable BigDecimal duration) {}

    /** A curve as the station has it. */
    record DERCurveGet(
            @Owed @Nullable DERCurve curve,
            @Most(36) @Owed @Nullable String id,
            @Owed @Nullable String curveType,
            @Owed @Nullable Boolean isDefault,
            @Owed @Nullable Boolean isSuperseded) {}

    /** The same as the station has it. */
    record EnterServiceGet(
            @Owed @Nullable EnterService enterService,
            @Most(36) @Owed @Nullable String id) {}

    /** The same as the station has it. */
    record FixedPFGet(
            @Owed @Nullable FixedPF fixedPF,
            @Most(36) @Owed @Nullable String id,
            @Owed @Nullable Boolean isDefault,
            @Owed @Nullable Boolean isSuperseded) {}

    /** The same as the station has it. */
    record FixedVarGet(
            @Owed @Nullable FixedVar fixedVar,
            @Most(36) @Owed @Nullable String id,
            @Owed @Nullable Boolean isDefault,
            @Owed @Nullable Boolean isSuperseded) {}

    /** The same as the station has it. */
    record FreqDroopGet(
            @Owed @Nullable FreqDroop freqDroop,
            @Most(36) @Owed @Nullable String id,
            @Owed @Nullable Boolean isDefault,
            @Owed @Nullable Boolean isSuperseded) {}

    /** The same as the station has it. */
    record GradientGet(
            @Owed @Nullable Gradient gradient,
            @Most(36) @Owed @Nullable String id) {}

    /** The same as the station has it. */
    record LimitMaxDischargeGet(
            @Most(36) @Owed @Nullable String id,
            @Owed @Nullable Boolean isDefault,
            @Owed @Nullable Boolean isSuperseded,
            @Owed @Nullable LimitMaxDischarge limitMaxDischarge) {}
}
