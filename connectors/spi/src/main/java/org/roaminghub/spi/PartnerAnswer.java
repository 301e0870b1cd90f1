package org.roaminghub.spi;

import java.util.Map;

/**
 * A partner's own answer, passed back unchanged between equal protocols and versions. {@code attributes} are what the
 * protocol says outside of the body (OCPI: {@code http_status}, {@code status_code}). Where an answer is recorded only its
 * body is kept, and given again without attributes: what a repeat needs of them is in the body's media type, too.
 */
public record PartnerAnswer(Original body, Map<String, String> attributes) {
    public PartnerAnswer {
        attributes = Map.copyOf(attributes);
    }
}
