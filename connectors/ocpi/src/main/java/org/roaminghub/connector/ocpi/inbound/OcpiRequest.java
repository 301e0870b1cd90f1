package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.ShownCertificate;

/**
 * A request as it came. {@code path} is raw, below the hub's {@code /ocpi}, as {@code /2.2.1/sender/tokens}; {@code query} is
 * raw; header names are in lower case, a header sent twice has two values. {@code certificate}: what the client showed for its
 * connection, absent without TLS or where none was asked for. {@code body} is empty when there was none.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record OcpiRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        @Nullable ShownCertificate certificate,
        byte[] body) {

    /** The same with its body. */
    public OcpiRequest with(byte[] read) {
        return new OcpiRequest(method, path, query, headers, certificate, read);
    }

    /** Never more than the method: a path may name a token. */
    @Override
    public String toString() {
        return "OcpiRequest[" + method + "]";
    }
}
