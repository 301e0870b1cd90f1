package org.roaminghub.events.agreement;

import java.util.List;
import java.util.Set;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** This eMSP's drivers may charge at this CPO. Services empty never happens: absent in the call means all. */
@EventName("agreement.signed")
public record AgreementSigned(
        AgreementId agreement,
        PartyId cpo,
        PartyId emsp,
        Set<Service> services,
        Interval valid,
        List<String> tariffs,
        String currency,
        AgreementTerms terms)
        implements Event {
    public AgreementSigned {
        services = new java.util.TreeSet<>(services == null ? Set.of() : services);
        tariffs = tariffs == null ? List.of() : List.copyOf(tariffs);
    }
}
