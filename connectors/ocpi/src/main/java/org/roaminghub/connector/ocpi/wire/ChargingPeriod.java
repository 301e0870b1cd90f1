package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ChargingPeriod, OCPI 2.2.1 ch. 10. */
@SuppressWarnings("MemberName")
public record ChargingPeriod(
        Instant start_date_time,
        List<CdrDimension> dimensions,
        @Nullable String tariff_id) {

    public ChargingPeriod {
        dimensions = List.copyOf(dimensions);
    }

    public static ChargingPeriod read(Fields f) {
        return new ChargingPeriod(
                f.time("start_date_time"), f.some("dimensions", CdrDimension::read), f.findId("tariff_id", 36));
    }
}
