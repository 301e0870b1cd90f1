package org.roaminghub.connector.ocpi.outbound;

import java.util.Map;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.spi.inbound.PartnerConnection;

/** How a partner wants to be called: learnt in the handshake, else by its version (facts §1.3, §1.6). */
final class Encoding {

    /** Setting of a connection: whether the Authorization header bears the token in Base64. */
    private static final String TOKEN_BASE64 = "token_base64";

    private Encoding() {}

    static Map<String, String> learnt(boolean base64) {
        return Map.of(TOKEN_BASE64, Boolean.toString(base64));
    }

    /** As just learnt. */
    static boolean isBase64(Map<String, String> learnt) {
        return Boolean.parseBoolean(learnt.get(TOKEN_BASE64));
    }

    static boolean isBase64(PartnerConnection connection) {
        String told = connection.settings().get(TOKEN_BASE64);
        return told == null ? isRouted(connection) : Boolean.parseBoolean(told);
    }

    static boolean isRouted(PartnerConnection connection) {
        return Dialect.find(connection.version())
                .map(d -> d.release().hasRouting())
                .orElse(true);
    }
}
