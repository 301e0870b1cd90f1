package org.roaminghub.events.location;

import java.time.Instant;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;

/** The location is now described without this EVSE. One that its owner calls removed stays, with that status. */
@EventName("evse.removed")
public record EvseRemoved(EvseKey evse, LocationId location, PartyId owner, Instant at) implements Event {}
