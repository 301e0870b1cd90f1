package org.roaminghub.connector.ocpi.wire.v211;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.ChargingPeriod;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** CDR, OCPI 2.1.1 mod_cdrs. Energy in kWh, times in hours, cost without VAT. */
@SuppressWarnings("MemberName")
public record Cdr211(
        String id,
        Instant start_date_time,
        Instant stop_date_time,
        String auth_id,
        String auth_method,
        Location211 location,
        @Nullable String meter_id,
        String currency,
        List<Tariff211> tariffs,
        List<ChargingPeriod> charging_periods,
        BigDecimal total_cost,
        BigDecimal total_energy,
        BigDecimal total_time,
        @Nullable BigDecimal total_parking_time,
        @Nullable String remark,
        Instant last_updated) {

    public Cdr211 {
        tariffs = List.copyOf(tariffs);
        charging_periods = List.copyOf(charging_periods);
    }

    public static Cdr211 read(Fields f) {
        return new Cdr211(
                f.id("id", 36),
                f.time("start_date_time"),
                f.time("stop_date_time"),
                f.id("auth_id", 36),
                f.code("auth_method", Codes.AUTH_METHOD),
                f.object("location", Location211::readUsed),
                f.findText("meter_id", 255),
                f.currency(),
                f.list("tariffs", Tariff211::read),
                f.some("charging_periods", ChargingPeriod::read),
                f.number("total_cost"),
                f.number("total_energy"),
                f.number("total_time"),
                f.findNumber("total_parking_time"),
                f.findText("remark", 255),
                f.time("last_updated"));
    }
}
