package org.roaminghub.hub.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.party.PlatformCameOnline;
import org.roaminghub.events.party.PlatformChanged;
import org.roaminghub.events.party.PlatformConnected;
import org.roaminghub.events.party.PlatformCredentialsRenewed;
import org.roaminghub.events.party.PlatformPartyAdded;
import org.roaminghub.events.party.PlatformPartyRemoved;
import org.roaminghub.events.party.PlatformRegistered;
import org.roaminghub.events.party.PlatformUnregistered;
import org.roaminghub.events.party.PlatformWentOffline;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.party.store.PartyTables;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.PartnerConnection.Endpoint;
import org.roaminghub.spi.inbound.Platforms.ConnectOutcome;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

class PartiesTest {

    private static final Actor ADMIN = Actor.user("admin");
    private static final PartyId HUB = PartyId.parse("DE*HUB");
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final String THEIR_SECRET = "their-secret-that-the-hub-presents";

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final CoreUnderTest core = new CoreUnderTest();
    private final Parties parties = node(core);

    private Parties node(CoreUnderTest on) {
        return new Parties(
                on.commands,
                on.recorder,
                on.privacy,
                PartyTables.on(on.jdbc),
                on.clock,
                on.ids,
                background::add,
                HUB,
                "https://hub.example");
    }

    @Test
    void registersAPlatformThatIsPlannedAndFoundByItsToken() {
        Parties.Registered made = register(cpo(VOL));
        KnownPlatform platform = made.platform();
        assertThat(platform.status()).isEqualTo(ConnectionStatus.PLANNED);
        assertThat(platform.isRegistered()).isFalse();
        assertThat(parties.list()).containsExactly(platform);
        assertThat(parties.findActive(VOL, Role.CPO)).contains(platform);
        assertThat(parties.findActive(VOL, Role.EMSP)).isEmpty();
        assertThat(parties.findByParty(VOL)).contains(platform);
        assertThat(parties.findByCredential(made.registrationToken(), null)).hasValueSatisfying(holder -> {
            assertThat(holder.registrationOnly()).isTrue();
            assertThat(holder.platform()).isEqualTo(platform);
        });
        assertThat(made.registrationToken()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void findsNobodyByAWrongCredential() {
        register(cpo(VOL));
        assertThat(parties.findByCredential("no", null)).isEmpty();
        assertThat(parties.findByCredential("", null)).isEmpty();
        assertThat(parties.findByCredential("x".repeat(5_000), null)).isEmpty();
    }

    @Test
    void connectsAndEndsTheRegistrationToken() {
        Parties.Registered made = register(cpo(VOL));
        PlatformId id = made.platform().platform();
        String credential = connect(id, claim(Role.CPO, VOL));

        assertThat(parties.findByCredential(made.registrationToken(), null)).isEmpty();
        assertThat(parties.findByCredential(credential, null)).hasValueSatisfying(holder -> {
            assertThat(holder.registrationOnly()).isFalse();
            assertThat(holder.platform().status()).isEqualTo(ConnectionStatus.CONNECTED);
            assertThat(holder.platform().findConnection().orElseThrow().credential())
                    .isEqualTo(THEIR_SECRET);
            assertThat(holder.platform().findConnection().orElseThrow().findUrl("tokens", "RECEIVER"))
                    .contains("https://partner.example/tokens");
        });
        assertThat(core.events("platform", id.value()))
                .hasExactlyElementsOfTypes(
                        PlatformRegistered.class,
                        PlatformPartyAdded.class,
                        PlatformChanged.class,
                        PlatformConnected.class);
    }

    @Test
    void administratorsSettingsWinOverLearntOnes() {
        var made = value(
                parties.register("Voltus", Protocol.OCPI, List.of(cpo(VOL)), Map.of("token_base64", "false"), ADMIN));
        connect(made.platform().platform(), claim(Role.CPO, VOL));
        assertThat(parties.get(made.platform().platform())
                        .findConnection()
                        .orElseThrow()
                        .settings())
                .containsEntry("token_base64", "false")
                .containsEntry("learnt", "yes");
    }

    @Test
    void keepsNoSecretInClear() {
        Parties.Registered made = register(cpo(VOL));
        String credential = connect(made.platform().platform(), claim(Role.CPO, VOL));
        String dump = core.jdbc
                .sql(
                        "select string_agg(p::text, '') || (select string_agg(c::text, '') from hub.credential c) from hub.platform p")
                .query(String.class)
                .single();
        assertThat(dump).doesNotContain(made.registrationToken(), credential, THEIR_SECRET);
        assertThat(core.jdbc
                        .sql("select count(*) from hub.platform where position(convert_to(?, 'UTF8') in presented) > 0")
                        .param(THEIR_SECRET)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesAPartyOfAnotherPlatformAndChangesNothing() {
        PlatformId first = register(cpo(VOL)).platform().platform();
        Parties.Registered made = register(emsp(MOV));
        PlatformId second = made.platform().platform();

        assertThat(parties.connect(second, connection(claim(Role.EMSP, MOV), claim(Role.CPO, VOL))))
                .isInstanceOfSatisfying(
                        ConnectOutcome.NotConnected.class,
                        no -> assertThat(no.refusal()).isEqualTo(Refusal.NOT_YOURS));
        assertThat(parties.get(second).status()).isEqualTo(ConnectionStatus.PLANNED);
        assertThat(parties.get(second).findConnection()).isEmpty();
        assertThat(parties.findByCredential(made.registrationToken(), null)).isPresent();
        assertThat(parties.findActive(VOL, Role.CPO))
                .map(KnownPlatform::platform)
                .contains(first);
        assertThat(parties.register("Other", Protocol.OCPI, List.of(cpo(VOL)), Map.of(), ADMIN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.CONFLICT));
        assertThat(parties.list()).hasSize(2);
    }

    @Test
    void refusesTheHubsOwnParty() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        assertThat(parties.connect(id, connection(claim(Role.CPO, HUB))))
                .isInstanceOf(ConnectOutcome.NotConnected.class);
    }

    @Test
    void claimedPartyIsInactiveUntilApproved() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        connect(id, claim(Role.CPO, VOL), claim(Role.EMSP, MOV));
        assertThat(parties.findActive(MOV, Role.EMSP)).isEmpty();
        assertThat(parties.get(id).speaksFor(MOV)).isFalse();
        assertThat(parties.get(id).parties()).hasSize(2);

        value(parties.addParty(id, emsp(MOV), ADMIN));
        assertThat(parties.findActive(MOV, Role.EMSP))
                .map(KnownPlatform::platform)
                .contains(id);
        long events = core.events("platform", id.value()).size();
        value(parties.addParty(id, emsp(MOV), ADMIN));
        assertThat(core.events("platform", id.value())).hasSize((int) events);
    }

    @Test
    void administratorsWordBeatsAMereClaim() {
        PlatformId squatter = register(cpo(VOL)).platform().platform();
        connect(squatter, claim(Role.CPO, VOL), claim(Role.EMSP, MOV));
        PlatformId owner = register(emsp(MOV)).platform().platform();
        assertThat(parties.findActive(MOV, Role.EMSP))
                .map(KnownPlatform::platform)
                .contains(owner);
        assertThat(parties.get(squatter).parties()).hasSize(1);
        assertThat(core.events("platform", squatter.value())).last().isInstanceOf(PlatformPartyRemoved.class);
    }

    @Test
    void oldCredentialIsGoodUntilTheNewOneIsUsed() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        String old = connect(id, claim(Role.CPO, VOL));
        assertThat(parties.findByCredential(old, null)).isPresent();
        String fresh = connect(id, claim(Role.CPO, VOL));
        assertThat(parties.findByCredential(old, null)).isPresent();
        assertThat(parties.findByCredential(old, null)).isPresent();
        assertThat(parties.findByCredential(fresh, null)).isPresent();
        assertThat(parties.findByCredential(old, null)).isEmpty();
        assertThat(parties.findByCredential(fresh, null)).isPresent();
        assertThat(core.events("platform", id.value())).last().isInstanceOf(PlatformCredentialsRenewed.class);
    }

    @Test
    void credentialIssuedForTheHubsOwnHandshakeEndsNothingBeforeItsEnd() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        String old = connect(id, claim(Role.CPO, VOL));
        assertThat(parties.findByCredential(old, null)).isPresent();
        String issued = parties.issueCredential(id);
        assertThat(parties.findByCredential(issued, null)).isPresent();
        assertThat(parties.findByCredential(old, null))
                .as("the handshake may still fail")
                .isPresent();
        connect(id, claim(Role.CPO, VOL));
        assertThat(parties.findByCredential(issued, null)).isPresent();
        assertThat(parties.findByCredential(old, null)).isEmpty();
    }

    @Test
    void unregisteringEndsEverythingAndANewTokenStartsAgain() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        String credential = connect(id, claim(Role.CPO, VOL));
        parties.unregister(id);
        assertThat(parties.findByCredential(credential, null)).isEmpty();
        assertThat(parties.get(id).status()).isEqualTo(ConnectionStatus.OFFLINE);
        assertThat(parties.get(id).isRegistered()).isFalse();
        parties.unregister(id);
        assertThat(core.events("platform", id.value()))
                .filteredOn(PlatformUnregistered.class::isInstance)
                .hasSize(1);

        String token = value(parties.newRegistrationToken(id, ADMIN));
        assertThat(parties.findByCredential(token, null))
                .hasValueSatisfying(h -> assertThat(h.registrationOnly()).isTrue());
        connect(id, claim(Role.CPO, VOL));
        assertThat(parties.get(id).status()).isEqualTo(ConnectionStatus.CONNECTED);
        assertThat(parties.findByCredential(token, null)).isEmpty();
    }

    @Test
    void aNewRegistrationTokenEndsTheOneBefore() {
        Parties.Registered made = register(cpo(VOL));
        String second = value(parties.newRegistrationToken(made.platform().platform(), ADMIN));
        assertThat(parties.findByCredential(made.registrationToken(), null)).isEmpty();
        assertThat(parties.findByCredential(second, null)).isPresent();
    }

    @Test
    void suspendedPlatformIsStillKnownByItsCredential() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        String credential = connect(id, claim(Role.CPO, VOL));
        value(parties.suspend(id, "unpaid", ADMIN));
        assertThat(parties.findByCredential(credential, null))
                .hasValueSatisfying(h -> assertThat(h.platform().status()).isEqualTo(ConnectionStatus.SUSPENDED));
        assertThat(value(parties.resume(id, null, ADMIN)).status()).isEqualTo(ConnectionStatus.CONNECTED);
    }

    @Test
    void anyMessageBringsItBackOnceAndNotOnTheWay() {
        PlatformId id = register(cpo(VOL)).platform().platform();
        String credential = connect(id, claim(Role.CPO, VOL));
        parties.wentOffline(id, "probe");
        parties.findByCredential(credential, null);
        parties.findByCredential(credential, null);
        assertThat(background).hasSize(1);
        assertThat(parties.get(id).status()).isEqualTo(ConnectionStatus.OFFLINE);
        background.remove().run();
        assertThat(parties.get(id).status()).isEqualTo(ConnectionStatus.CONNECTED);
        parties.findByCredential(credential, null);
        assertThat(background).isEmpty();
        assertThat(core.events("platform", id.value()))
                .filteredOn(e -> e instanceof PlatformWentOffline || e instanceof PlatformCameOnline)
                .hasSize(2);
    }

    @Test
    void remembersWhenAPlatformWasSeen() {
        Parties.Registered made = register(cpo(VOL));
        PlatformId id = made.platform().platform();
        assertThat(parties.lastSeen(id)).isEmpty();
        parties.findByCredential(made.registrationToken(), null);
        assertThat(parties.lastSeen(id)).contains(core.clock.now());
        Parties other = node(core.anotherNode());
        assertThat(other.lastSeen(id)).isEmpty();
        parties.flushSeen();
        assertThat(other.lastSeen(id)).contains(core.clock.now());

        core.clock.advance(Duration.ofSeconds(5));
        parties.findByCredential(made.registrationToken(), null);
        parties.flushSeen();
        assertThat(other.lastSeen(id))
                .as("written at most every 10 s")
                .contains(core.clock.now().minusSeconds(5));
        core.clock.advance(Duration.ofSeconds(5));
        parties.flushSeen();
        assertThat(other.lastSeen(id)).contains(core.clock.now().minusSeconds(5));
    }

    @Test
    void anotherNodeKnowsANewCredentialAtOnceAndAnEndedOneWithinASecond() {
        Parties other = node(core.anotherNode());
        PlatformId id = register(cpo(VOL)).platform().platform();
        other.list();
        String credential = connect(id, claim(Role.CPO, VOL));
        assertThat(other.findByCredential(credential, null)).isPresent();
        parties.unregister(id);
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(other.findByCredential(credential, null)).isEmpty();
        assertThat(other.get(id).isRegistered()).isFalse();
    }

    @Test
    void onePartyGoesToOnePlatformHoweverManyAskAtOnce() throws Exception {
        List<Callable<Outcome<Parties.Registered>>> race = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Parties node = i % 2 == 0 ? parties : node(core.anotherNode());
            race.add(() -> node.register("Racer", Protocol.OCPI, List.of(cpo(VOL)), Map.of(), ADMIN));
        }
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome<Parties.Registered>> one : threads.invokeAll(race)) {
                won += one.get() instanceof Outcome.Done<Parties.Registered> ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private Parties.Registered register(HostedParty party) {
        return value(parties.register("Partner", Protocol.OCPI, List.of(party), Map.of(), ADMIN));
    }

    private String connect(PlatformId id, ClaimedParty... claims) {
        return switch (parties.connect(id, connection(claims))) {
            case ConnectOutcome.Connected(String credential) -> credential;
            case ConnectOutcome.NotConnected(Refusal refusal, String why) -> throw new AssertionError(why);
        };
    }

    private static PartnerConnection connection(ClaimedParty... claims) {
        return new PartnerConnection(
                "2.2.1",
                "https://partner.example/versions",
                THEIR_SECRET,
                List.of(new Endpoint("tokens", "RECEIVER", "https://partner.example/tokens")),
                List.of(claims),
                Map.of("token_base64", "true", "learnt", "yes"));
    }

    private static HostedParty cpo(PartyId party) {
        return new HostedParty(Role.CPO, party, "A CPO", null, null, true);
    }

    private static HostedParty emsp(PartyId party) {
        return new HostedParty(Role.EMSP, party, "An eMSP", "https://emsp.example", null, true);
    }

    private static ClaimedParty claim(Role role, PartyId party) {
        return new ClaimedParty(role, party, "Claimed", null, null);
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> no -> throw new AssertionError(no.why());
        };
    }
}
