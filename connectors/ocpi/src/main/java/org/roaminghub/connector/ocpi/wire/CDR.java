package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CDR, OCPI 2.2.1 ch. 10. Energy in kWh, times in hours. */
@SuppressWarnings("MemberName")
public record CDR(
        String country_code,
        String party_id,
        String id,
        Instant start_date_time,
        Instant end_date_time,
        @Nullable String session_id,
        CdrToken cdr_token,
        String auth_method,
        @Nullable String authorization_reference,
        CdrLocation cdr_location,
        @Nullable String meter_id,
        String currency,
        List<Tariff> tariffs,
        List<ChargingPeriod> charging_periods,
        @Nullable SignedData signed_data,
        Price total_cost,
        @Nullable Price total_fixed_cost,
        BigDecimal total_energy,
        @Nullable Price total_energy_cost,
        BigDecimal total_time,
        @Nullable Price total_time_cost,
        @Nullable BigDecimal total_parking_time,
        @Nullable Price total_parking_cost,
        @Nullable Price total_reservation_cost,
        @Nullable String remark,
        @Nullable String invoice_reference_id,
        @Nullable Boolean credit,
        @Nullable String credit_reference_id,
        @Nullable Boolean home_charging_compensation,
        Instant last_updated) {

    public CDR {
        tariffs = List.copyOf(tariffs);
        charging_periods = List.copyOf(charging_periods);
    }

    public CDR at(CdrLocation place) {
        return new CDR(
                country_code,
                party_id,
                id,
                start_date_time,
                end_date_time,
                session_id,
                cdr_token,
                auth_method,
                authorization_reference,
                place,
                meter_id,
                currency,
                tariffs,
                charging_periods,
                signed_data,
                total_cost,
                total_fixed_cost,
                total_energy,
                total_energy_cost,
                total_time,
                total_time_cost,
                total_parking_time,
                total_parking_cost,
                total_reservation_cost,
                remark,
                invoice_reference_id,
                credit,
                credit_reference_id,
                home_charging_compensation,
                last_updated);
    }

    public CDR with(CdrToken token, List<Tariff> others) {
        return new CDR(
                country_code,
                party_id,
                id,
                start_date_time,
                end_date_time,
                session_id,
                token,
                auth_method,
                authorization_reference,
                cdr_location,
                meter_id,
                currency,
                others,
                charging_periods,
                signed_data,
                total_cost,
                total_fixed_cost,
                total_energy,
                total_energy_cost,
                total_time,
                total_time_cost,
                total_parking_time,
                total_parking_cost,
                total_reservation_cost,
                remark,
                invoice_reference_id,
                credit,
                credit_reference_id,
                home_charging_compensation,
                last_updated);
    }

    public static CDR read(Fields f) {
        return new CDR(
                f.countryCode(),
                f.partyId(),
                f.id("id", 39),
                f.time("start_date_time"),
                f.time("end_date_time"),
                f.findId("session_id", 36),
                f.object("cdr_token", CdrToken::read),
                f.code("auth_method", Codes.AUTH_METHOD),
                f.findId("authorization_reference", 36),
                f.object("cdr_location", CdrLocation::read),
                f.findText("meter_id", 255),
                f.currency(),
                f.list("tariffs", Tariff::read),
                f.some("charging_periods", ChargingPeriod::read),
                f.findObject("signed_data", SignedData::read),
                f.object("total_cost", Price::read),
                f.findObject("total_fixed_cost", Price::read),
                f.number("total_energy"),
                f.findObject("total_energy_cost", Price::read),
                f.number("total_time"),
                f.findObject("total_time_cost", Price::read),
                f.findNumber("total_parking_time"),
                f.findObject("total_parking_cost", Price::read),
                f.findObject("total_reservation_cost", Price::read),
                f.findText("remark", 255),
                f.findId("invoice_reference_id", 39),
                f.findFlag("credit"),
                f.findId("credit_reference_id", 39),
                f.findFlag("home_charging_compensation"),
                f.time("last_updated"));
    }
}
