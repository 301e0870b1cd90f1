package org.roaminghub.hub.token.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.Whitelist;

/**
 * A row of {@code hub.token}. {@code sequence} is the place of the token's next fact, 1 or more. {@code profile} and the
 * original's bytes are sealed; {@code contractKey} is a keyed HMAC as the uid's.
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenRow(
        TokenId token,
        TokenKey key,
        byte @Nullable [] contractKey,
        SubjectRef subject,
        Whitelist whitelist,
        boolean valid,
        @Nullable Instant validUntil,
        Instant reportedAt,
        long sequence,
        byte[] profile,
        SealedOriginal original) {

    /** The last whole message of the issuer. */
    @SuppressWarnings("ArrayRecordComponent")
    public record SealedOriginal(Protocol protocol, String version, String mediaType, byte[] sealed) {}
}
