package org.roaminghub.hub.agreement;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Service;

/**
 * This eMSP's drivers may charge at this CPO, as agreed at the time asked for. {@code valid} ends where the agreement was
 * terminated; sessions that began before go on and their CDRs are taken. It starts {@link #SINCE_EVER} where nobody said
 * since when.
 */
public record Agreement(
        AgreementId agreement,
        PartyId cpo,
        PartyId emsp,
        Set<Service> services,
        Interval valid,
        List<String> tariffs,
        String currency,
        AgreementTerms terms,
        boolean terminated) {

    /** A start that says «whatever began before»: nobody named a day. */
    public static final Instant SINCE_EVER = Instant.EPOCH;

    public Agreement {
        services = Collections.unmodifiableSet(new TreeSet<>(services));
        tariffs = List.copyOf(tariffs);
    }

    public boolean covers(Service service, Instant at) {
        return services.contains(service) && valid.contains(at);
    }
}
