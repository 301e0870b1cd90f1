package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By what a platform gets in, beside its credential: what the administrator set. {@code requestsPerSecond} absent = as many as
 * any platform, 0 = no limit. Each of {@code certificates} is the subject or the fingerprint of one, as {@link ShownCertificate} has
 * them; empty = none is asked for.
 */
public record Gate(@Nullable Integer requestsPerSecond, List<String> certificates) {

    public static final Gate OPEN = new Gate(null, List.of());
    public static final int MAX_CERTIFICATES = 10;
    /** Settings of a platform. */
    public static final String RATE_LIMIT = "rate_limit";

    public static final String CERTIFICATES = "client_certificates";

    private static final String SEPARATOR = "\n";

    public Gate {
        certificates = List.copyOf(certificates);
    }

    /** Throws IllegalArgumentException with a sentence for what is too much. */
    public static Gate parse(@Nullable Integer requestsPerSecond, List<String> certificates) {
        if (requestsPerSecond != null && requestsPerSecond < 0) {
            throw new IllegalArgumentException(RATE_LIMIT + " is a number of requests a second, or 0 for no limit");
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException(CERTIFICATES + " has at most " + MAX_CERTIFICATES + " entries");
        }
        return new Gate(requestsPerSecond, certificates);
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
        Map<String, String> settings = new TreeMap<>();
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
        return certificates.contains(shown.subject()) || certificates.contains(shown.fingerprint());
    }
}
