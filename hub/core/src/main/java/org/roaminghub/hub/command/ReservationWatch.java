package org.roaminghub.hub.command;

import java.time.Instant;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded;

/** Who wants to know that a place is kept free, and how that ended. Called inside the command that causes it. */
public interface ReservationWatch {

    /** Also once more when it is prolonged. */
    void confirmed(ReservationConfirmed reservation, Instant at);

    void ended(ReservationEnded reservation);

    /** Nobody does. */
    ReservationWatch NONE = new ReservationWatch() {
        @Override
        public void confirmed(ReservationConfirmed reservation, Instant at) {}

        @Override
        public void ended(ReservationEnded reservation) {}
    };
}
