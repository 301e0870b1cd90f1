package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CommandResponse, OCPI 2.2.1 ch. 13, and ChargingProfileResponse, ch. 14, which has no message. {@code timeout} in seconds, unknown
 * to 2.1.1, as the message is.
 */
public record CommandResponse(String result, @Nullable Integer timeout, List<DisplayText> message) {

    public CommandResponse {
        message = List.copyOf(message);
    }
}
