package org.roaminghub.events.delivery;

import java.util.List;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/**
 * The receiver has these objects, or was to have them, without what its version could not carry. {@code objects} are of one kind, as
 * {@code location/<uuid>}: all of them lost the same.
 */
@EventName("delivery.degraded")
public record DeliveryDegraded(
        DeliveryId delivery, PartyId receiver, DeliveryAcknowledged.How how, List<String> objects, List<Loss> losses)
        implements Event {
    public DeliveryDegraded {
        objects = objects == null ? List.of() : List.copyOf(objects);
        losses = losses == null ? List.of() : List.copyOf(losses);
    }
}
