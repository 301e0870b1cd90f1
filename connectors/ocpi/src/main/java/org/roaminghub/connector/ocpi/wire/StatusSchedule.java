package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** StatusSchedule, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record StatusSchedule(Instant period_begin, @Nullable Instant period_end, String status) {

    public static StatusSchedule read(Fields f) {
        return new StatusSchedule(
                f.time("period_begin"), f.findTime("period_end"), f.code("status", PlaceCodes.STATUS));
    }
}
