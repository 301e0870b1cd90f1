package org.roaminghub.vocabulary;

import java.util.List;

/** What a rule found in a CDR: the rule's code, the values it looked at and the limit. Clear values only, nothing personal. */
public record Finding(String rule, Severity severity, List<String> values, String limit) {

    public Finding {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** E refuses the CDR, H holds it for a decision, W warns, I informs. */
    public enum Severity {
        E,
        H,
        W,
        I
    }
}
