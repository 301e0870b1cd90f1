package org.roaminghub.spi.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/** May this token charge? */
public interface Authorizations {

    /** Always answers within the agreement's deadline and a little more; the decision is durable when it answers. */
    Decision authorize(Query query);

    /** {@code caller} is the CPO; {@code original} absent when the request had no body. */
    record Query(
            Caller caller,
            TokenSeen token,
            TokenKind kind,
            @Nullable Place place,
            @Nullable String cpoRef,
            @Nullable Original original) {}

    /** Granted or refused; both are recorded facts. */
    sealed interface Decision {

        /** {@code token} is the profile to show: the issuer's answer or the hub's directory; absent when neither knows more than the uid. */
        record Granted(
                AuthorizationId authorization,
                SessionId session,
                PartyId emsp,
                AuthorizationReference reference,
                @Nullable Limits limits,
                @Nullable Instant validUntil,
                @Nullable TokenProfile token,
                @Nullable PartnerAnswer answer)
                implements Decision {}

        /** {@code authorization} is absent when the request was refused before anything was recorded. */
        record Refused(
                @Nullable AuthorizationId authorization,
                Refusal refusal,
                String why,
                @Nullable PartyId emsp,
                @Nullable TokenProfile token,
                @Nullable PartnerAnswer answer)
                implements Decision {}
    }
}
