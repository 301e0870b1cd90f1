package org.roaminghub.connector.ocpi.wire.v211;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.ChargingPeriod;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** A partial Session, OCPI 2.1.1 mod_sessions: nothing in it is a must, not even last_updated. */
@SuppressWarnings("MemberName")
public record SessionPatch211(
        @Nullable String id,
        @Nullable Instant start_datetime,
        @Nullable Instant end_datetime,
        @Nullable BigDecimal kwh,
        @Nullable String auth_id,
        @Nullable String auth_method,
        @Nullable Location211 location,
        @Nullable String meter_id,
        @Nullable String currency,
        List<ChargingPeriod> charging_periods,
        @Nullable BigDecimal total_cost,
        @Nullable String status,
        @Nullable Instant last_updated) {

    public SessionPatch211 {
        charging_periods = List.copyOf(charging_periods);
    }

    public static SessionPatch211 read(Fields f) {
        f.neverNull(
                "id",
                "start_datetime",
                "kwh",
                "auth_id",
                "auth_method",
                "location",
                "currency",
                "status",
                "last_updated");
        return new SessionPatch211(
                f.findId("id", 36),
                f.findTime("start_datetime"),
                f.findTime("end_datetime"),
                f.findNumber("kwh"),
                f.findId("auth_id", 36),
                f.findCode("auth_method", Codes.AUTH_METHOD),
                f.findObject("location", Location211::readUsed),
                f.findText("meter_id", 255),
                f.findCurrency(),
                f.list("charging_periods", ChargingPeriod::read),
                f.findNumber("total_cost"),
                f.findCode("status", Codes.SESSION_STATUS),
                f.findTime("last_updated"));
    }
}
