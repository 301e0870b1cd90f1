package org.roaminghub.settlement.validation;

import java.util.ArrayList;
import java.util.List;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Finding.Severity;

/** What was found so far, in the order of the rules. Takes numbers, times, ids of things and codes, never a person's data. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void add(Rule rule, String limit, Object... values) {
        add(rule, rule.severity, limit, values);
    }

    void add(Rule rule, Severity severity, String limit, Object... values) {
        found.add(new Finding(
                rule.name(),
                severity,
                List.of(values).stream().map(Object::toString).toList(),
                limit));
    }

    List<Finding> list() {
        return List.copyOf(found);
    }
}
