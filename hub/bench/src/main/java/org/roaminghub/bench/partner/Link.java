package org.roaminghub.bench.partner;

import org.jspecify.annotations.Nullable;

/** {@code <https://…>; rel="next"} (RFC 8288), as OCPI pages it. */
final class Link {

    private Link() {}

    /** Null when there is no next page. */
    static @Nullable String next(@Nullable String header) {
        if (header == null || !header.contains("rel=\"next\"")) {
            return null;
        }
        return header.substring(header.indexOf('<') + 1, header.indexOf('>'));
    }
}
