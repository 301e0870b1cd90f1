package org.roaminghub.connector.ocpi.inbound;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.Protocol;

/** Authorization: Token, in Base64 or, as older partners write it, in clear (OCPI 2.2.1 ch. 4; HUB-15). */
final class Authentication {

    private static final String SCHEME = "Token ";
    private static final int MAX_LENGTH = 512;

    private final Platforms platforms;

    Authentication(Platforms platforms) {
        this.platforms = platforms;
    }

    void prove(Exchange x) {
        String header = x.header("authorization");
        if (header == null) {
            throw Refused.unauthorized("The Authorization header is missing.");
        }
        if (header.length() > MAX_LENGTH || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refused.unauthorized(
                    "The Authorization header must be: Token, a blank, and the credentials token in Base64.");
        }
        String raw = header.substring(SCHEME.length()).strip();
        String decoded = decoded(raw);
        if (decoded == null || !accept(x, decoded, true)) {
            if (raw.isEmpty() || !accept(x, raw, false)) {
                throw Refused.unauthorized(
                        "The credentials token is not known, or does not go with this connection's certificate.");
            }
        }
    }

    private boolean accept(Exchange x, String credential, boolean base64) {
        Optional<Platforms.CredentialHolder> holder =
                platforms.findByCredential(credential, x.request().certificate());
        if (holder.isEmpty() || holder.get().platform().protocol() != Protocol.OCPI) {
            return false;
        }
        x.authenticated(holder.get(), credential, base64);
        return true;
    }

    /** Without the line end that the spec's own samples carry; null when the text is no Base64 of a credentials token. */
    private static @Nullable String decoded(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '=')) {
                return null;
            }
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(raw);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return null;
            }
        }
        return end == 0 ? null : new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }
}
