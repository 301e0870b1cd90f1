package org.roaminghub.hub.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.agreement.AgreementAmended;
import org.roaminghub.events.agreement.AgreementSigned;
import org.roaminghub.events.agreement.AgreementTerminated;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Service;

/** An agreement with all its editions, oldest first: a session is judged by the edition in force when it began. */
public record AgreementState(
        AgreementId agreement,
        PartyId cpo,
        PartyId emsp,
        String currency,
        List<Edition> editions,
        @Nullable Instant terminatedAt) {

    public AgreementState {
        editions = List.copyOf(editions);
    }

    /** What is agreed from {@code from} until the next edition. */
    public record Edition(
            Instant from, Set<Service> services, Interval valid, List<String> tariffs, AgreementTerms terms) {
        public Edition {
            services = new TreeSet<>(services);
            tariffs = tariffs == null ? List.of() : List.copyOf(tariffs);
        }

        boolean saysTheSameAs(Edition other) {
            return services.equals(other.services)
                    && valid.equals(other.valid)
                    && tariffs.equals(other.tariffs)
                    && terms.equals(other.terms);
        }
    }

    /** Empty before the agreement is signed. */
    static Optional<AgreementState> evolve(Optional<AgreementState> before, Event event) {
        return switch (event) {
            case AgreementSigned e -> Optional.of(signed(e));
            case AgreementAmended e -> before.map(s -> s.with(edition(e)));
            case AgreementTerminated e -> before.map(s -> s.terminated(e.at()));
            default -> before;
        };
    }

    private static AgreementState signed(AgreementSigned e) {
        Edition first = new Edition(e.valid().start(), e.services(), e.valid(), e.tariffs(), e.terms());
        return new AgreementState(e.agreement(), e.cpo(), e.emsp(), e.currency(), List.of(first), null);
    }

    private AgreementState with(Edition next) {
        List<Edition> after = new ArrayList<>(editions);
        after.add(next);
        return new AgreementState(agreement, cpo, emsp, currency, after, terminatedAt);
    }

    private AgreementState terminated(Instant at) {
        return new AgreementState(agreement, cpo, emsp, currency, editions, at);
    }

    private static Edition edition(AgreementAmended e) {
        return new Edition(e.from(), e.services(), e.valid(), e.tariffs(), e.terms());
    }

    Edition latest() {
        return editions.getLast();
    }

    /** The edition of that time: the one agreed last among those in force; the first one for times before it. */
    Edition editionAt(Instant at) {
        Edition found = editions.getFirst();
        for (Edition edition : editions) {
            if (!at.isBefore(edition.from)) {
                found = edition;
            }
        }
        return found;
    }

    boolean isTerminated() {
        return terminatedAt != null;
    }

    /** Cut where the agreement was terminated. */
    Interval cut(Interval valid) {
        Instant end = terminatedAt;
        if (end == null || (valid.end() != null && !end.isBefore(valid.end()))) {
            return valid;
        }
        return new Interval(valid.start(), end.isBefore(valid.start()) ? valid.start() : end);
    }

    Agreement asOf(Instant at) {
        Edition edition = editionAt(at);
        return new Agreement(
                agreement,
                cpo,
                emsp,
                edition.services,
                cut(edition.valid),
                edition.tariffs,
                currency,
                edition.terms,
                isTerminated());
    }

    boolean isInForceAt(Instant at) {
        return cut(editionAt(at).valid).contains(at);
    }
}
