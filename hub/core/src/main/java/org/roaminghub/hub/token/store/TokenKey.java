package org.roaminghub.hub.token.store;

import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenUid;

/**
 * What makes a token the same one. {@code uidKey} is the keyed HMAC of the uid's match key; {@code audience} absent = every CPO
 * under agreement.
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenKey(
        PartyId issuer,
        TokenKind kind,
        TokenUid.Form form,
        byte[] uidKey,
        @Nullable PartyId audience) {

    public TokenKey forAll() {
        return new TokenKey(issuer, kind, form, uidKey, null);
    }
}
