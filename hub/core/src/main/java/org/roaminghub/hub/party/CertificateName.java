package org.roaminghub.hub.party;

import java.util.HexFormat;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/** How an administrator names a certificate, in the form in which connections show theirs. */
public final class CertificateName {

    private static final int FINGERPRINT_LENGTH = 64;
    private static final int MAX_CHARACTERS = 500;

    private CertificateName() {}

    /**
     * Of a subject as {@code CN=cpo,O=Voltwerk}, or a SHA-256 fingerprint with or without colons. Throws IllegalArgumentException with
     * a sentence for anything else.
     */
    public static String parse(String text) {
        String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
        if (hex.length() == FINGERPRINT_LENGTH && hex.chars().allMatch(HexFormat::isHexDigit)) {
            return hex;
        }
        try {
            if (text.length() <= MAX_CHARACTERS
                    && text.contains("=")
                    && text.chars().noneMatch(Character::isISOControl)) {
                return new X500Principal(text.strip()).getName(X500Principal.CANONICAL);
            }
        } catch (IllegalArgumentException noSubject) {
            // said below
        }
        throw new IllegalArgumentException(
                "client_certificates are subjects as CN=cpo,O=Voltwerk, or SHA-256 fingerprints of "
                        + FINGERPRINT_LENGTH + " hexadecimal digits");
    }
}
