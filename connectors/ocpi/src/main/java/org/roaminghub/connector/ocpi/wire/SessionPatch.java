package org.roaminghub.connector.ocpi.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partial Session, OCPI 2.2.1 ch. 9: what is absent stays as it was, charging periods are added; last_updated is a must. */
@SuppressWarnings("MemberName")
public record SessionPatch(
        @Nullable String country_code,
        @Nullable String party_id,
        @Nullable String id,
        @Nullable Instant start_date_time,
        @Nullable Instant end_date_time,
        @Nullable BigDecimal kwh,
        @Nullable CdrToken cdr_token,
        @Nullable String auth_method,
        @Nullable String authorization_reference,
        @Nullable String location_id,
        @Nullable String evse_uid,
        @Nullable String connector_id,
        @Nullable String meter_id,
        @Nullable String currency,
        List<ChargingPeriod> charging_periods,
        @Nullable Price total_cost,
        @Nullable String status,
        Instant last_updated,
        @JsonIgnore @Nullable CdrLocation place) {

    public SessionPatch {
        charging_periods = List.copyOf(charging_periods);
    }

    /** What a whole session must have may be left out, but not set to null. */
    public static SessionPatch readStrict(Fields f) {
        f.neverNull(
                "id",
                "start_date_time",
                "kwh",
                "cdr_token",
                "auth_method",
                "location_id",
                "evse_uid",
                "connector_id",
                "currency",
                "status",
                "last_updated");
        return read(f);
    }

    private static SessionPatch read(Fields f) {
        return new SessionPatch(
                f.findId("country_code", 2),
                f.findId("party_id", 3),
                f.findId("id", 36),
                f.findTime("start_date_time"),
                f.findTime("end_date_time"),
                f.findNumber("kwh"),
                f.findObject("cdr_token", CdrToken::read),
                f.findCode("auth_method", Codes.AUTH_METHOD),
                f.findId("authorization_reference", 36),
                f.findId("location_id", 36),
                f.findId("evse_uid", 36),
                f.findId("connector_id", 36),
                f.findText("meter_id", 255),
                f.findCurrency(),
                f.list("charging_periods", ChargingPeriod::read),
                f.findObject("total_cost", Price::read),
                f.findCode("status", Codes.SESSION_STATUS),
                f.time("last_updated"),
                null);
    }
}
