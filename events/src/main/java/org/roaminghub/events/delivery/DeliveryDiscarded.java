package org.roaminghub.events.delivery;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A person gave it up for good. */
@EventName("delivery.discarded")
public record DeliveryDiscarded(DeliveryId delivery, String object, PartyId receiver, String reason) implements Event {}
