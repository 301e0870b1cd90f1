package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.*;

/** Neutral → wire → bytes → wire → neutral on seeded random data: what OCPI since 2.2.1 can say comes back the same. */
class MappingTest {

    private static final int RUNS = 300;

    private static final Lifting NOBODY = Lifting.of(null, Samples.NOW);

    /** 2.3.0 and 2.2.1 by turns: what the hub knows both can say. */
    private static Dialect dialect(long seed) {
        return Dialect.all().get((int) (seed % 2));
    }

    /** Makes neutral records that OCPI 2.2.1 can say. */
    static final class Any {
        private final Random random;

        Any(long seed) {
            this.random = new Random(seed);
        }

        <T> @Nullable T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }

        <T> T of(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        String text(int max) {
            int length = 1 + random.nextInt(max);
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) ('!' + random.nextInt('~' - '!')));
            }
            return text.toString();
        }

        BigDecimal decimal(int scale) {
            return BigDecimal.valueOf(random.nextInt(10_000_000) - (random.nextInt(10) == 0 ? 5_000_000 : 0), scale);
        }

        Instant time() {
            return Instant.ofEpochMilli(1_600_000_000_000L + random.nextInt(Integer.MAX_VALUE) * 50L);
        }

        PartyId party() {
            return PartyId.of(
                    of(List.of("NL", "DE", "FR")),
                    "" + (char) ('A' + random.nextInt(26)) + random.nextInt(10) + (char) ('A' + random.nextInt(26)));
        }

        TokenKind kind() {
            return of(List.of(TokenKind.RFID, TokenKind.APP, TokenKind.AD_HOC, TokenKind.OTHER));
        }

        TokenSeen seen() {
            return new TokenSeen(
                    TokenUid.parse(text(36)),
                    ContractId.find(text(36).toUpperCase(java.util.Locale.ROOT)).orElse(null),
                    null);
        }

        Price price(String currency) {
            Money before = new Money(decimal(4), currency);
            if (random.nextBoolean()) {
                return new Price(before, List.of(), null);
            }
            Money after = before.plus(new Money(decimal(4).abs(), currency));
            return new Price(
                    before,
                    List.of(new Price.Tax("VAT", null, null, after.minus(before).amount())),
                    after);
        }

        List<ChargingPeriod> periods() {
            var periods = new ArrayList<ChargingPeriod>();
            for (int i = 0, n = 1 + random.nextInt(5); i < n; i++) {
                var type = of(List.of(ChargingPeriod.Type.values()).stream()
                        .filter(t -> t != ChargingPeriod.Type.FLAT)
                        .toList());
                // Times in whole minutes of an hour tenth: hours with a finite number of decimals.
                BigDecimal volume = switch (type) {
                    case TIME, PARKING_TIME, RESERVATION_TIME -> BigDecimal.valueOf(random.nextInt(10_000) * 36L);
                    default -> decimal(3);
                };
                periods.add(new ChargingPeriod(
                        time(), maybe(text(36)), List.of(new ChargingPeriod.Dimension(type, volume)), false));
            }
            return periods;
        }

        TokenProfile token() {
            return new TokenProfile(
                    new TokenId(new UUID(0, 0)),
                    party(),
                    List.of(),
                    kind(),
                    of(List.of(Whitelist.values())),
                    random.nextBoolean(),
                    null,
                    text(64),
                    maybe("nl"),
                    maybe(of(List.of(ProfileType.values()))),
                    null,
                    List.of(),
                    time(),
                    Personal.of(TokenUid.parse(text(36))),
                    Personal.of(ContractId.find(text(36).toUpperCase(java.util.Locale.ROOT))
                            .orElse(null)),
                    Personal.of(maybe(text(64))),
                    Personal.of(maybe(text(36))),
                    Personal.of(maybe(new EnergyContract(text(64), maybe(text(64))))));
        }

        Tariff tariff() {
            Tariff.Restriction restriction = new Tariff.Restriction(
                    maybe("08:00"),
                    maybe("18:30"),
                    maybe("2026-01-01"),
                    null,
                    maybe(new Energy(decimal(0))),
                    null,
                    maybe(decimal(1)),
                    null,
                    maybe(new Power(decimal(0))),
                    null,
                    maybe(new Span(BigDecimal.valueOf(random.nextInt(9000)))),
                    null,
                    List.of(1, 1 + random.nextInt(7)),
                    List.of(),
                    null,
                    maybe(of(List.of(Tariff.Reservation.values()))));
            var component = new Tariff.Component(
                    of(List.of(
                            Tariff.Dimension.ENERGY,
                            Tariff.Dimension.TIME,
                            Tariff.Dimension.PARKING_TIME,
                            Tariff.Dimension.FLAT)),
                    decimal(4),
                    maybe(decimal(1)),
                    BigDecimal.valueOf(random.nextInt(1000)));
            return new Tariff(
                    null,
                    party(),
                    text(36),
                    List.of(),
                    "EUR",
                    maybe(of(List.of(Tariff.Kind.values()))),
                    Tariff.Selection.PER_DIMENSION,
                    Tariff.TaxIncluded.NO,
                    maybe(price("EUR")),
                    maybe(price("EUR")),
                    null,
                    maybe(new Interval(time(), maybe(time()))),
                    List.of(new Tariff.Element(List.of(component), maybe(restriction))),
                    List.of(new LocalText("en", text(100))),
                    maybe("https://x.example"),
                    time());
        }

        ChargeDetailRecord cdr() {
            PartyId emsp = party();
            boolean home = random.nextInt(4) == 0;
            var address = new Address(
                    maybe(text(50)),
                    text(45),
                    null,
                    text(45),
                    maybe(text(10)),
                    maybe(text(20)),
                    of(List.of("NL", "DE", "CH")),
                    new Coordinates(
                            new BigDecimal("52." + random.nextInt(1000)),
                            new BigDecimal("-4." + random.nextInt(1000))));
            var place = new Place(
                    null,
                    text(36),
                    null,
                    text(36),
                    EvseId.parse("NL*ABC*E" + random.nextInt(9999)),
                    Place.EvseBasis.REPORTED,
                    text(36),
                    "CHADEMO",
                    "CABLE",
                    "DC",
                    null,
                    address.country(),
                    null,
                    home ? null : address,
                    home ? Personal.of(address) : Personal.absent());
            boolean credit = random.nextInt(5) == 0;
            return new ChargeDetailRecord(
                    new CdrId(new UUID(0, 0)),
                    1,
                    text(39),
                    party(),
                    emsp,
                    null,
                    null,
                    maybe(text(36)),
                    null,
                    SessionMatch.NONE,
                    Personal.of(maybe(AuthorizationReference.parse(text(36)))),
                    Personal.of(seen()),
                    null,
                    kind(),
                    emsp,
                    of(List.of(AuthMethod.values())),
                    place,
                    time(),
                    time(),
                    null,
                    null,
                    "EUR",
                    List.of(tariff()),
                    null,
                    periods(),
                    List.of(),
                    price("EUR"),
                    new Energy(decimal(0)),
                    new Span(BigDecimal.valueOf(random.nextInt(9000) * 36L)),
                    maybe(new Span(BigDecimal.valueOf(random.nextInt(90) * 36L))),
                    maybe(price("EUR")),
                    maybe(price("EUR")),
                    maybe(price("EUR")),
                    maybe(price("EUR")),
                    maybe(price("EUR")),
                    maybe(text(255)),
                    null,
                    null,
                    Personal.of(maybe(new SignedData(
                            text(36),
                            maybe(3),
                            maybe(text(512)),
                            List.of(new SignedData.SignedValue("Start", text(900), text(900))),
                            maybe(text(99))))),
                    Personal.of(maybe(text(255))),
                    null,
                    credit ? text(39) : null,
                    maybe(text(39)),
                    home ? Boolean.TRUE : maybe(false),
                    null,
                    CdrOrigin.PARTNER,
                    null,
                    time());
        }
    }

    @Test
    void tokensComeBackTheSame() throws Exception {
        for (long seed = 0; seed < RUNS; seed++) {
            TokenProfile token = new Any(seed).token();
            byte[] bytes = dialect(seed).write(TokenMapping.token(token, "", Samples.NOW), Lowering.plain());
            assertThat(TokenMapping.profile(
                            dialect(seed).token(Bodies.json(new String(bytes, StandardCharsets.UTF_8)), NOBODY)))
                    .as("seed " + seed)
                    .isEqualTo(token);
        }
    }

    @Test
    void cdrsComeBackTheSame() {
        for (long seed = 0; seed < RUNS; seed++) {
            ChargeDetailRecord cdr = new Any(seed).cdr();
            byte[] bytes = dialect(seed).write(CdrMapping.cdr(cdr, Lowering.plain()), Lowering.plain());
            var back = CdrMapping.record(
                    dialect(seed).cdr(Bodies.json(new String(bytes, StandardCharsets.UTF_8)), NOBODY),
                    Tariff.Selection.PER_DIMENSION);
            assertThat(back)
                    .as("seed " + seed)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(cdr);
        }
    }

    @Test
    void sessionsSayWhatTheHubKnows() {
        for (long seed = 0; seed < RUNS; seed++) {
            Any any = new Any(seed);
            PartyId emsp = any.party();
            var session = new Session(
                    new SessionId(new UUID(0, 1)),
                    any.party(),
                    emsp,
                    new AgreementId(new UUID(0, 2)),
                    any.text(36),
                    null,
                    null,
                    Personal.of(any.maybe(AuthorizationReference.parse(any.text(36)))),
                    Personal.of(any.seen()),
                    null,
                    any.kind(),
                    emsp,
                    any.of(List.of(AuthMethod.values())),
                    Place.named(any.text(36), any.text(36), any.text(36), null),
                    any.of(List.of(SessionStatus.values())),
                    any.time(),
                    any.maybe(any.time()),
                    null,
                    null,
                    new Energy(any.decimal(0)),
                    null,
                    null,
                    any.maybe(any.text(99)),
                    "EUR",
                    any.maybe(any.price("EUR")),
                    any.periods(),
                    null,
                    any.time());
            byte[] bytes = dialect(seed).write(SessionMapping.session(session, Lowering.plain()), Lowering.plain());
            var report = SessionMapping.report(
                    dialect(seed).session(Bodies.json(new String(bytes, StandardCharsets.UTF_8)), NOBODY));
            String at = "seed " + seed;
            assertThat(report.fid().value()).as(at).isEqualTo(session.cpoRef());
            assertThat(report.token()).as(at).isEqualTo(session.tokenSeen().orNull());
            assertThat(report.kind()).as(at).isEqualTo(session.tokenKind());
            assertThat(report.reference()).as(at).isEqualTo(session.reference().orNull());
            assertThat(report.status())
                    .as(at)
                    .isEqualTo(session.status() == SessionStatus.SUSPENDED ? SessionStatus.ACTIVE : session.status());
            assertThat(report.energyWh()).as(at).isEqualTo(session.energyWh());
            assertThat(report.cost())
                    .as(at)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(session.cost());
            assertThat(report.periods())
                    .as(at)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(session.periods());
            assertThat(report.end()).as(at).isEqualTo(session.end());
            assertThat(report.reportedAt()).as(at).isEqualTo(session.reportedAt());
        }
    }

    @Test
    void theNoiseOfBinaryFractionsIsRounded() {
        var cdr = CdrMapping.record(
                Dialect.find("2.2.1")
                        .orElseThrow()
                        .cdr(
                                Bodies.json(
                                        Bodies.CDR.replace("\"excl_vat\": 3.3,", "\"excl_vat\": 3.3000000000000003,")),
                                NOBODY),
                Tariff.Selection.PER_DIMENSION);
        assertThat(cdr.totalCost())
                .isNotNull()
                .satisfies(p -> assertThat(p.leading().amount()).isEqualByComparingTo("3.3"));
    }

    @Test
    void whatErasedRecordsLackIsSaidAsNotAvailable() {
        var s = Samples.session(SessionStatus.ACTIVE);
        var erased = new Session(
                s.session(),
                s.cpo(),
                s.emsp(),
                s.agreement(),
                null,
                null,
                null,
                new Personal.Erased<>(),
                new Personal.Erased<>(),
                null,
                s.tokenKind(),
                s.issuer(),
                s.authMethod(),
                s.place(),
                s.status(),
                s.start(),
                null,
                null,
                null,
                s.energyWh(),
                null,
                null,
                null,
                s.currency(),
                null,
                List.of(),
                null,
                s.reportedAt());
        var wire = SessionMapping.session(erased, Lowering.plain());
        assertThat(wire.cdr_token().uid()).isEqualTo("#NA");
        assertThat(wire.cdr_token().contract_id()).isEqualTo("#NA");
        assertThat(wire.id()).as("no id of the CPO's own").isEqualTo(s.session().toString());
    }

    @Test
    void nothingIsInventedForWhatOcpiNeeds() {
        var c = Samples.cdr();
        var digest = new TokenSeen(new TokenUid("abc", TokenUid.Form.SHA256), null, null);
        assertThatThrownBy(() -> SessionMapping.session(
                        new Session(
                                new SessionId(new UUID(0, 1)),
                                c.cpo(),
                                c.emsp(),
                                new AgreementId(new UUID(0, 2)),
                                "S",
                                null,
                                null,
                                Personal.absent(),
                                Personal.of(digest),
                                null,
                                TokenKind.RFID,
                                null,
                                AuthMethod.WHITELIST,
                                c.place(),
                                SessionStatus.ACTIVE,
                                c.start(),
                                null,
                                null,
                                null,
                                Energy.NONE,
                                null,
                                null,
                                null,
                                "EUR",
                                new Price(null, List.of(), new Money(BigDecimal.ONE, "EUR")),
                                List.of(),
                                null,
                                c.end()),
                        Lowering.plain()))
                .isInstanceOf(Unsayable.class);
    }
}
