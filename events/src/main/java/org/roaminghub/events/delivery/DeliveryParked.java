package org.roaminghub.events.delivery;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The hub gave up for now and a person must decide. */
@EventName("delivery.parked")
public record DeliveryParked(DeliveryId delivery, String object, PartyId receiver, Refusal why, int attempts)
        implements Event {}
