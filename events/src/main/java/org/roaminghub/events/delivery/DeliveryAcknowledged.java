package org.roaminghub.events.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The receiver has the object. {@code object} is a stream name, {@code receiverRef} what the receiver calls it (a URL in OCPI). */
@EventName("delivery.acknowledged")
public record DeliveryAcknowledged(
        DeliveryId delivery,
        String object,
        int revision,
        PartyId receiver,
        How how,
        @Nullable String receiverRef,
        int attempts,
        List<Loss> losses)
        implements Event {
    public DeliveryAcknowledged {
        losses = losses == null ? List.of() : List.copyOf(losses);
    }

    /** How the receiver got it. */
    public enum How {
        PUSHED,
        PULLED,
        KNOWN
    }
}
