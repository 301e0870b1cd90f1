package org.roaminghub.hub.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.party.PlatformCameOnline;
import org.roaminghub.events.party.PlatformChanged;
import org.roaminghub.events.party.PlatformConnected;
import org.roaminghub.events.party.PlatformCredentialsRenewed;
import org.roaminghub.events.party.PlatformCredentialsRenewed.Side;
import org.roaminghub.events.party.PlatformPartyAdded;
import org.roaminghub.events.party.PlatformPartyRemoved;
import org.roaminghub.events.party.PlatformRegistered;
import org.roaminghub.events.party.PlatformResumed;
import org.roaminghub.events.party.PlatformSuspended;
import org.roaminghub.events.party.PlatformUnregistered;
import org.roaminghub.events.party.PlatformWentOffline;
import org.roaminghub.hub.party.PlatformCommand.AddParty;
import org.roaminghub.hub.party.PlatformCommand.BringOnline;
import org.roaminghub.hub.party.PlatformCommand.ConnectPlatform;
import org.roaminghub.hub.party.PlatformCommand.Others;
import org.roaminghub.hub.party.PlatformCommand.RegisterPlatform;
import org.roaminghub.hub.party.PlatformCommand.ResumePlatform;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.hub.party.PlatformCommand.SuspendPlatform;
import org.roaminghub.hub.party.PlatformCommand.TakeOffline;
import org.roaminghub.hub.party.PlatformCommand.UnregisterPlatform;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.PartnerConnection.Endpoint;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

class PlatformDecisionsTest {

    private static final PlatformId ID = new PlatformId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Causes CAUSES = Causes.of(Actor.user("admin"), new UUID(2, 2));
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final HostedParty CPO = new HostedParty(Role.CPO, VOL, "Voltus", null, null, true);
    private static final ClaimedParty CLAIM = new ClaimedParty(Role.CPO, VOL, "Voltus", null, null);
    private static final ClaimedParty MORE = new ClaimedParty(Role.EMSP, VOL, "Voltus Drive", null, null);

    private static final Event REGISTERED = new PlatformRegistered(ID, "Voltus", Protocol.OCPI, Map.of());
    private static final Event PARTY = new PlatformPartyAdded(ID, Role.CPO, VOL, "Voltus", null, null, true);
    private static final Event CLAIMED = new PlatformPartyAdded(ID, Role.EMSP, VOL, "Voltus Drive", null, null, false);
    private static final Event CONNECTED =
            new PlatformConnected(ID, List.of("2.2.1"), List.of(new PlatformConnected.Module("tokens", "RECEIVER")));
    private static final Event OFFLINE = new PlatformWentOffline(ID, NOW, "probe");
    private static final Event SUSPENDED = new PlatformSuspended(ID, "contract");

    private PlatformState state = PlatformState.NONE;
    private Outcome<List<Event>> outcome = Outcome.done(List.of());

    @Test
    void registersWithItsParties() {
        given().when(s -> PlatformDecisions.decide(s, register(CPO), Others.NONE))
                .then(REGISTERED, PARTY);
        assertThat(state.status()).isEqualTo(ConnectionStatus.PLANNED);
    }

    @Test
    void refusesAPartyThatAnotherPlatformHas() {
        Others others = new Others(Set.of(Seat.of(CPO)), Set.of());
        given().when(s -> PlatformDecisions.decide(s, register(CPO), others)).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void takesOverAPartyThatAnotherPlatformMerelyClaims() {
        Others others = new Others(Set.of(), Set.of(Seat.of(CPO)));
        given().when(s -> PlatformDecisions.decide(s, register(CPO), others)).then(REGISTERED, PARTY);
    }

    @Test
    void refusesThePartyNamedTwice() {
        given().when(s -> PlatformDecisions.decide(s, register(CPO, CPO), Others.NONE))
                .thenRefused(Refusal.MALFORMED);
    }

    @Test
    void connectsByTheFirstHandshake() {
        given(REGISTERED, PARTY).when(s -> connect(s, Others.NONE, CLAIM)).then(CONNECTED);
        assertThat(state.status()).isEqualTo(ConnectionStatus.CONNECTED);
    }

    @Test
    void recordsAPartyThatThePartnerClaimsAsInactive() {
        given(REGISTERED, PARTY).when(s -> connect(s, Others.NONE, CLAIM, MORE)).then(CLAIMED, CONNECTED);
    }

    @Test
    void forgetsAnUnapprovedClaimThatIsNoLongerMade() {
        given(REGISTERED, PARTY, CLAIMED, CONNECTED)
                .when(s -> connect(s, Others.NONE, CLAIM))
                .then(new PlatformPartyRemoved(ID, Role.EMSP, VOL), CONNECTED);
    }

    @Test
    void refusesAHandshakeThatClaimsAnotherPlatformsParty() {
        Others others = new Others(Set.of(Seat.of(MORE)), Set.of());
        given(REGISTERED, PARTY).when(s -> connect(s, others, CLAIM, MORE)).thenRefused(Refusal.NOT_YOURS);
    }

    @Test
    void refusesAHandshakeWhileSuspended() {
        given(REGISTERED, PARTY, SUSPENDED)
                .when(s -> connect(s, Others.NONE, CLAIM))
                .thenRefused(Refusal.NOT_PERMITTED);
    }

    @Test
    void renewsCredentialsOnlyWhenNothingElseChanged() {
        given(REGISTERED, PARTY, CONNECTED)
                .when(s -> connect(s, Others.NONE, CLAIM))
                .then(new PlatformCredentialsRenewed(ID, Side.OURS), new PlatformCredentialsRenewed(ID, Side.THEIRS));
    }

    @Test
    void learnsHowThePartnerWritesItsToken() {
        Map<String, String> inClear = Map.of("token_base64", "false");
        Event changed = new PlatformChanged(ID, "Voltus", inClear);
        given(REGISTERED, PARTY).when(s -> connect(s, inClear)).then(changed, CONNECTED);
        given(REGISTERED, PARTY, changed, CONNECTED)
                .when(s -> connect(s, inClear))
                .then(new PlatformCredentialsRenewed(ID, Side.OURS), new PlatformCredentialsRenewed(ID, Side.THEIRS));
        Map<String, String> encoded = Map.of("token_base64", "true");
        given(REGISTERED, PARTY, changed, CONNECTED)
                .when(s -> connect(s, encoded))
                .then(
                        new PlatformChanged(ID, "Voltus", encoded),
                        new PlatformCredentialsRenewed(ID, Side.OURS),
                        new PlatformCredentialsRenewed(ID, Side.THEIRS));
        Event registered = new PlatformRegistered(ID, "Voltus", Protocol.OCPI, encoded);
        given(registered, PARTY).when(s -> connect(s, inClear)).then(CONNECTED);
    }

    @Test
    void connectsAnewWhenTheVersionChanged() {
        var before = new PlatformConnected(ID, List.of("2.1.1"), List.of());
        given(REGISTERED, PARTY, before)
                .when(s -> connect(s, Others.NONE, CLAIM))
                .then(CONNECTED);
    }

    @Test
    void connectsAnewAfterItUnregistered() {
        given(REGISTERED, PARTY, CONNECTED, new PlatformUnregistered(ID, null))
                .when(s -> connect(s, Others.NONE, CLAIM))
                .then(CONNECTED);
    }

    @Test
    void approvesAClaimAndIsSilentTheSecondTime() {
        var approved = new PlatformPartyAdded(ID, Role.EMSP, VOL, "Voltus Drive", null, null, true);
        given(REGISTERED, PARTY, CLAIMED).when(s -> add(s, Others.NONE)).then(approved);
        given(REGISTERED, PARTY, CLAIMED, approved)
                .when(s -> add(s, Others.NONE))
                .then();
    }

    @Test
    void goesOfflineOnceAndComesBackOnce() {
        given(REGISTERED, CONNECTED).when(s -> offline(s, NOW)).then(OFFLINE);
        given(REGISTERED, CONNECTED, OFFLINE)
                .when(s -> offline(s, NOW.plusSeconds(90)))
                .then();
        var back = new PlatformCameOnline(ID, NOW, "message");
        given(REGISTERED, CONNECTED, OFFLINE)
                .when(PlatformDecisionsTest::online)
                .then(back);
        given(REGISTERED, CONNECTED, OFFLINE, back)
                .when(PlatformDecisionsTest::online)
                .then();
    }

    @Test
    void leavesAtMostOnePairAMinuteWhenItFlaps() {
        var back = new PlatformCameOnline(ID, NOW.plusSeconds(1), "message");
        given(REGISTERED, CONNECTED, OFFLINE, back)
                .when(s -> offline(s, NOW.plusSeconds(59)))
                .then();
        given(REGISTERED, CONNECTED, OFFLINE, back)
                .when(s -> offline(s, NOW.plusSeconds(60)))
                .then(new PlatformWentOffline(ID, NOW.plusSeconds(60), "probe"));
    }

    @Test
    void isNotOfflineBeforeItWasEverThere() {
        given(REGISTERED).when(s -> offline(s, NOW)).then();
    }

    @Test
    void staysOfflineWithoutRegistration() {
        given(REGISTERED, CONNECTED, new PlatformUnregistered(ID, null))
                .when(PlatformDecisionsTest::online)
                .then();
    }

    @Test
    void comesBackFromSuspensionToTheStateBefore() {
        given(REGISTERED, CONNECTED, OFFLINE)
                .when(PlatformDecisionsTest::suspend)
                .then(SUSPENDED);
        assertThat(state.status()).isEqualTo(ConnectionStatus.SUSPENDED);
        given(REGISTERED, CONNECTED, OFFLINE, SUSPENDED)
                .when(PlatformDecisionsTest::resume)
                .then(new PlatformResumed(ID, "paid"));
        assertThat(state.status()).isEqualTo(ConnectionStatus.OFFLINE);
    }

    @Test
    void suspendsAndResumesOnce() {
        given(REGISTERED, SUSPENDED).when(PlatformDecisionsTest::suspend).then();
        given(REGISTERED).when(PlatformDecisionsTest::resume).then();
    }

    @Test
    void unregistersOnceAndKeepsASuspension() {
        var gone = new PlatformUnregistered(ID, null);
        given(REGISTERED).when(PlatformDecisionsTest::unregister).then();
        given(REGISTERED, CONNECTED, SUSPENDED)
                .when(PlatformDecisionsTest::unregister)
                .then(gone);
        assertThat(state.status()).isEqualTo(ConnectionStatus.SUSPENDED);
        given(REGISTERED, CONNECTED, SUSPENDED, gone)
                .when(PlatformDecisionsTest::unregister)
                .then();
    }

    @Test
    void knowsNothingOfAPlatformThatWasNeverRegistered() {
        given().when(PlatformDecisionsTest::suspend).thenRefused(Refusal.UNKNOWN_OBJECT);
        given().when(s -> connect(s, Others.NONE, CLAIM)).thenRefused(Refusal.UNKNOWN_OBJECT);
    }

    // --- given, when, then ------------------------------------------------------------------------------------------

    private PlatformDecisionsTest given(Event... events) {
        state = PlatformState.NONE;
        for (Event event : events) {
            state = PlatformState.evolve(state, event);
        }
        return this;
    }

    private PlatformDecisionsTest when(Function<PlatformState, Outcome<List<Event>>> decision) {
        outcome = decision.apply(state);
        return this;
    }

    private void then(Event... events) {
        assertThat(outcome).isEqualTo(Outcome.done(List.of(events)));
        for (Event event : events) {
            state = PlatformState.evolve(state, event);
        }
    }

    private void thenRefused(Refusal refusal) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    private static RegisterPlatform register(HostedParty... parties) {
        return new RegisterPlatform(ID, "Voltus", Protocol.OCPI, List.of(parties), Map.of(), NOW, CAUSES);
    }

    private static Outcome<List<Event>> connect(PlatformState s, Others others, ClaimedParty... claims) {
        return connect(s, Map.of(), others, claims);
    }

    private static Outcome<List<Event>> connect(PlatformState s, Map<String, String> learnt) {
        return connect(s, learnt, Others.NONE, CLAIM);
    }

    private static Outcome<List<Event>> connect(
            PlatformState s, Map<String, String> learnt, Others others, ClaimedParty... claims) {
        var connection = new PartnerConnection(
                "2.2.1",
                "https://voltus.example/ocpi/versions",
                "secret",
                List.of(new Endpoint("tokens", "RECEIVER", "https://voltus.example/ocpi/tokens")),
                List.of(claims),
                learnt);
        return PlatformDecisions.decide(s, new ConnectPlatform(ID, connection, NOW, CAUSES), others, true);
    }

    private static Outcome<List<Event>> add(PlatformState s, Others others) {
        var party = new HostedParty(Role.EMSP, VOL, "Voltus Drive", null, null, true);
        return PlatformDecisions.decide(s, new AddParty(ID, party, NOW, CAUSES), others);
    }

    private static Outcome<List<Event>> offline(PlatformState s, Instant at) {
        return PlatformDecisions.decide(s, new TakeOffline(ID, "probe", at, CAUSES));
    }

    private static Outcome<List<Event>> online(PlatformState s) {
        return PlatformDecisions.decide(s, new BringOnline(ID, "message", NOW, CAUSES));
    }

    private static Outcome<List<Event>> suspend(PlatformState s) {
        return PlatformDecisions.decide(s, new SuspendPlatform(ID, "contract", NOW, CAUSES));
    }

    private static Outcome<List<Event>> resume(PlatformState s) {
        return PlatformDecisions.decide(s, new ResumePlatform(ID, "paid", NOW, CAUSES));
    }

    private static Outcome<List<Event>> unregister(PlatformState s) {
        return PlatformDecisions.decide(s, new UnregisterPlatform(ID, null, NOW, CAUSES));
    }
}
