package org.roaminghub.vocabulary;

import java.util.Locale;

/** What ties an authorisation to its session and CDR, at most 36 characters, compared without case (OCPI 2.2.1 §12.3.1). */
public record AuthorizationReference(String value) {

    public static final int MAX_LENGTH = 36;

    public static AuthorizationReference parse(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an authorisation reference has 1 to " + MAX_LENGTH + " characters");
        }
        return new AuthorizationReference(text);
    }

    public String matchKey() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "AuthorizationReference[…]";
    }
}
