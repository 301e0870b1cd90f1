package org.roaminghub.spi.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Refusal;

/** What a partner made of an object the hub sent. */
public sealed interface DeliveryReply {

    /** It has it. {@code receiverRef} is what it calls the object (the Location of a CDR in OCPI). */
    record Delivered(@Nullable String receiverRef, List<Loss> losses, PartnerAnswer answer) implements DeliveryReply {
        public Delivered {
            losses = List.copyOf(losses);
        }
    }

    /** It said no: sending the same again won't help. */
    record Rejected(Refusal refusal, String why, PartnerAnswer answer) implements DeliveryReply {}

    /** No usable answer (PARTY_SILENT, PARTY_OFFLINE, PARTY_FAILED): worth another try. */
    record Undelivered(
            Refusal refusal, String why, @Nullable PartnerAnswer answer) implements DeliveryReply {}

    /** The partner's protocol or version can't carry it. */
    record NotExpressible(String why, List<Loss> losses) implements DeliveryReply {
        public NotExpressible {
            losses = List.copyOf(losses);
        }
    }
}
