package org.roaminghub.events.remote;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/**
 * The bill of a reservation with which no session began was held, and a person decided on it. {@code held}: why it was held, as the
 * hub shows it.
 */
@EventName("reservation.bill_decided")
public record ReservationBillDecided(ReservationId reservation, Decision decision, String held) implements Event {

    public enum Decision {
        BILL,
        WAIVE
    }
}
