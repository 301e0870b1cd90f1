package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** Hours, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record Hours(
        boolean twentyfourseven,
        List<RegularHours> regular_hours,
        List<ExceptionalPeriod> exceptional_openings,
        List<ExceptionalPeriod> exceptional_closings) {

    public Hours {
        regular_hours = List.copyOf(regular_hours);
        exceptional_openings = List.copyOf(exceptional_openings);
        exceptional_closings = List.copyOf(exceptional_closings);
    }

    public static Hours read(Fields f) {
        return new Hours(
                f.flag("twentyfourseven"),
                f.list("regular_hours", RegularHours::read),
                f.list("exceptional_openings", ExceptionalPeriod::read),
                f.list("exceptional_closings", ExceptionalPeriod::read));
    }
}
