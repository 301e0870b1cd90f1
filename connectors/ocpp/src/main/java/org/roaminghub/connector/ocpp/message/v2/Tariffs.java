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
import org.roaminghub.connector.ocpp.message.v2.Displays.MessageContent;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Prices, costs and payments (OCPP 2.x, block I, and C18 to C25 of 2.1). Amounts are in the unit of their currency. */
public interface Tariffs {

    /** What a running transaction costs so far, with taxes. */
    record CostUpdatedRequest(
            BigDecimal totalCost, @Most(36) String transactionId) implements Message {}

    record CostUpdatedResponse() implements Message {}

    /** The tariff for whoever has none of their own; EVSE 0: at all. */
    @Since("2.1")
    record SetDefaultTariffRequest(int evseId, Tariff tariff) implements Message {}

    @Since("2.1")
    record SetDefaultTariffResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks which tariffs an EVSE has; 0: all. */
    @Since("2.1")
    record GetTariffsRequest(int evseId) implements Message {}

    @Since("2.1")
    record GetTariffsResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo, List<TariffAssignment> tariffAssignments)
            implements Message {}

    /** Removes tariffs; without ids all of them. */
    @Since("2.1")
    record ClearTariffsRequest(
            @Most(60) List<String> tariffIds, @Nullable Integer evseId) implements Message {}

    @Since("2.1")
    record ClearTariffsResponse(@Owed List<ClearTariffsResult> clearTariffsResult) implements Message {}

    /** Another tariff for a transaction that runs. */
    @Since("2.1")
    record ChangeTransactionTariffRequest(
            Tariff tariff, @Most(36) String transactionId) implements Message {}

    @Since("2.1")
    record ChangeTransactionTariffResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** What a payment terminal took, or couldn't. */
    @Since("2.1")
    record NotifySettlementRequest(
            @Most(36) @Nullable String transactionId,
            @Most(255) @Owed @Nullable String pspRef,
            @Owed @Nullable String status,
            @Most(500) @Nullable String statusInfo,
            @Owed @Nullable BigDecimal settlementAmount,
            @Owed @Nullable WireTime settlementTime,
            @Most(50) @Nullable String receiptId,
            @Most(2000) @Nullable String receiptUrl,
            @Nullable Address vatCompany,
            @Most(20) @Nullable String vatNumber)
            implements Message.Progressing {}

    @Since("2.1")
    record NotifySettlementResponse(
            @Most(2000) @Nullable String receiptUrl,
            @Most(50) @Nullable String receiptId) implements Message {}

    /** Somebody pays by a web page; {@code timeout} in seconds: so long the EVSE is kept for them. */
    @Since("2.1")
    record NotifyWebPaymentStartedRequest(int evseId, int timeout) implements Message {}

    @Since("2.1")
    record NotifyWebPaymentStartedResponse() implements Message {}

    /** Asks whose VAT number it is. */
    @Since("2.1")
    record VatNumberValidationRequest(
            @Most(20) @Owed @Nullable String vatNumber,
            @Nullable Integer evseId) implements Message {}

    @Since("2.1")
    record VatNumberValidationResponse(
            String status,
            @Most(20) String vatNumber,
            @Nullable Address company,
            @Nullable StatusInfo statusInfo,
            @Nullable Integer evseId)
            implements Message {}

    /** Prices before taxes, by what they are counted for. */
    record Tariff(
            @Most(60) String tariffId,
            List<MessageContent> description,
            @Most(3) String currency,
            @Nullable TariffEnergy energy,
            @Nullable WireTime validFrom,
            @Nullable TariffTime chargingTime,
            @Nullable TariffTime idleTime,
            @Nullable TariffFixed fixedFee,
            @Nullable TariffTime reservationTime,
            @Nullable TariffFixed reservationFixed,
            @Nullable Price minCost,
            @Nullable Price maxCost) {}

    /** Prices of energy. */
    record TariffEnergy(@Needed List<TariffEnergyPrice> prices, List<TaxRate> taxRates) {}

    /** A price a kWh, and when it holds. */
    record TariffEnergyPrice(BigDecimal priceKwh, @Nullable TariffConditions conditions) {}

    /** When a price holds: all must be true. Energy in Wh, power in W, currents of all phases together in A, durations in seconds, times of the day local. */
    record TariffConditions(
            @Nullable String startTimeOfDay,
            @Nullable String endTimeOfDay,
            @Nullable String validFromDate,
            @Nullable String validToDate,
            List<String> dayOfWeek,
            @Nullable BigDecimal minEnergy,
            @Nullable BigDecimal maxEnergy,
            @Nullable BigDecimal minCurrent,
            @Nullable BigDecimal maxCurrent,
            @Nullable BigDecimal minPower,
            @Nullable BigDecimal maxPower,
            @Nullable Integer minTime,
            @Nullable Integer maxTime,
            @Nullable String evseKind,
            @Nullable Integer minChargingTime,
            @Nullable Integer maxChargingTime,
            @Nullable Integer minIdleTime,
            @Nullable Integer maxIdleTime) {}

    /** A tax in percent; {@code stack}: on top of the taxes of lower numbers. */
    record TaxRate(
            @Most(20) @Owed @Nullable String type,
            @Owed @Nullable BigDecimal tax,
            @Nullable Integer stack) {}

    /** Prices of time. */
    record TariffTime(@Needed List<TariffTimePrice> prices, List<TaxRate> taxRates) {}

    /** A price a minute, and when it holds. */
    record TariffTimePrice(BigDecimal priceMinute, @Nullable TariffConditions conditions) {}

    /** Fees. */
    record TariffFixed(@Needed List<TariffFixedPrice> prices, List<TaxRate> taxRates) {}

    /** A fee for a transaction, and when it is taken. */
    record TariffFixedPrice(@Nullable TariffConditionsFixed conditions, BigDecimal priceFixed) {}

    /** When a fee is taken, as it is when the transaction starts. */
    record TariffConditionsFixed(
            @Nullable String startTimeOfDay,
            @Nullable String endTimeOfDay,
            List<String> dayOfWeek,
            @Nullable String validFromDate,
            @Nullable String validToDate,
            @Nullable String evseKind,
            @Most(20) @Nullable String paymentBrand,
            @Most(20) @Nullable String paymentRecognition) {}

    /** An amount without and with taxes. */
    record Price(@Nullable BigDecimal exclTax, @Nullable BigDecimal inclTax, List<TaxRate> taxRates) {}

    /** What the station reckons by itself. */
    record CostDetails(
            List<ChargingPeriod> chargingPeriods,
            @Owed @Nullable TotalCost totalCost,
            @Owed @Nullable TotalUsage totalUsage,
            @Nullable Boolean failureToCalculate,
            @Most(500) @Nullable String failureReason) {}

    /** A part of a transaction with one price. */
    record ChargingPeriod(
            List<CostDimension> dimensions,
            @Most(60) @Nullable String tariffId,
            @Owed @Nullable WireTime startPeriod) {}

    /** How much of what; the unit follows from the type. */
    record CostDimension(
            @Owed @Nullable String type, @Owed @Nullable BigDecimal volume) {}

    /** What a transaction costs, by what it was counted for. */
    record TotalCost(
            @Most(3) @Owed @Nullable String currency,
            @Owed @Nullable String typeOfCost,
            @Nullable Price fixed,
            @Nullable Price energy,
            @Nullable Price chargingTime,
            @Nullable Price idleTime,
            @Nullable Price reservationTime,
            @Nullable Price reservationFixed,
            @Owed @Nullable TotalPrice total) {}

    /** The sum without and with taxes. */
    record TotalPrice(
            @Nullable BigDecimal exclTax, @Nullable BigDecimal inclTax) {}

    /** What was used; times in seconds, that of charging with that of standing still. */
    record TotalUsage(
            @Owed @Nullable BigDecimal energy,
            @Owed @Nullable Integer chargingTime,
            @Owed @Nullable Integer idleTime,
            @Nullable Integer reservationTime) {}

    /** Where and for whom a tariff holds. */
    record TariffAssignment(
            @Most(60) @Owed @Nullable String tariffId,
            @Owed @Nullable String tariffKind,
            @Nullable WireTime validFrom,
            List<Integer> evseIds,
            @Most(255) List<String> idTokens) {}

    /** What became of one tariff. */
    record ClearTariffsResult(
            @Nullable StatusInfo statusInfo,
            @Most(60) @Nullable String tariffId,
            @Owed @Nullable String status) {}

    /** Where a company is. */
    record Address(
            @Most(50) @Owed @Nullable String name,
            @Most(100) @Owed @Nullable String address1,
            @Most(100) @Nullable String address2,
            @Most(100) @Owed @Nullable String city,
            @Most(20) @Nullable String postalCode,
            @Most(50) @Owed @Nullable String country) {}
}
