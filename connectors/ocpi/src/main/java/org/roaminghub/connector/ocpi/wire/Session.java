package org.roaminghub.connector.ocpi.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Session, OCPI 2.2.1 ch. 9. Energy in kWh. {@code place} is never on the wire here: 2.1.1 has a whole Location in its
 * sessions.
 */
@SuppressWarnings("MemberName")
public record Session(
        String country_code,
        String party_id,
        String id,
        Instant start_date_time,
        @Nullable Instant end_date_time,
        BigDecimal kwh,
        CdrToken cdr_token,
        String auth_method,
        @Nullable String authorization_reference,
        String location_id,
        String evse_uid,
        String connector_id,
        @Nullable String meter_id,
        String currency,
        List<ChargingPeriod> charging_periods,
        @Nullable Price total_cost,
        String status,
        Instant last_updated,
        @JsonIgnore @Nullable CdrLocation place) {

    public Session {
        charging_periods = List.copyOf(charging_periods);
    }

    public Session at(@Nullable CdrLocation known) {
        return new Session(
                country_code,
                party_id,
                id,
                start_date_time,
                end_date_time,
                kwh,
                cdr_token,
                auth_method,
                authorization_reference,
                location_id,
                evse_uid,
                connector_id,
                meter_id,
                currency,
                charging_periods,
                total_cost,
                status,
                last_updated,
                known);
    }

    public static Session read(Fields f) {
        return new Session(
                f.countryCode(),
                f.partyId(),
                f.id("id", 36),
                f.time("start_date_time"),
                f.findTime("end_date_time"),
                f.number("kwh"),
                f.object("cdr_token", CdrToken::read),
                f.code("auth_method", Codes.AUTH_METHOD),
                f.findId("authorization_reference", 36),
                f.id("location_id", 36),
                f.id("evse_uid", 36),
                f.id("connector_id", 36),
                f.findText("meter_id", 255),
                f.currency(),
                f.list("charging_periods", ChargingPeriod::read),
                f.findObject("total_cost", Price::read),
                f.code("status", Codes.SESSION_STATUS),
                f.time("last_updated"),
                null);
    }
}
