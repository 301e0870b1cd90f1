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
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;
import org.roaminghub.connector.ocpp.message.v2.VehiclePrices.AbsolutePriceSchedule;
import org.roaminghub.connector.ocpp.message.v2.VehiclePrices.PriceLevelSchedule;
import org.roaminghub.connector.ocpp.message.v2.VehiclePrices.SalesTariff;

/** Limits (OCPP 2.x, block K). Rates are in A per phase or in W, as their schedule says; durations in seconds. */
@SuppressWarnings("MemberName")
public interface SmartCharging {

    /** Sets limits for an EVSE; 0: for the station. */
    record SetChargingProfileRequest(int evseId, ChargingProfile chargingProfile) implements Message {}

    record SetChargingProfileResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for profiles; they come as ReportChargingProfiles under the request id. */
    record GetChargingProfilesRequest(
            int requestId, @Nullable Integer evseId, ChargingProfileCriterion chargingProfile) implements Message {}

    record GetChargingProfilesResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of the profiles that were asked for. */
    record ReportChargingProfilesRequest(
            @Owed @Nullable BigInteger requestId,
            @Most(20) @Owed @Nullable String chargingLimitSource,
            @Owed List<ChargingProfile> chargingProfile,
            @Nullable Boolean tbc,
            @Owed @Nullable Integer evseId)
            implements Message.Part {}

    record ReportChargingProfilesResponse() implements Message {}

    /** Removes a profile by its id, or those of a kind. */
    record ClearChargingProfileRequest(
            @Nullable Integer chargingProfileId, @Nullable ClearChargingProfile chargingProfileCriteria)
            implements Message {}

    record ClearChargingProfileResponse(
            @Words("Accepted Unknown") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for the limits that hold for so many seconds from now, all profiles considered. */
    record GetCompositeScheduleRequest(
            int duration, @Nullable String chargingRateUnit, int evseId) implements Message {}

    record GetCompositeScheduleResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo,
            @Nullable CompositeSchedule schedule)
            implements Message {}

    /** Somebody else than the central system limits the station. */
    record NotifyChargingLimitRequest(
            List<ChargingSchedule> chargingSchedule,
            @Nullable Integer evseId,
            @Owed @Nullable ChargingLimit chargingLimit)
            implements Message {}

    record NotifyChargingLimitResponse() implements Message {}

    /** Such a limit is gone. */
    record ClearedChargingLimitRequest(
            @Most(20) @Owed @Nullable String chargingLimitSource,
            @Nullable Integer evseId) implements Message {}

    record ClearedChargingLimitResponse() implements Message {}

    /** A new limit for a dynamic profile. */
    @Since("2.1")
    record UpdateDynamicScheduleRequest(int chargingProfileId, ChargingScheduleUpdate scheduleUpdate)
            implements Message {}

    @Since("2.1")
    record UpdateDynamicScheduleResponse(
            @Words("Accepted Rejected") String status,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for the limit of a dynamic profile. */
    @Since("2.1")
    record PullDynamicScheduleUpdateRequest(@Owed @Nullable Integer chargingProfileId) implements Message {}

    @Since("2.1")
    record PullDynamicScheduleUpdateResponse(
            String status,
            @Nullable ChargingScheduleUpdate scheduleUpdate,
            @Nullable StatusInfo statusInfo) implements Message {}

    /** Lets a transaction charge before others, or no longer. */
    @Since("2.1")
    record UsePriorityChargingRequest(@Most(36) String transactionId, boolean activate) implements Message {}

    @Since("2.1")
    record UsePriorityChargingResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** The driver chose priority at the station, or gave it up. */
    @Since("2.1")
    record NotifyPriorityChargingRequest(
            @Most(36) @Owed @Nullable String transactionId,
            @Owed @Nullable Boolean activated) implements Message {}

    @Since("2.1")
    record NotifyPriorityChargingResponse() implements Message {}

    /** A signal of the grid's automatic frequency restoration. */
    @Since("2.1")
    record AFRRSignalRequest(WireTime timestamp, int signal) implements Message {}

    @Since("2.1")
    record AFRRSignalResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Limits, for whom and how long. {@code maxOfflineDuration} and {@code dynUpdateInterval} in seconds. */
    record ChargingProfile(
            @Owed @Nullable Integer id,
            @Owed @Nullable Integer stackLevel,
            @Owed @Nullable String chargingProfilePurpose,
            @Owed @Nullable String chargingProfileKind,
            @Most(36) @Nullable String transactionId,
            @Nullable String recurrencyKind,
            @Nullable WireTime validFrom,
            @Nullable WireTime validTo,
            @Owed List<ChargingSchedule> chargingSchedule,
            @Since("2.1") @Nullable Integer maxOfflineDuration,
            @Since("2.1") @Nullable Boolean invalidAfterOfflineDuration,
            @Since("2.1") @Nullable Integer dynUpdateInterval,
            @Since("2.1") @Nullable WireTime dynUpdateTime,
            @Since("2.1") @Most(256) @Nullable String priceScheduleSignature) {

        /** Limits of one transaction. */
        public static ChargingProfile ofTransaction(
                int id, String kind, String transaction, @Nullable WireTime until, ChargingSchedule schedule) {
            return new ChargingProfile(
                    id,
                    0,
                    "TxProfile",
                    kind,
                    transaction,
                    null,
                    null,
                    until,
                    List.of(schedule),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Limits over time: from a moment, the start of a transaction or of a day, for {@code duration} seconds. */
    record ChargingSchedule(
            @Owed @Nullable Integer id,
            @Since("2.1") @Nullable LimitAtSoC limitAtSoC,
            @Nullable WireTime startSchedule,
            @Nullable Integer duration,
            @Owed @Nullable String chargingRateUnit,
            @Nullable BigDecimal minChargingRate,
            @Since("2.1") @Nullable BigDecimal powerTolerance,
            @Since("2.1") @Nullable Integer signatureId,
            @Since("2.1") @Most(88) @Nullable String digestValue,
            @Since("2.1") @Nullable Boolean useLocalTime,
            @Owed List<ChargingSchedulePeriod> chargingSchedulePeriod,
            @Since("2.1") @Nullable Integer randomizedDelay,
            @Nullable SalesTariff salesTariff,
            @Since("2.1") @Nullable AbsolutePriceSchedule absolutePriceSchedule,
            @Since("2.1") @Nullable PriceLevelSchedule priceLevelSchedule) {

        /** The only schedule of a profile, without prices. */
        public static ChargingSchedule of(
                String unit,
                @Nullable WireTime start,
                @Nullable Integer duration,
                @Nullable BigDecimal least,
                List<ChargingSchedulePeriod> periods) {
            return new ChargingSchedule(
                    1, null, start, duration, unit, least, null, null, null, null, periods, null, null, null, null);
        }
    }

    /** A limit from a state of charge on, in percent. */
    record LimitAtSoC(
            @Owed @Nullable Integer soc, @Owed @Nullable BigDecimal limit) {}

    /** What holds from {@code startPeriod} seconds after the schedule's start. Negative setpoints give energy back. */
    record ChargingSchedulePeriod(
            @Owed @Nullable Integer startPeriod,
            @Owed("2.0.1") @Nullable BigDecimal limit,
            @Since("2.1") @Nullable BigDecimal limit_L2,
            @Since("2.1") @Nullable BigDecimal limit_L3,
            @Nullable Integer numberPhases,
            @Nullable Integer phaseToUse,
            @Since("2.1") @Nullable BigDecimal dischargeLimit,
            @Since("2.1") @Nullable BigDecimal dischargeLimit_L2,
            @Since("2.1") @Nullable BigDecimal dischargeLimit_L3,
            @Since("2.1") @Nullable BigDecimal setpoint,
            @Since("2.1") @Nullable BigDecimal setpoint_L2,
            @Since("2.1") @Nullable BigDecimal setpoint_L3,
            @Since("2.1") @Nullable BigDecimal setpointReactive,
            @Since("2.1") @Nullable BigDecimal setpointReactive_L2,
            @Since("2.1") @Nullable BigDecimal setpointReactive_L3,
            @Since("2.1") @Nullable Boolean preconditioningRequest,
            @Since("2.1") @Nullable Boolean evseSleep,
            @Since("2.1") @Nullable BigDecimal v2xBaseline,
            @Since("2.1") @Nullable String operationMode,
            @Since("2.1") List<V2XFreqWattPoint> v2xFreqWattCurve,
            @Since("2.1") List<V2XSignalWattPoint> v2xSignalWattCurve) {

        /** A limit and nothing else. */
        public static ChargingSchedulePeriod of(int startPeriod, BigDecimal limit) {
            return new ChargingSchedulePeriod(
                    startPeriod,
                    limit,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of());
        }
    }

    /** A point of a curve: Hz and W. */
    record V2XFreqWattPoint(
            @Owed @Nullable BigDecimal frequency,
            @Owed @Nullable BigDecimal power) {}

    /** A point of a curve: the value of a signal and W. */
    record V2XSignalWattPoint(
            @Owed @Nullable Integer signal, @Owed @Nullable BigDecimal power) {}

    /** Which profiles are meant. */
    record ChargingProfileCriterion(
            @Nullable String chargingProfilePurpose,
            @Nullable Integer stackLevel,
            List<Integer> chargingProfileId,
            @Most(20) List<String> chargingLimitSource) {}

    /** Which profiles go. */
    record ClearChargingProfile(
            @Nullable Integer evseId,
            @Nullable String chargingProfilePurpose,
            @Nullable Integer stackLevel) {}

    /** The limits that result for an EVSE. */
    record CompositeSchedule(
            @Owed @Nullable Integer evseId,
            @Owed @Nullable Integer duration,
            @Owed @Nullable WireTime scheduleStart,
            @Owed @Nullable String chargingRateUnit,
            @Owed List<ChargingSchedulePeriod> chargingSchedulePeriod) {}

    /** Who limits. */
    record ChargingLimit(
            @Most(20) @Owed @Nullable String chargingLimitSource,
            @Since("2.1") @Nullable Boolean isLocalGeneration,
            @Nullable Boolean isGridCritical) {}

    /** What holds from now on. */
    record ChargingScheduleUpdate(
            @Nullable BigDecimal limit,
            @Nullable BigDecimal limit_L2,
            @Nullable BigDecimal limit_L3,
            @Nullable BigDecimal dischargeLimit,
            @Nullable BigDecimal dischargeLimit_L2,
            @Nullable BigDecimal dischargeLimit_L3,
            @Nullable BigDecimal setpoint,
            @Nullable BigDecimal setpoint_L2,
            @Nullable BigDecimal setpoint_L3,
            @Nullable BigDecimal setpointReactive,
            @Nullable BigDecimal setpointReactive_L2,
            @Nullable BigDecimal setpointReactive_L3) {

        /** A limit and nothing else. */
        public static ChargingScheduleUpdate of(BigDecimal limit) {
            return new ChargingScheduleUpdate(limit, null, null, null, null, null, null, null, null, null, null, null);
        }
    }
}
