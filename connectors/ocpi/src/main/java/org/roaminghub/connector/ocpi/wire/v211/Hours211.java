package org.roaminghub.connector.ocpi.wire.v211;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.ExceptionalPeriod;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.RegularHours;

/** Hours, OCPI 2.1.1 mod_locations: either regular hours or twentyfourseven. */
@SuppressWarnings("MemberName")
public record Hours211(
        List<RegularHours> regular_hours,
        @Nullable Boolean twentyfourseven,
        List<ExceptionalPeriod> exceptional_openings,
        List<ExceptionalPeriod> exceptional_closings) {

    public Hours211 {
        regular_hours = List.copyOf(regular_hours);
        exceptional_openings = List.copyOf(exceptional_openings);
        exceptional_closings = List.copyOf(exceptional_closings);
    }

    public static Hours211 read(Fields f) {
        return new Hours211(
                f.list("regular_hours", RegularHours::read),
                f.findFlag("twentyfourseven"),
                f.list("exceptional_openings", ExceptionalPeriod::read),
                f.list("exceptional_closings", ExceptionalPeriod::read));
    }
}
