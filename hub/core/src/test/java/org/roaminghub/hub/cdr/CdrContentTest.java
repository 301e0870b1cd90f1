package org.roaminghub.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.cdr;
import static org.roaminghub.hub.roaming.Roaming.euros;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;

class CdrContentTest {

    private static final ChargeDetailRecord CDR = cdr("C1", "S1", euros("3.60"));

    @Test
    void isTheSameForNumbersWrittenOtherwise() {
        assertThat(CdrContent.canonical(cdr("C1", "S1", euros("3.6000")))).isEqualTo(CdrContent.canonical(CDR));
    }

    @Test
    void isAnotherForAnotherAmount() {
        assertThat(CdrContent.canonical(cdr("C1", "S1", euros("3.61")))).isNotEqualTo(CdrContent.canonical(CDR));
    }

    @Test
    void leavesOutWhatTheHubFillsIn() {
        ChargeDetailRecord filled = Copies.copy(
                CDR,
                new CdrId(new UUID(9, 9)),
                7,
                Roaming.OTHER_EMSP,
                Roaming.OTHER_EMSP,
                new AgreementId(new UUID(9, 8)),
                new SessionId(new UUID(9, 7)),
                new AuthorizationId(new UUID(9, 6)),
                SessionMatch.ID,
                null,
                Roaming.START);
        assertThat(CdrContent.canonical(filled)).isEqualTo(CdrContent.canonical(CDR));
    }

    @Test
    void cannotBeForgedByTextThatLooksLikeStructure() {
        ChargeDetailRecord one = cdr("C1", "a\";authorization=~;x=\"b", euros("3.60"));
        ChargeDetailRecord two = cdr("C1", "a", euros("3.60"));
        assertThat(CdrContent.canonical(one))
                .isNotEqualTo(CdrContent.canonical(two))
                .contains("\\\"");
    }
}
