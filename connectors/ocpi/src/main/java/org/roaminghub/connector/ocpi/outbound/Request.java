package org.roaminghub.connector.ocpi.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;

/**
 * One call of a partner. {@code credential} is in clear and is sent as Base64 or, {@code base64} false, as it is. {@code from} and {@code to} are the routing
 * headers, both absent on configuration modules. The call ends by {@code deadline}, whatever the partner does.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Request(
        PlatformId platform,
        String method,
        String url,
        String credential,
        boolean base64,
        @Nullable PartyId from,
        @Nullable PartyId to,
        String correlationId,
        byte @Nullable [] body,
        Duration deadline) {

    /** To a functional module. 2.1.1 has no routing headers. */
    public static Request functional(
            PlatformId platform,
            PartnerConnection connection,
            String method,
            String url,
            PartyId from,
            PartyId to,
            String correlationId,
            byte @Nullable [] body,
            Duration deadline) {
        boolean routed = Encoding.isRouted(connection);
        return new Request(
                platform,
                method,
                url,
                connection.credential(),
                Encoding.isBase64(connection),
                routed ? from : null,
                routed ? to : null,
                correlationId,
                body,
                deadline);
    }

    @Override
    public String toString() {
        return "Request[" + method + " to platform " + platform + "]";
    }
}
