package org.roaminghub.spi.inbound;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * By what a platform gets in, beside its credential: what the administrator set. {@code requestsPerSecond} absent = as many as
 * any platform, 0 = no limit. Each of {@code certificates} is a subject, as {@code CN=cpo,O=Voltwerk}, or the SHA-256 fingerprint of
 * a certificate; empty = none is asked for.
 */
public record Gate(@Nullable Integer requestsPerSecond, List<String> certificates) {

    public static final Gate OPEN = new Gate(null, List.of());
    public static final int MAX_CERTIFICATES = 10;
    /** Settings of a platform. */
    public static final String RATE_LIMIT = "rate_limit";

    public static final String CERTIFICATES = "client_certificates";

    private static final int FINGERPRINT_LENGTH = 64;
    private static final int MAX_CHARACTERS = 500;
    private static final String SEPARATOR = "\n";

    public Gate {
        certificates = List.copyOf(certificates);
    }

    /** Throws IllegalArgumentException with a sentence for what is neither a subject nor a fingerprint, or too much. */
    public static Gate parse(@Nullable Integer requestsPerSecond, List<String> certificates) {
        if (requestsPerSecond != null && requestsPerSecond < 0) {
            throw new IllegalArgumentException(RATE_LIMIT + " is a number of requests a second, or 0 for no limit");
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException(CERTIFICATES + " has at most " + MAX_CERTIFICATES + " entries");
        }
        List<String> known = new ArrayList<>();
        for (String certificate : certificates) {
            known.add(canonical(certificate));
        }
        return new Gate(requestsPerSecond, known);
    }

    private static String canonical(String certificate) {
        String hex = certificate.strip().replace(":", "").toLowerCase(Locale.ROOT);
        if (hex.length() == FINGERPRINT_LENGTH && hex.chars().allMatch(HexFormat::isHexDigit)) {
            return hex;
        }
        try {
            if (certificate.length() <= MAX_CHARACTERS && certificate.contains("=")
                    && certificate.chars().noneMatch(Character::isISOControl)) {
                return new X500Principal(certificate.strip()).getName();
            }
        } catch (IllegalArgumentException noSubject) {
            // said below
        }
        throw new IllegalArgumentException(
                CERTIFICATES + " are subjects as CN=cpo,O=Voltwerk, or SHA-256 fingerprints of 64 hexadecimal digits");
    }

    public static Gate of(Map<String, String> settings) {
        String limit = settings.get(RATE_LIMIT);
        String certificates = settings.getOrDefault(CERTIFICATES, "");
        return new Gate(
                limit == null ? null : Integer.valueOf(limit),
                certificates.isEmpty() ? List.of() : List.of(certificates.split(SEPARATOR)));
    }

    /** As settings of a platform; nothing for what is not set. */
    public Map<String, String> settings() {
        Map<String, String> settings = new java.util.TreeMap<>();
        if (requestsPerSecond != null) {
            settings.put(RATE_LIMIT, requestsPerSecond.toString());
        }
        if (!certificates.isEmpty()) {
            settings.put(CERTIFICATES, String.join(SEPARATOR, certificates));
        }
        return settings;
    }

    public boolean asksForCertificate() {
        return !certificates.isEmpty();
    }

    /** Whether this is one of its certificates. */
    public boolean isMine(ShownCertificate shown) {
        return certificates.stream()
                .anyMatch(mine -> mine.contains("=")
                        ? new X500Principal(mine).equals(shown.subject())
                        : mine.equals(shown.fingerprint()));
    }
}
