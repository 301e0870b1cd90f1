package org.roaminghub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.cdr.CdrRules;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Service;

/** Core hands over what it found; whether a credit is good is the rules' to say. */
class IntakeRulesTest {

    private static final Agreement AGREEMENT = new Agreement(
            new AgreementId(new UUID(0, 1)),
            Samples.CPO,
            Samples.EMSP,
            EnumSet.allOf(Service.class),
            new Interval(Samples.START.minus(Duration.ofDays(1)), null),
            List.of(),
            "EUR",
            AgreementTerms.DEFAULT,
            false);

    @Test
    void letsACreditOfAKnownCdrPass() {
        assertThat(onCredit(Samples.NOW, Samples.cdr(), false)).isEmpty();
    }

    @Test
    void refusesACreditOfNothingAndASecondOne() {
        assertThat(onCredit(Samples.NOW, null, false)).containsExactly("CREDIT_ORIGINAL_UNKNOWN E");
        assertThat(onCredit(Samples.NOW, Samples.cdr(), true)).containsExactly("CREDIT_ALREADY_CREDITED E");
        assertThat(onCredit(Samples.NOW, Samples.credit(), false)).containsExactly("CREDIT_ORIGINAL_UNKNOWN E");
    }

    @Test
    void holdsACreditThatComesAfterTheAgreedDays() {
        Instant last = Samples.END.plus(Duration.ofDays(AgreementTerms.DEFAULT.creditWithinDays()));
        assertThat(onCredit(last, Samples.cdr(), false)).isEmpty();
        assertThat(onCredit(last.plusMillis(1), Samples.cdr(), false)).containsExactly("CREDIT_TOO_LATE H");
    }

    private static List<String> onCredit(Instant at, @Nullable ChargeDetailRecord original, boolean credited) {
        List<Finding> findings =
                new IntakeRules().check(Samples.credit(), new CdrRules.Context(AGREEMENT, at, original, credited));
        return findings.stream()
                .filter(f -> f.rule().startsWith("CREDIT_"))
                .map(f -> f.rule() + " " + f.severity())
                .toList();
    }
}
