package org.roaminghub.hub.cdr;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;

/** The intake rules: what makes a CDR impossible (severity E) or odd. Pure; a finding holds clear values only. */
public interface CdrRules {

    List<Finding> check(ChargeDetailRecord cdr, Context context);

    /**
     * What is known beside the CDR. Of a credit: {@code original} is the CDR that it takes back, absent when there is none, and
     * {@code originalCredited} says whether another one took it back before. It stays so until the credit is recorded.
     */
    record Context(
            Agreement agreement,
            Instant receivedAt,
            @Nullable ChargeDetailRecord original,
            boolean originalCredited) {}
}
