package org.roaminghub.events.delivery;

import java.util.List;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/** The hub gave up for now and a person must decide. {@code losses} says what the receiver's version could not carry. */
@EventName("delivery.parked")
public record DeliveryParked(
        DeliveryId delivery, String object, PartyId receiver, Refusal why, int attempts, List<Loss> losses)
        implements Event {
    public DeliveryParked {
        losses = losses == null ? List.of() : List.copyOf(losses);
    }
}
