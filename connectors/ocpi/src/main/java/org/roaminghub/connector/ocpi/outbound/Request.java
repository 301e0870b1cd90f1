package org.roaminghub.connector.ocpi.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;

/**
 * One call of a partner. {@code credential} is in clear and is sent as Base64. {@code from} and {@code to} are the routing
 * headers, both absent on configuration modules. The call ends by {@code deadline}, whatever the partner does.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Request(
        PlatformId platform,
        String method,
        String url,
        String credential,
        @Nullable PartyId from,
        @Nullable PartyId to,
        String correlationId,
        byte @Nullable [] body,
        Duration deadline) {

    @Override
    public String toString() {
        return "Request[" + method + " to platform " + platform + "]";
    }
}
