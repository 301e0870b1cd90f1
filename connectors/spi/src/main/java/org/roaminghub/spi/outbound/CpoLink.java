package org.roaminghub.spi.outbound;

import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.TokenProfile;

/** What the hub may ask a CPO. */
public interface CpoLink {

    /** The whole token ({@code partial} false) or only the change that came ({@code original} is then the change). */
    DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial);
}
