package org.roaminghub.events.delivery;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Given up for good: by a person, or because the next revision of its object takes its place. */
@EventName("delivery.discarded")
public record DeliveryDiscarded(DeliveryId delivery, String object, PartyId receiver, String reason) implements Event {}
