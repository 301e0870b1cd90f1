package org.roaminghub.hub.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.DeliverySettings;
import org.roaminghub.hub.delivery.Partners;
import org.roaminghub.hub.delivery.QueuedDelivery;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.vocabulary.ContractId;
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

class TokenDirectoryTest {

    private static final Actor ADMIN = Actor.user("admin");
    private static final PartyId HUB = PartyId.parse("DE*HUB");
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final PartyId WAT = PartyId.parse("FR*WAT");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final PartyId ZAP = PartyId.parse("NL*ZAP");
    private static final String CARD = "04A2B3C4D5E680";
    private static final String CONTRACT = "NL-MOV-C12345678-X";
    private static final Listing.Query ALL = new Listing.Query(null, null, 0, 100);

    private final CoreUnderTest core = new CoreUnderTest();
    private final FakeCpo cpo = new FakeCpo();
    private final Parties parties = core.parties(HUB);
    private final Agreements agreements = core.agreements();
    private final Deliveries deliveries = new Deliveries(
            core.commands,
            core.recorder,
            new DeliveryStore(core.jdbc),
            Partners.of(parties),
            () -> Map.of(Protocol.OCPI, cpo),
            core.clock,
            core.ids,
            new Random(1),
            DeliverySettings.DEFAULT);
    private final TokenDirectory tokens = new TokenDirectory(
            core.commands,
            core.recorder,
            core.privacy,
            new TokenStore(core.jdbc),
            parties,
            agreements,
            deliveries,
            () -> Map.of(Protocol.OCPI, cpo),
            Runnable::run,
            core.clock,
            core.ids);
    private final Instant start = core.clock.now();
    private PlatformId movio = new PlatformId(core.ids.next());
    private PlatformId voltus = new PlatformId(core.ids.next());

    @BeforeEach
    void partners() {
        voltus = connected(Role.CPO, VOL);
        movio = connected(Role.EMSP, MOV);
        agree(VOL, MOV, EnumSet.allOf(Service.class));
    }

    // --- to the hub -------------------------------------------------------------------------------------------------

    @Test
    void keepsATokenAndPassesItToEveryCpoUnderAgreement() {
        connected(Role.CPO, WAT);
        Receipt.Taken taken = taken(register(toHub(), CARD, true, start));
        assertThat(taken.created()).isTrue();
        assertThat(core.events("token", TokenId.parse(taken.hubId()).value()))
                .hasExactlyElementsOfTypes(TokenRegistered.class);
        assertThat(cpo.got).singleElement().satisfies(got -> {
            assertThat(got.leg().to()).isEqualTo(VOL);
            assertThat(got.leg().from()).isEqualTo(HUB);
            assertThat(got.partial()).isFalse();
            assertThat(got.token().uid().known()).map(TokenUid::value).contains(CARD);
            assertThat(got.original()).isEqualTo(original(CARD, true, start));
        });
        assertThat(queued()).as("it has arrived").isEmpty();
    }

    @Test
    void queuesOnlyTheNewestForACpoThatDoesNotAnswer() {
        cpo.isSilent();
        taken(register(toHub(), CARD, true, start));
        taken(register(toHub(), CARD, false, start.plusSeconds(1)));
        assertThat(queued()).singleElement().satisfies(waiting -> {
            assertThat(waiting.to()).isEqualTo(VOL);
            assertThat(waiting.revision()).isEqualTo(2);
        });
    }

    @Test
    void isSilentAboutARepeatAndAppliesNothingOlder() {
        Receipt.Taken first = taken(register(toHub(), CARD, true, start));
        cpo.got.clear();
        Receipt.Taken repeat = taken(register(toHub(), CARD, true, start));
        Receipt.Taken late = taken(register(toHub(), CARD, false, start.minusSeconds(1)));
        assertThat(repeat).isEqualTo(late).isEqualTo(new Receipt.Taken(false, first.hubId(), null));
        assertThat(core.events("token", TokenId.parse(first.hubId()).value())).hasSize(1);
        assertThat(find(VOL, CARD))
                .hasValueSatisfying(token -> assertThat(token.valid()).isTrue());
        assertThat(cpo.got).isEmpty();
    }

    @Test
    void tellsEveryChangeWithTheNextSequence() {
        String token = taken(register(toHub(), CARD, true, start)).hubId();
        taken(register(toHub(), CARD, false, start.plusSeconds(1)));
        taken(register(toHub(), CARD, true, start.plusSeconds(2)));
        assertThat(core.events("token", TokenId.parse(token).value()))
                .hasExactlyElementsOfTypes(TokenRegistered.class, TokenChanged.class, TokenChanged.class);
        assertThat(core.jdbc
                        .sql("select sequence from hub.token")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void passesNothingToTheSendersOwnPlatform() {
        PlatformId both = connected(Role.EMSP, ZAP, Role.CPO, WAT);
        agree(WAT, ZAP, EnumSet.allOf(Service.class));
        taken(tokens.register(
                caller(both, ZAP, Role.EMSP, HUB), profile(ZAP, CARD, true, start), original(CARD, true, start)));
        assertThat(cpo.got).isEmpty();
        assertThat(queued()).isEmpty();
    }

    // --- to one CPO -------------------------------------------------------------------------------------------------

    @Test
    void pushesAnAddressedTokenAndPassesTheAnswerThrough() {
        Receipt.Taken taken = taken(register(to(VOL), CARD, true, start));
        assertThat(taken.answer()).isEqualTo(FakeCpo.answer("thanks"));
        assertThat(cpo.got).singleElement().satisfies(got -> {
            assertThat(got.leg().from()).isEqualTo(MOV);
            assertThat(got.leg().to()).isEqualTo(VOL);
            assertThat(got.leg().correlationId()).isEqualTo("exchange");
            assertThat(got.leg().deadline()).isEqualTo(Duration.ofSeconds(10));
        });
        assertThat(find(VOL, CARD))
                .hasValueSatisfying(token -> assertThat(token.audience()).containsExactly(VOL));
        assertThat(queued()).isEmpty();
    }

    @Test
    void keepsNothingOfAnAddressedTokenThatDidNotArrive() {
        cpo.isSilent();
        assertRefused(register(to(VOL), CARD, true, start), Refusal.PARTY_SILENT);
        cpo.answer = new DeliveryReply.Rejected(Refusal.MALFORMED, "no", FakeCpo.answer("2001"));
        assertThat(register(to(VOL), CARD, true, start))
                .isEqualTo(new Receipt.Refused(Refusal.MALFORMED, "no", FakeCpo.answer("2001")));
        assertThat(rows()).isZero();
        assertThat(queued()).isEmpty();
    }

    @Test
    void pushesARepeatAgainButRecordsItOnce() {
        String token = taken(register(to(VOL), CARD, true, start)).hubId();
        assertThat(taken(register(to(VOL), CARD, true, start)).created()).isFalse();
        assertThat(cpo.got).hasSize(2);
        assertThat(core.events("token", TokenId.parse(token).value())).hasSize(1);
    }

    @Test
    void refusesWithoutReceiverAgreementOrConnection() {
        assertRefused(register(to(PartyId.parse("FR*XXX")), CARD, true, start), Refusal.UNKNOWN_PARTY);
        PlatformId other = connected(Role.CPO, WAT);
        assertRefused(register(to(WAT), CARD, true, start), Refusal.NO_AGREEMENT);
        agree(WAT, MOV, EnumSet.of(Service.AUTHORIZE));
        assertRefused(register(to(WAT), CARD, true, start), Refusal.NO_AGREEMENT);
        parties.suspend(voltus, null, ADMIN);
        assertRefused(register(to(VOL), CARD, true, start), Refusal.PARTY_OFFLINE);
        assertThat(cpo.got).isEmpty();
        assertThat(parties.find(other)).isPresent();
    }

    @Test
    void refusesATokenOfAnIssuerThatThePlatformDoesNotSpeakFor() {
        assertRefused(
                tokens.register(toHub(), profile(ZAP, CARD, true, start), original(CARD, true, start)),
                Refusal.NOT_YOURS);
        assertRefused(
                tokens.register(
                        caller(voltus, VOL, Role.CPO, HUB),
                        profile(VOL, CARD, true, start),
                        original(CARD, true, start)),
                Refusal.NOT_YOURS);
        assertThat(rows()).isZero();
    }

    // --- partial updates --------------------------------------------------------------------------------------------

    @Test
    void mergesAPartialUpdate() {
        String token = taken(register(toHub(), CARD, true, start)).hubId();
        Receipt.Taken taken = taken(amend(toHub(), "valid=false", "at=" + start.plusSeconds(5)));
        assertThat(taken).isEqualTo(new Receipt.Taken(false, token, null));
        Listing.Listed<TokenProfile> listed = own().getFirst();
        assertThat(listed.object().valid()).isFalse();
        assertThat(listed.original()).isEqualTo(original(CARD, false, start.plusSeconds(5)));
    }

    @Test
    void pushesOnlyTheChangeToTheAddressedCpo() {
        taken(register(to(VOL), CARD, true, start));
        taken(amend(to(VOL), "valid=false", "at=" + start.plusSeconds(5)));
        FakeCpo.Got got = cpo.got.getLast();
        assertThat(got.partial()).isTrue();
        assertThat(got.original()).isEqualTo(FakeCpo.lines("valid=false", "at=" + start.plusSeconds(5)));
        assertThat(got.token().valid()).isFalse();
    }

    @Test
    void addressedChangeOfABroadcastTokenIsThatCposAlone() {
        connected(Role.CPO, WAT);
        agree(WAT, MOV, EnumSet.allOf(Service.class));
        taken(register(toHub(), CARD, true, start));
        taken(amend(to(VOL), "valid=false", "at=" + start.plusSeconds(5)));
        assertThat(find(VOL, CARD))
                .hasValueSatisfying(token -> assertThat(token.valid()).isFalse());
        assertThat(find(WAT, CARD))
                .hasValueSatisfying(token -> assertThat(token.valid()).isTrue());
    }

    @Test
    void refusesAPartialUpdateOfAnUnknownToken() {
        assertRefused(amend(toHub(), "valid=false", "at=" + start), Refusal.UNKNOWN_OBJECT);
        taken(register(to(VOL), CARD, true, start));
        assertRefused(amend(toHub(), "valid=false", "at=" + start), Refusal.UNKNOWN_OBJECT);
    }

    @Test
    void refusesAPartialUpdateThatMakesNoSense() {
        taken(register(toHub(), CARD, true, start));
        assertRefused(amend(toHub(), "at=yesterday"), Refusal.MALFORMED);
        assertRefused(amend(toHub(), "uid=OTHER", "at=" + start.plusSeconds(1)), Refusal.IMPLAUSIBLE);
    }

    @Test
    void mergesAgainWhenSomebodyElseWasFaster() {
        taken(register(to(VOL), CARD, true, start));
        cpo.meanwhile = () -> {
            cpo.meanwhile = () -> {};
            taken(amend(to(VOL), "visual=meanwhile", "at=" + start.plusSeconds(4)));
        };
        taken(amend(to(VOL), "valid=false", "at=" + start.plusSeconds(5)));
        Map<String, String> kept =
                FakeCpo.read(Objects.requireNonNull(own().getFirst().original()));
        assertThat(kept).containsEntry("visual", "meanwhile").containsEntry("valid", "false");
    }

    // --- finding ----------------------------------------------------------------------------------------------------

    @Test
    void findsACardInWhateverSpellingAndByItsContract() {
        taken(register(toHub(), CARD, true, start));
        assertThat(find(VOL, "04:a2:b3:c4:d5:e6:80")).isPresent();
        assertThat(find(VOL, "04A2B3C4D5E681")).isEmpty();
        var byContract = new TokenSeen(null, ContractId.parse("NLMOVC12345678"), null);
        assertThat(tokens.find(byContract, TokenKind.EMAID, VOL))
                .hasValueSatisfying(t -> assertThat(t.contract().known()).contains(ContractId.parse(CONTRACT)));
        assertThat(tokens.find(new TokenSeen(TokenUid.parse(CARD), null, null), TokenKind.APP, VOL))
                .isEmpty();
    }

    @Test
    void prefersTheIssuerThatTheCpoHasAnAgreementWith() {
        PlatformId zap = connected(Role.EMSP, ZAP);
        taken(tokens.register(
                caller(zap, ZAP, Role.EMSP, HUB),
                profile(ZAP, CARD, true, start.plusSeconds(9)),
                original(CARD, true, start.plusSeconds(9))));
        taken(register(toHub(), CARD, true, start));
        assertThat(find(VOL, CARD)).map(TokenProfile::issuer).contains(MOV);
        assertThat(find(WAT, CARD))
                .as("somebody's, though nobody agreed")
                .map(TokenProfile::issuer)
                .contains(ZAP);
    }

    // --- lists ------------------------------------------------------------------------------------------------------

    @Test
    void showsACpoWhatIsMeantForItAndAnEmspItsOwn() {
        PlatformId watt = connected(Role.CPO, WAT);
        PlatformId zap = connected(Role.EMSP, ZAP);
        agree(WAT, ZAP, EnumSet.allOf(Service.class));
        taken(register(toHub(), "AA01", true, start));
        taken(register(to(VOL), "AA02", true, start));
        taken(tokens.register(
                caller(zap, ZAP, Role.EMSP, HUB), profile(ZAP, "BB01", true, start), original("BB01", true, start)));

        assertThat(fids(caller(voltus, VOL, Role.CPO, HUB))).containsExactly("AA01", "AA02");
        assertThat(fids(caller(watt, WAT, Role.CPO, HUB))).containsExactly("BB01");
        assertThat(fids(toHub())).containsExactly("AA01", "AA02");
        assertThat(tokens.list(caller(voltus, VOL, Role.CPO, HUB), ZAP, ALL).items())
                .isEmpty();
        assertThat(tokens.find(caller(watt, WAT, Role.CPO, HUB), MOV, TokenUid.parse("AA01"), TokenKind.RFID))
                .isEmpty();
        assertThat(tokens.find(caller(voltus, VOL, Role.CPO, HUB), MOV, TokenUid.parse("AA02"), TokenKind.RFID))
                .hasValueSatisfying(listed -> assertThat(listed.original()).isEqualTo(original("AA02", true, start)));
        assertThat(tokens.find(toHub(), MOV, TokenUid.parse("AA01"), TokenKind.RFID))
                .isPresent();
        assertThat(tokens.find(toHub(), ZAP, TokenUid.parse("BB01"), TokenKind.RFID))
                .isEmpty();
    }

    @Test
    void showsTheNewestOfATokenOnce() {
        taken(register(toHub(), CARD, true, start));
        taken(register(to(VOL), CARD, false, start.plusSeconds(1)));
        assertThat(tokens.list(caller(voltus, VOL, Role.CPO, HUB), null, ALL).items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.object().valid()).isFalse());
        taken(register(toHub(), CARD, true, start.plusSeconds(2)));
        assertThat(tokens.list(caller(voltus, VOL, Role.CPO, HUB), null, ALL).items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.object().valid()).isTrue());
        assertThat(own()).hasSize(1);
    }

    @Test
    void pagesInOrderOfCreationAndCountsAll() {
        for (int i = 10; i < 17; i++) {
            taken(register(toHub(), "C0" + i, true, start.plusSeconds(i)));
        }
        taken(register(toHub(), "C010", false, start.plusSeconds(60)));
        Listing<TokenProfile> page = tokens.list(toHub(), null, new Listing.Query(null, null, 2, 3));
        assertThat(page.total()).isEqualTo(7);
        assertThat(page.items()).extracting(Listing.Listed::fid).containsExactly("C012", "C013", "C014");
        Listing<TokenProfile> some =
                tokens.list(toHub(), null, new Listing.Query(start.plusSeconds(12), start.plusSeconds(14), 0, 100));
        assertThat(some.items()).extracting(Listing.Listed::fid).containsExactly("C012", "C013");
        assertThat(some.total()).isEqualTo(2);
    }

    // --- safety -----------------------------------------------------------------------------------------------------

    @Test
    void keepsNoCardOrContractInClear() {
        taken(register(toHub(), CARD, true, start));
        String row = core.jdbc
                .sql("select t::text from hub.token t")
                .query(String.class)
                .single();
        for (String secret : List.of(CARD, CONTRACT, "NLMOVC12345678")) {
            assertThat(row).doesNotContain(secret);
            assertThat(row).doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void makesOneTokenHoweverManyAskAtOnce() throws Exception {
        List<Callable<Receipt>> race = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant at = start.plusSeconds(i);
            race.add(() -> register(toHub(), CARD, true, at));
        }
        long created = 0;
        cpo.isSilent();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Receipt> one : threads.invokeAll(race)) {
                created += taken(one.get()).created() ? 1 : 0;
            }
        }
        assertThat(created).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(own().getFirst().object().reportedAt()).isEqualTo(start.plusSeconds(7));
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private PlatformId connected(Role role, PartyId party) {
        return connected(List.of(new HostedParty(role, party, party.value(), null, null, true)));
    }

    private PlatformId connected(Role role, PartyId party, Role second, PartyId other) {
        return connected(List.of(
                new HostedParty(role, party, party.value(), null, null, true),
                new HostedParty(second, other, other.value(), null, null, true)));
    }

    private PlatformId connected(List<HostedParty> hosted) {
        PlatformId id = done(parties.register("Partner", Protocol.OCPI, hosted, Map.of(), ADMIN))
                .platform()
                .platform();
        var endpoint = new PartnerConnection.Endpoint("tokens", "RECEIVER", "https://partner.example/tokens");
        var claims = hosted.stream()
                .map(p -> new PartnerConnection.ClaimedParty(p.role(), p.party(), p.name(), null, null))
                .toList();
        parties.connect(
                id,
                new PartnerConnection(
                        "2.2.1", "https://partner.example/versions", "secret", List.of(endpoint), claims, Map.of()));
        return id;
    }

    private void agree(PartyId at, PartyId of, Set<Service> services) {
        done(agreements.sign(at, of, new Interval(start, null), services, List.of(), null, null, ADMIN));
    }

    private Caller toHub() {
        return to(HUB);
    }

    private Caller to(PartyId receiver) {
        return caller(movio, MOV, Role.EMSP, receiver);
    }

    private static Caller caller(PlatformId platform, PartyId party, Role role, @Nullable PartyId to) {
        return new Caller(platform, party, role, to, "request", "exchange");
    }

    private Receipt register(Caller caller, String uid, boolean valid, Instant at) {
        return tokens.register(caller, profile(MOV, uid, valid, at), original(uid, valid, at));
    }

    private Receipt amend(Caller caller, String... change) {
        return tokens.amend(
                caller, MOV, TokenUid.parse(CARD), TokenKind.RFID, FakeCpo.lines(change), TokenDirectoryTest::read);
    }

    private static Original original(String uid, boolean valid, Instant at) {
        return FakeCpo.lines("uid=" + uid, "valid=" + valid, "at=" + at);
    }

    private static TokenProfile read(Original original) {
        Map<String, String> values = FakeCpo.read(original);
        try {
            return profile(
                    MOV,
                    String.valueOf(values.get("uid")),
                    Boolean.parseBoolean(values.get("valid")),
                    Instant.parse(String.valueOf(values.get("at"))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("that is no time", e);
        }
    }

    private static TokenProfile profile(PartyId issuer, String uid, boolean valid, Instant at) {
        return new TokenProfile(
                new TokenId(new UUID(0, 0)),
                issuer,
                List.of(),
                TokenKind.RFID,
                Whitelist.ALLOWED,
                valid,
                null,
                "Movio",
                "nl",
                null,
                null,
                List.of(),
                at,
                Personal.of(TokenUid.parse(uid)),
                Personal.of(ContractId.parse(CONTRACT)),
                Personal.of("0001 2345"),
                Personal.absent(),
                Personal.absent());
    }

    private Optional<TokenProfile> find(PartyId at, String uid) {
        return tokens.find(new TokenSeen(TokenUid.parse(uid), null, null), TokenKind.RFID, at);
    }

    private List<Listing.Listed<TokenProfile>> own() {
        return tokens.list(toHub(), null, ALL).items();
    }

    private List<String> fids(Caller caller) {
        return tokens.list(caller, null, ALL).items().stream()
                .map(Listing.Listed::fid)
                .toList();
    }

    private List<QueuedDelivery> queued() {
        return deliveries.list(null, null, null, 0, 100);
    }

    private long rows() {
        return core.jdbc.sql("select count(*) from hub.token").query(Long.class).single();
    }

    private static Receipt.Taken taken(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Taken taken -> taken;
            case Receipt.Refused no -> throw new AssertionError(no.refusal() + ": " + no.why());
        };
    }

    private static void assertRefused(Receipt receipt, Refusal refusal) {
        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> no -> throw new AssertionError(no.why());
        };
    }
}
