package org.roaminghub.bench.chaos;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything the hub has answered with success: what must be there at the end, whatever was killed. */
final class Acknowledged {

    private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> sessionWattHours = new ConcurrentHashMap<>();
    private final Set<String> cdrs = ConcurrentHashMap.newKeySet();

    void authorization(String correlationId) {
        authorizations.add(correlationId);
    }

    void session(String sessionId, long wattHours) {
        sessionWattHours.merge(sessionId, wattHours, Math::max);
    }

    void cdr(String cdrId) {
        cdrs.add(cdrId);
    }

    /** Correlation ids of decisions. */
    Set<String> authorizations() {
        return authorizations;
    }

    /** The highest energy acknowledged for each session. */
    Map<String, Long> sessionWattHours() {
        return sessionWattHours;
    }

    /** The CPOs' ids of CDRs. */
    Set<String> cdrs() {
        return cdrs;
    }

    String text() {
        return "%d authorisations, %d sessions, %d CDRs acknowledged"
                .formatted(authorizations.size(), sessionWattHours.size(), cdrs.size());
    }
}
