package org.roaminghub.hub.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.authorization.AuthorizationAnsweredLate;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.authorization.store.AuthorizationStore;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.DeliverySettings;
import org.roaminghub.hub.delivery.Partners;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.hub.token.TokenDirectory;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.spi.inbound.Authorizations.Query;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;
import org.springframework.jdbc.core.JdbcTemplate;

class AuthorizeTokenTest {

    private static final Actor ADMIN = Actor.user("admin");
    private static final PartyId HUB = PartyId.parse("DE*HUB");
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final PartyId ZAP = PartyId.parse("NL*ZAP");
    private static final int AMPLE_MS = 20_000;
    /** For questions that nobody answers in time. */
    private static final int SHORT_MS = 100;

    private static final String CARD = "04A2B3C4D5E680";

    private final CoreUnderTest core = new CoreUnderTest();
    private final FakeEmsp emsps = new FakeEmsp();
    private final Parties parties = core.parties(HUB);
    private final Agreements agreements = core.agreements();
    private final TokenDirectory tokens = new TokenDirectory(
            core.commands,
            core.recorder,
            core.privacy,
            new TokenStore(core.jdbc),
            parties,
            agreements,
            new Deliveries(
                    core.commands,
                    core.recorder,
                    new DeliveryStore(core.jdbc),
                    Partners.of(parties),
                    () -> Map.of(Protocol.OCPI, emsps),
                    core.clock,
                    core.ids,
                    new Random(1),
                    DeliverySettings.DEFAULT),
            () -> Map.of(Protocol.OCPI, emsps),
            Runnable::run,
            core.clock,
            core.ids);
    private final AuthorizeToken authorizations = new AuthorizeToken(
            parties,
            agreements,
            tokens,
            () -> Map.of(Protocol.OCPI, emsps),
            core.commands,
            core.recorder,
            core.privacy,
            new AuthorizationStore(new JdbcTemplate(core.database)),
            core.clock,
            core.ids);
    private PlatformId voltus = new PlatformId(core.ids.next());
    private PlatformId movio = new PlatformId(core.ids.next());

    @BeforeEach
    void partners() {
        voltus = connected(Role.CPO, VOL);
        movio = connected(Role.EMSP, MOV);
        agree(MOV, AMPLE_MS);
    }

    @Test
    void grantsWhatTheIssuerAllows() {
        emsps.answer = emsp -> FakeEmsp.yes();
        assertThat(ask("1", MOV)).isInstanceOfSatisfying(Decision.Granted.class, granted -> {
            assertThat(granted.emsp()).isEqualTo(MOV);
            assertThat(granted.answer()).isEqualTo(FakeEmsp.said("yes"));
            assertThat(events(granted.authorization()))
                    .hasExactlyElementsOfTypes(AuthorizationRequested.class, AuthorizationGranted.class);
        });
    }

    @Test
    void notesWhatIsAnsweredAfterTheDeadlineAndStandsByTheDecision() {
        connected(Role.EMSP, ZAP);
        agree(ZAP, SHORT_MS);
        for (AuthorizationReply late : List.of(FakeEmsp.yes(), FakeEmsp.no(Refusal.NO_CREDIT))) {
            CountDownLatch decided = new CountDownLatch(1);
            emsps.answer = emsp -> after(decided, late);
            Decision.Refused refused = (Decision.Refused) ask(late.toString(), ZAP);
            assertThat(refused.refusal()).isEqualTo(Refusal.PARTY_SILENT);
            AuthorizationId id = Objects.requireNonNull(refused.authorization());
            decided.countDown();
            Roaming.eventually("it is noted", () -> events(id).size() == 3);
            assertThat(events(id))
                    .hasExactlyElementsOfTypes(
                            AuthorizationRequested.class, AuthorizationRefused.class, AuthorizationAnsweredLate.class);
            AuthorizationAnsweredLate noted =
                    (AuthorizationAnsweredLate) events(id).getLast();
            assertThat(noted.emsp()).isEqualTo(ZAP);
            assertThat(noted.allowed()).isEqualTo(late instanceof AuthorizationReply.Allowed);
            assertThat(noted.refusal()).isEqualTo(noted.allowed() ? null : Refusal.NO_CREDIT);
            assertThat(noted.lateByMs()).isNotNegative();
            assertThat(ask(late.toString(), ZAP)).as("the same request again").isEqualTo(refused);
        }
    }

    @Test
    void givesNothingUpBeforeTheLongestDeadlineIsOver() {
        Instant asked = Instant.ofEpochMilli(core.ids.next().getMostSignificantBits() >>> 16);
        emsps.answer = emsp -> {
            authorizations.sweep(asked, asked.plus(Agreements.LONGEST_AUTHORIZE_DEADLINE), asked);
            return FakeEmsp.yes();
        };
        assertThat(ask("1", MOV))
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        granted -> assertThat(events(granted.authorization()))
                                .hasExactlyElementsOfTypes(AuthorizationRequested.class, AuthorizationGranted.class));
    }

    @Test
    void notesNothingOfThoseWhoseAnswerWasNotNeeded() throws Exception {
        connected(Role.EMSP, ZAP);
        agree(ZAP, AMPLE_MS);
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        emsps.answer = emsp -> {
            if (emsp.equals(MOV)) {
                return FakeEmsp.yes();
            }
            AuthorizationReply late = after(decided, FakeEmsp.no(Refusal.UNKNOWN_TOKEN));
            answered.countDown();
            return late;
        };
        Decision.Granted granted = (Decision.Granted) ask("1", null);
        decided.countDown();
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(emsps.asked).containsExactlyInAnyOrder(MOV, ZAP);
        assertThat(events(granted.authorization()))
                .hasExactlyElementsOfTypes(AuthorizationRequested.class, AuthorizationGranted.class);
    }

    @Test
    void answersARepeatAsTheFirst() {
        emsps.answer = emsp -> FakeEmsp.no(Refusal.TOKEN_BLOCKED);
        Decision no = ask("1", MOV);
        assertThat(no).isInstanceOf(Decision.Refused.class);
        emsps.answer = emsp -> FakeEmsp.yes();
        assertThat(ask("1", MOV)).isEqualTo(no);
        Decision nowhere = ask("2", ZAP);
        assertThat(((Decision.Refused) nowhere).refusal()).isEqualTo(Refusal.UNKNOWN_PARTY);
        assertThat(ask("2", ZAP)).isEqualTo(nowhere);
        assertThat(emsps.asked).hasSize(1);
    }

    @Test
    void showsTheProfileOfAWhitelistedTokenInARepeatToo() {
        register(Whitelist.ALWAYS);
        Decision.Granted first = (Decision.Granted) ask("1", null);
        assertThat(Objects.requireNonNull(first.token()).issuer()).isEqualTo(MOV);
        assertThat(ask("1", null)).isEqualTo(first);
        assertThat(emsps.asked).isEmpty();
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private static AuthorizationReply after(CountDownLatch latch, AuthorizationReply reply) {
        try {
            return latch.await(20, TimeUnit.SECONDS) ? reply : FakeEmsp.SILENCE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FakeEmsp.SILENCE;
        }
    }

    private Decision ask(String request, @Nullable PartyId to) {
        return authorizations.authorize(new Query(
                new Caller(voltus, VOL, Role.CPO, to, request, "exchange"),
                new TokenSeen(TokenUid.parse(CARD), null, null),
                TokenKind.RFID,
                null,
                null,
                null));
    }

    private List<Event> events(AuthorizationId id) {
        return core.events("authorization", id.value());
    }

    private PlatformId connected(Role role, PartyId party) {
        var hosted = new HostedParty(role, party, party.value(), null, null, true);
        PlatformId id = value(parties.register("Partner", Protocol.OCPI, List.of(hosted), Map.of(), ADMIN))
                .platform()
                .platform();
        var claim = new PartnerConnection.ClaimedParty(role, party, party.value(), null, null);
        var endpoint = new PartnerConnection.Endpoint("cdrs", "RECEIVER", "https://partner.example/cdrs");
        parties.connect(
                id,
                new PartnerConnection(
                        "2.2.1",
                        "https://partner.example/versions",
                        "secret",
                        List.of(endpoint),
                        List.of(claim),
                        Map.of()));
        return id;
    }

    private void agree(PartyId emsp, int deadlineMs) {
        AgreementTerms usual = AgreementTerms.DEFAULT;
        AgreementTerms terms = new AgreementTerms(
                deadlineMs,
                usual.remoteDeadlineMs(),
                usual.issuerSilent(),
                usual.approveWithinDays(),
                usual.cdrWithinDays(),
                usual.creditWithinDays(),
                usual.postOn(),
                usual.rounding(),
                usual.tolerance(),
                usual.settlementMode(),
                usual.signedData());
        value(agreements.sign(
                VOL,
                emsp,
                new Interval(core.clock.now().minus(Duration.ofDays(1)), null),
                EnumSet.allOf(Service.class),
                List.of(),
                null,
                terms,
                ADMIN));
    }

    private void register(Whitelist whitelist) {
        TokenProfile profile = new TokenProfile(
                new TokenId(new UUID(0, 0)),
                MOV,
                List.of(),
                TokenKind.RFID,
                whitelist,
                true,
                null,
                "Movio",
                "nl",
                null,
                null,
                List.of(),
                core.clock.now(),
                Personal.of(TokenUid.parse(CARD)),
                Personal.absent(),
                Personal.of("0001 2345"),
                Personal.absent(),
                Personal.absent());
        byte[] bytes = "token".getBytes(StandardCharsets.UTF_8);
        Receipt receipt = tokens.register(
                new Caller(movio, MOV, Role.EMSP, HUB, "token", "exchange"),
                profile,
                new Original(Protocol.OCPI, "2.2.1", "text/plain", bytes));
        assertThat(receipt).isInstanceOf(Receipt.Taken.class);
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> no -> throw new AssertionError(no.why());
        };
    }
}
