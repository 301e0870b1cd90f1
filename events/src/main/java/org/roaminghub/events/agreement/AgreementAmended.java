package org.roaminghub.events.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Whole new terms, in force from {@code from}. */
@EventName("agreement.amended")
public record AgreementAmended(
        AgreementId agreement,
        Instant from,
        AgreementTerms terms,
        Set<Service> services,
        List<String> tariffs,
        Interval valid)
        implements Event {
    public AgreementAmended {
        services = new java.util.TreeSet<>(services == null ? Set.of() : services);
        tariffs = tariffs == null ? List.of() : List.copyOf(tariffs);
    }
}
