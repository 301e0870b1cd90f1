package org.roaminghub.hub.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.hub.token.TokenDecisions.Present;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;

class TokenDecisionsTest {

    private static final Instant THEN = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant LATER = THEN.plusSeconds(60);

    @Test
    void registersWhatIsNew() {
        assertThat(TokenDecisions.decide(Optional.empty(), token(true, THEN)))
                .containsExactly(new TokenRegistered(token(true, THEN)));
    }

    @Test
    void isSilentAboutARepeat() {
        assertThat(TokenDecisions.decide(present(token(true, THEN)), token(true, THEN)))
                .isEmpty();
    }

    @Test
    void tellsAChangeWhole() {
        assertThat(TokenDecisions.decide(present(token(true, THEN)), token(false, LATER)))
                .containsExactly(new TokenChanged(token(false, LATER)));
    }

    @Test
    void tellsAChangeWithinOneTickOfTheIssuersClock() {
        assertThat(TokenDecisions.decide(present(token(true, THEN)), token(false, THEN)))
                .containsExactly(new TokenChanged(token(false, THEN)));
    }

    @Test
    void doesNotApplyWhatIsOlder() {
        assertThat(TokenDecisions.decide(present(token(true, LATER)), token(false, THEN)))
                .isEmpty();
    }

    @Test
    void takesAnErasedTokenForChanged() {
        assertThat(TokenDecisions.decide(Optional.of(new Present(Optional.empty(), THEN)), token(true, THEN)))
                .containsExactly(new TokenChanged(token(true, THEN)));
    }

    private static Optional<Present> present(TokenProfile profile) {
        return Optional.of(new Present(Optional.of(profile), profile.reportedAt()));
    }

    private static TokenProfile token(boolean valid, Instant reportedAt) {
        return new TokenProfile(
                new TokenId(new UUID(1, 1)),
                PartyId.parse("NL*MOV"),
                List.of(),
                TokenKind.RFID,
                Whitelist.ALLOWED,
                valid,
                null,
                "Movio",
                null,
                null,
                null,
                List.of(),
                reportedAt,
                Personal.of(TokenUid.parse("04A2B3C4D5E680")),
                Personal.absent(),
                Personal.absent(),
                Personal.absent(),
                Personal.absent());
    }
}
