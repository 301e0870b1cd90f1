package org.roaminghub.spi;

import java.util.Map;

/**
 * A partner's own answer, passed back unchanged between equal protocols and versions. {@code attributes} are what the
 * protocol says outside of the body (OCPI: {@code http_status}, {@code status_code}).
 */
public record PartnerAnswer(Original body, Map<String, String> attributes) {
    public PartnerAnswer {
        attributes = Map.copyOf(attributes);
    }
}
