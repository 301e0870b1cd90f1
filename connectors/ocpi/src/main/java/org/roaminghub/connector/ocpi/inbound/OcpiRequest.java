package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came. {@code path} is raw, below the hub's {@code /ocpi}, as {@code /2.2.1/sender/tokens}; {@code query} is
 * raw; header names are in lower case, a header sent twice has two values. {@code body} is empty when there was none.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record OcpiRequest(
        String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {

    /** Never more than the method: a path may name a token. */
    @Override
    public String toString() {
        return "OcpiRequest[" + method + "]";
    }
}
