package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TariffRestrictions, OCPI 2.2.1 ch. 11. kWh, A, kW, seconds. */
@SuppressWarnings("MemberName")
public record TariffRestrictions(
        @Nullable String start_time,
        @Nullable String end_time,
        @Nullable String start_date,
        @Nullable String end_date,
        @Nullable BigDecimal min_kwh,
        @Nullable BigDecimal max_kwh,
        @Nullable BigDecimal min_current,
        @Nullable BigDecimal max_current,
        @Nullable BigDecimal min_power,
        @Nullable BigDecimal max_power,
        @Nullable Integer min_duration,
        @Nullable Integer max_duration,
        List<String> day_of_week,
        @Nullable String reservation) {

    public TariffRestrictions {
        day_of_week = List.copyOf(day_of_week);
    }

    public static TariffRestrictions read(Fields f) {
        return new TariffRestrictions(
                f.findText("start_time", 5),
                f.findText("end_time", 5),
                f.findText("start_date", 10),
                f.findText("end_date", 10),
                f.findNumber("min_kwh"),
                f.findNumber("max_kwh"),
                f.findNumber("min_current"),
                f.findNumber("max_current"),
                f.findNumber("min_power"),
                f.findNumber("max_power"),
                f.findInteger("min_duration"),
                f.findInteger("max_duration"),
                f.codes("day_of_week", Codes.DAY_OF_WEEK),
                f.findCode("reservation", Codes.RESERVATION_RESTRICTION));
    }
}
