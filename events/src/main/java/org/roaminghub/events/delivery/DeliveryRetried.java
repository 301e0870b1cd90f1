package org.roaminghub.events.delivery;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A person sent it on its way again. */
@EventName("delivery.retried")
public record DeliveryRetried(DeliveryId delivery, String object, PartyId receiver, String reason) implements Event {}
