package org.roaminghub.hub.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Service;

/** What can be done to an agreement. Each answers with the agreement that the command came to. */
sealed interface AgreementCommand extends Command<Outcome<AgreementId>> {

    AgreementId agreement();

    Instant at();

    Causes causes();

    /** {@code agreement} is the id it gets if it is new. */
    record SignAgreement(
            AgreementId agreement,
            PartyId cpo,
            PartyId emsp,
            Interval valid,
            Set<Service> services,
            List<String> tariffs,
            String currency,
            AgreementTerms terms,
            Instant at,
            Causes causes)
            implements AgreementCommand {}

    /** Absent = as before. */
    record AmendAgreement(
            AgreementId agreement,
            Instant from,
            @Nullable Interval valid,
            @Nullable Set<Service> services,
            @Nullable List<String> tariffs,
            @Nullable AgreementTerms terms,
            Instant at,
            Causes causes)
            implements AgreementCommand {}

    record TerminateAgreement(
            AgreementId agreement, @Nullable String reason, Instant at, Causes causes) implements AgreementCommand {}
}
