package org.roaminghub.hub.command;

import java.time.Instant;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.SessionId;

/** The CPO itself says that a session began with the reservation, whatever card that was. False when it had ended before. */
public record UseReservation(ReservationId reservation, SessionId session, Instant at, Causes causes)
        implements Command<Boolean> {}
