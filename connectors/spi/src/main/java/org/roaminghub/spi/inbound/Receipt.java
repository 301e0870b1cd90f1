package org.roaminghub.spi.inbound;

import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.Refusal;

/**
 * What became of something a partner reported. {@code answer} is the receiver's own word when the hub passed the message
 * on at once; without it the hub has taken over the duty to deliver.
 */
public sealed interface Receipt {

    /** Stored for good. {@code created} = it was new. {@code hubId} names the object inside the hub. */
    record Taken(boolean created, String hubId, @Nullable PartnerAnswer answer) implements Receipt {}

    /** Not stored as asked. A refused CDR is still recorded. */
    record Refused(Refusal refusal, String why, @Nullable PartnerAnswer answer) implements Receipt {

        public Refused(Refusal refusal, String why) {
            this(refusal, why, null);
        }
    }
}
