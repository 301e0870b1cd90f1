package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ChargingSchedule;
import org.roaminghub.connector.ocpp.message.v2.VehiclePrices.EVAbsolutePriceSchedule;

/** What vehicles ask for by ISO 15118 (OCPP 2.x, K15 to K17, and block Q of 2.1). Powers in W, currents in A, voltages in V, energies in Wh, durations in seconds. */
@SuppressWarnings("MemberName")
public interface VehicleNeeds {

    /** What a vehicle wants, until when. */
    record NotifyEVChargingNeedsRequest(
            @Owed @Nullable Integer evseId,
            @Nullable Integer maxScheduleTuples,
            @Owed @Nullable ChargingNeeds chargingNeeds,
            @Since("2.1") @Nullable WireTime timestamp)
            implements Message {}

    record NotifyEVChargingNeedsResponse(
            String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** How a vehicle means to charge. */
    record NotifyEVChargingScheduleRequest(
            @Owed @Nullable WireTime timeBase,
            @Owed @Nullable ChargingSchedule chargingSchedule,
            @Owed @Nullable Integer evseId,
            @Since("2.1") @Nullable Integer selectedChargingScheduleId,
            @Since("2.1") @Nullable Boolean powerToleranceAcceptance)
            implements Message {}

    record NotifyEVChargingScheduleResponse(
            String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Which ways of charging and discharging a transaction may use. */
    @Since("2.1")
    record NotifyAllowedEnergyTransferRequest(
            @Most(36) String transactionId, @Needed List<String> allowedEnergyTransfer) implements Message {}

    @Since("2.1")
    record NotifyAllowedEnergyTransferResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** What a vehicle wants and can. */
    record ChargingNeeds(
            @Nullable ACChargingParameters acChargingParameters,
            @Since("2.1") @Nullable DERChargingParameters derChargingParameters,
            @Since("2.1") @Nullable EVEnergyOffer evEnergyOffer,
            @Owed @Nullable String requestedEnergyTransfer,
            @Nullable DCChargingParameters dcChargingParameters,
            @Since("2.1") @Nullable V2XChargingParameters v2xChargingParameters,
            @Since("2.1") List<String> availableEnergyTransfer,
            @Since("2.1") @Nullable String controlMode,
            @Since("2.1") @Nullable String mobilityNeedsMode,
            @Nullable WireTime departureTime) {}

    /** Of a vehicle that charges by alternating current. */
    record ACChargingParameters(
            @Owed @Nullable BigDecimal energyAmount,
            @Owed @Nullable BigDecimal evMinCurrent,
            @Owed @Nullable BigDecimal evMaxCurrent,
            @Owed @Nullable BigDecimal evMaxVoltage) {}

    /** What a vehicle's inverter can, which gives energy to the grid. Apparent power in VA, reactive power in var. */
    record DERChargingParameters(
            List<String> evSupportedDERControl,
            @Nullable BigDecimal evOverExcitedMaxDischargePower,
            @Nullable BigDecimal evOverExcitedPowerFactor,
            @Nullable BigDecimal evUnderExcitedMaxDischargePower,
            @Nullable BigDecimal evUnderExcitedPowerFactor,
            @Nullable BigDecimal maxApparentPower,
            @Nullable BigDecimal maxChargeApparentPower,
            @Nullable BigDecimal maxChargeApparentPower_L2,
            @Nullable BigDecimal maxChargeApparentPower_L3,
            @Nullable BigDecimal maxDischargeApparentPower,
            @Nullable BigDecimal maxDischargeApparentPower_L2,
            @Nullable BigDecimal maxDischargeApparentPower_L3,
            @Nullable BigDecimal maxChargeReactivePower,
            @Nullable BigDecimal maxChargeReactivePower_L2,
            @Nullable BigDecimal maxChargeReactivePower_L3,
            @Nullable BigDecimal minChargeReactivePower,
            @Nullable BigDecimal minChargeReactivePower_L2,
            @Nullable BigDecimal minChargeReactivePower_L3,
            @Nullable BigDecimal maxDischargeReactivePower,
            @Nullable BigDecimal maxDischargeReactivePower_L2,
            @Nullable BigDecimal maxDischargeReactivePower_L3,
            @Nullable BigDecimal minDischargeReactivePower,
            @Nullable BigDecimal minDischargeReactivePower_L2,
            @Nullable BigDecimal minDischargeReactivePower_L3,
            @Nullable BigDecimal nominalVoltage,
            @Nullable BigDecimal nominalVoltageOffset,
            @Nullable BigDecimal maxNominalVoltage,
            @Nullable BigDecimal minNominalVoltage,
            @Most(50) @Nullable String evInverterManufacturer,
            @Most(50) @Nullable String evInverterModel,
            @Most(50) @Nullable String evInverterSerialNumber,
            @Most(50) @Nullable String evInverterSwVersion,
            @Most(50) @Nullable String evInverterHwVersion,
            List<String> evIslandingDetectionMethod,
            @Nullable BigDecimal evIslandingTripTime,
            @Nullable BigDecimal evMaximumLevel1DCInjection,
            @Nullable BigDecimal evDurationLevel1DCInjection,
            @Nullable BigDecimal evMaximumLevel2DCInjection,
            @Nullable BigDecimal evDurationLevel2DCInjection,
            @Nullable BigDecimal evReactiveSusceptance,
            @Nullable BigDecimal evSessionTotalDischargeEnergyAvailable) {}

    /** Energy that a vehicle offers to give. */
    record EVEnergyOffer(
            @Nullable EVAbsolutePriceSchedule evAbsolutePriceSchedule,
            @Owed @Nullable EVPowerSchedule evPowerSchedule) {}

    /** When it gives how much. */
    record EVPowerSchedule(
            @Owed List<EVPowerScheduleEntry> evPowerScheduleEntries,
            @Owed @Nullable WireTime timeAnchor) {}

    /** A power, and for how long. */
    record EVPowerScheduleEntry(
            @Owed @Nullable Integer duration,
            @Owed @Nullable BigDecimal power) {}

    /** Of a vehicle that charges by direct current; states of charge in percent. */
    record DCChargingParameters(
            @Owed @Nullable BigDecimal evMaxCurrent,
            @Owed @Nullable BigDecimal evMaxVoltage,
            @Nullable BigDecimal evMaxPower,
            @Nullable BigDecimal evEnergyCapacity,
            @Nullable BigDecimal energyAmount,
            @Nullable Integer stateOfCharge,
            @Nullable Integer fullSoC,
            @Nullable Integer bulkSoC) {}

    /** What a vehicle takes and gives back. */
    record V2XChargingParameters(
            @Nullable BigDecimal minChargePower,
            @Nullable BigDecimal minChargePower_L2,
            @Nullable BigDecimal minChargePower_L3,
            @Nullable BigDecimal maxChargePower,
            @Nullable BigDecimal maxChargePower_L2,
            @Nullable BigDecimal maxChargePower_L3,
            @Nullable BigDecimal minDischargePower,
            @Nullable BigDecimal minDischargePower_L2,
            @Nullable BigDecimal minDischargePower_L3,
            @Nullable BigDecimal maxDischargePower,
            @Nullable BigDecimal maxDischargePower_L2,
            @Nullable BigDecimal maxDischargePower_L3,
            @Nullable BigDecimal minChargeCurrent,
            @Nullable BigDecimal maxChargeCurrent,
            @Nullable BigDecimal minDischargeCurrent,
            @Nullable BigDecimal maxDischargeCurrent,
            @Nullable BigDecimal minVoltage,
            @Nullable BigDecimal maxVoltage,
            @Nullable BigDecimal evTargetEnergyRequest,
            @Nullable BigDecimal evMinEnergyRequest,
            @Nullable BigDecimal evMaxEnergyRequest,
            @Nullable BigDecimal evMinV2XEnergyRequest,
            @Nullable BigDecimal evMaxV2XEnergyRequest,
            @Nullable Integer targetSoC) {}
}
