package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.WireTime;

/** Prices inside charging schedules, for vehicles that plan by them (ISO 15118). Durations and times are in seconds. */
public interface VehiclePrices {

    /** Prices of ISO 15118-2. */
    record SalesTariff(
            @Owed @Nullable Integer id,
            @Most(32) @Nullable String salesTariffDescription,
            @Nullable Integer numEPriceLevels,
            @Owed List<SalesTariffEntry> salesTariffEntry) {}

    /** A time and its price level. */
    record SalesTariffEntry(
            @Owed @Nullable RelativeTimeInterval relativeTimeInterval,
            @Nullable Integer ePriceLevel,
            List<ConsumptionCost> consumptionCost) {}

    /** From when on, for how long. */
    record RelativeTimeInterval(
            @Owed @Nullable Integer start, @Nullable Integer duration) {}

    /** Costs from a power on. */
    record ConsumptionCost(
            @Owed @Nullable BigDecimal startValue, @Owed List<Cost> cost) {}

    /** A cost of some kind, times ten to the power of {@code amountMultiplier}. */
    record Cost(
            @Owed @Nullable String costKind,
            @Owed @Nullable Integer amount,
            @Nullable Integer amountMultiplier) {}

    /** Prices from a moment on. */
    record AbsolutePriceSchedule(
            @Owed @Nullable WireTime timeAnchor,
            @Owed @Nullable Integer priceScheduleID,
            @Most(160) @Nullable String priceScheduleDescription,
            @Most(3) @Owed @Nullable String currency,
            @Most(8) @Owed @Nullable String language,
            @Most(2000) @Owed @Nullable String priceAlgorithm,
            @Nullable RationalNumber minimumCost,
            @Nullable RationalNumber maximumCost,
            @Owed List<PriceRuleStack> priceRuleStacks,
            List<TaxRule> taxRules,
            @Nullable OverstayRuleList overstayRuleList,
            List<AdditionalSelectedServices> additionalSelectedServices) {}

    /** {@code value} times ten to the power of {@code exponent}. */
    record RationalNumber(
            @Owed @Nullable Integer exponent,
            @Owed @Nullable Integer value) {}

    /** Prices of a time, and for how long. */
    record PriceRuleStack(
            @Owed @Nullable Integer duration, @Owed List<PriceRule> priceRule) {}

    /** Prices from a power on; emissions in g a kWh, shares in percent. */
    record PriceRule(
            @Nullable Integer parkingFeePeriod,
            @Nullable Integer carbonDioxideEmission,
            @Nullable Integer renewableGenerationPercentage,
            @Owed @Nullable RationalNumber energyFee,
            @Nullable RationalNumber parkingFee,
            @Owed @Nullable RationalNumber powerRangeStart) {}

    /** A tax, and on which prices it is. */
    record TaxRule(
            @Owed @Nullable Integer taxRuleID,
            @Most(100) @Nullable String taxRuleName,
            @Nullable Boolean taxIncludedInPrice,
            @Owed @Nullable Boolean appliesToEnergyFee,
            @Owed @Nullable Boolean appliesToParkingFee,
            @Owed @Nullable Boolean appliesToOverstayFee,
            @Owed @Nullable Boolean appliesToMinimumMaximumCost,
            @Owed @Nullable RationalNumber taxRate) {}

    /** What staying on costs. */
    record OverstayRuleList(
            @Nullable RationalNumber overstayPowerThreshold,
            @Owed List<OverstayRule> overstayRule,
            @Nullable Integer overstayTimeThreshold) {}

    /** A fee, from when on and for each of which periods. */
    record OverstayRule(
            @Owed @Nullable RationalNumber overstayFee,
            @Most(32) @Nullable String overstayRuleDescription,
            @Owed @Nullable Integer startTime,
            @Owed @Nullable Integer overstayFeePeriod) {}

    /** A fee for something else. */
    record AdditionalSelectedServices(
            @Owed @Nullable RationalNumber serviceFee,
            @Most(80) @Owed @Nullable String serviceName) {}

    /** How dear energy is in levels, 0 the cheapest. */
    record PriceLevelSchedule(
            @Owed List<PriceLevelScheduleEntry> priceLevelScheduleEntries,
            @Owed @Nullable WireTime timeAnchor,
            @Owed @Nullable Integer priceScheduleId,
            @Most(32) @Nullable String priceScheduleDescription,
            @Owed @Nullable Integer numberOfPriceLevels) {}

    /** A level, and for how long. */
    record PriceLevelScheduleEntry(
            @Owed @Nullable Integer duration,
            @Owed @Nullable Integer priceLevel) {}

    /** What the vehicle wants for it. */
    record EVAbsolutePriceSchedule(
            @Owed @Nullable WireTime timeAnchor,
            @Most(3) @Owed @Nullable String currency,
            @Owed List<EVAbsolutePriceScheduleEntry> evAbsolutePriceScheduleEntries,
            @Most(2000) @Owed @Nullable String priceAlgorithm) {}

    /** Prices, and for how long. */
    record EVAbsolutePriceScheduleEntry(
            @Owed @Nullable Integer duration, @Owed List<EVPriceRule> evPriceRule) {}

    /** A price a kWh from a power on. */
    record EVPriceRule(
            @Owed @Nullable BigDecimal energyFee,
            @Owed @Nullable BigDecimal powerRangeStart) {}
}
