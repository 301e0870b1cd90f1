package org.roaminghub.connector.ocpi.wire;

/** RegularHours, OCPI 2.2.1 ch. 8. Weekday 1 (Monday) to 7, times HH:mm. */
@SuppressWarnings("MemberName")
public record RegularHours(int weekday, String period_begin, String period_end) {

    public static RegularHours read(Fields f) {
        int weekday = f.integer("weekday");
        if (weekday < 1 || weekday > 7) {
            throw f.bad("weekday", "must be 1 (Monday) to 7");
        }
        return new RegularHours(weekday, f.text("period_begin", 5), f.text("period_end", 5));
    }
}
