package org.roaminghub.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaminghub.hub.command.SteeringDecisions.Listener;
import org.roaminghub.hub.command.store.ProfileStore.Setter;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Role;

class SteeringDecisionsTest {

    private static final PartyId EMSP = new PartyId("NL*MSP");
    private static final PartyId SCSP = new PartyId("NL*SCP");
    private static final Setter NEWER = new Setter(EMSP, Role.SCSP, new RemoteId(new UUID(2, 2)));
    private static final Setter OLDER = new Setter(EMSP, Role.EMSP, new RemoteId(new UUID(1, 1)));
    private static final Setter OTHER = new Setter(SCSP, Role.SCSP, new RemoteId(new UUID(3, 3)));

    @ParameterizedTest
    @EnumSource(RemoteKind.class)
    @DisplayName("HUB-73 nothing but a profile that was set entitles to hear of it")
    void onlySetting(RemoteKind kind) {
        assertThat(SteeringDecisions.entitles(kind, RemoteOutcome.DONE)).isEqualTo(kind == RemoteKind.SET_PROFILE);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("HUB-73 nothing but success entitles to hear of it")
    void onlySuccess(Refusal refusal) {
        assertThat(SteeringDecisions.entitles(RemoteKind.SET_PROFILE, RemoteOutcome.of(refusal)))
                .isFalse();
    }

    @Test
    @DisplayName("HUB-73 nobody hears of it where nobody set one, or the addressed party has not")
    void nobody() {
        assertThat(refusalOf(List.of(), null)).isEqualTo(Refusal.WRONG_STATE);
        assertThat(refusalOf(List.of(), EMSP)).isEqualTo(Refusal.WRONG_STATE);
        assertThat(refusalOf(List.of(OTHER), EMSP)).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    @DisplayName(
            "HUB-73 of several the addressed one hears of it; of none addressed nobody; one party in two roles is one")
    void several() {
        assertThat(refusalOf(List.of(OTHER, OLDER), null)).isEqualTo(Refusal.UNKNOWN_PARTY);
        assertThat(SteeringDecisions.listener(List.of(OTHER, OLDER), EMSP)).isEqualTo(new Listener.Of(OLDER));
        assertThat(SteeringDecisions.listener(List.of(NEWER, OLDER), null)).isEqualTo(new Listener.Of(NEWER));
        assertThat(SteeringDecisions.listener(List.of(OTHER), null)).isEqualTo(new Listener.Of(OTHER));
    }

    private static Refusal refusalOf(List<Setter> setters, @Nullable PartyId addressed) {
        return ((Listener.Nobody) SteeringDecisions.listener(setters, addressed)).refusal();
    }
}
