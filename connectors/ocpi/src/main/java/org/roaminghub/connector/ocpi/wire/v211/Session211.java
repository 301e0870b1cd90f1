package org.roaminghub.connector.ocpi.wire.v211;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.ChargingPeriod;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** Session, OCPI 2.1.1 mod_sessions. Energy in kWh, cost without VAT. */
@SuppressWarnings("MemberName")
public record Session211(
        String id,
        Instant start_datetime,
        @Nullable Instant end_datetime,
        BigDecimal kwh,
        String auth_id,
        String auth_method,
        Location211 location,
        @Nullable String meter_id,
        String currency,
        List<ChargingPeriod> charging_periods,
        @Nullable BigDecimal total_cost,
        String status,
        Instant last_updated) {

    public Session211 {
        charging_periods = List.copyOf(charging_periods);
    }

    public static Session211 read(Fields f) {
        return new Session211(
                f.id("id", 36),
                f.time("start_datetime"),
                f.findTime("end_datetime"),
                f.number("kwh"),
                f.id("auth_id", 36),
                f.code("auth_method", Codes.AUTH_METHOD),
                f.object("location", Location211::readUsed),
                f.findText("meter_id", 255),
                f.currency(),
                f.list("charging_periods", ChargingPeriod::read),
                f.findNumber("total_cost"),
                f.code("status", Codes.SESSION_STATUS),
                f.time("last_updated"));
    }
}
