package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;

/** ExceptionalPeriod, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record ExceptionalPeriod(Instant period_begin, Instant period_end) {

    public static ExceptionalPeriod read(Fields f) {
        return new ExceptionalPeriod(f.time("period_begin"), f.time("period_end"));
    }
}
