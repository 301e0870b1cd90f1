package org.roaminghub.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Coordinates;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;

/** Neutral records with every usual field set, of one CPO, one eMSP and one driver who does not exist. */
public final class Samples {

    public static final PartyId HUB = PartyId.parse("DE*HUB");
    public static final PartyId CPO = PartyId.parse("DE*VOL");
    public static final PartyId EMSP = PartyId.parse("NL*MOV");
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    public static final Instant END = Instant.parse("2026-03-01T09:30:00Z");
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final TokenSeen SEEN =
            new TokenSeen(TokenUid.parse("04A1B2C3D4E5F6"), ContractId.parse("NLMOV00000042X"), null);

    private Samples() {}

    /** Stands still at {@link #NOW}. */
    public static Clock clock() {
        return () -> NOW;
    }

    public static Ids ids() {
        return new Ids() {
            @Override
            public UUID next() {
                return UUID.randomUUID();
            }

            @Override
            public UUID random() {
                return UUID.randomUUID();
            }
        };
    }

    public static TokenSeen seen() {
        return SEEN;
    }

    public static Place place() {
        return new Place(
                null,
                "L-17",
                null,
                "E-17-1",
                EvseId.parse("DE*VOL*E17*1"),
                Place.EvseBasis.REPORTED,
                "1",
                "IEC_62196_T2",
                "SOCKET",
                "AC_3_PHASE",
                null,
                "DE",
                null,
                new Address(
                        "Harbour",
                        "Quay 12",
                        null,
                        "Hamburg",
                        "20457",
                        null,
                        "DE",
                        new Coordinates(new BigDecimal("53.54"), new BigDecimal("9.99"))),
                Personal.absent());
    }

    public static TokenProfile token() {
        return new TokenProfile(
                new TokenId(new UUID(0, 1)),
                EMSP,
                List.of(),
                TokenKind.RFID,
                Whitelist.ALLOWED,
                true,
                null,
                "Movia",
                "nl",
                null,
                null,
                List.of(),
                START,
                Personal.of(SEEN.uid()),
                Personal.of(SEEN.contract()),
                Personal.of("V-42"),
                Personal.absent(),
                Personal.absent());
    }

    public static Price price(String before, String after) {
        Money net = new Money(new BigDecimal(before), "EUR");
        Money gross = new Money(new BigDecimal(after), "EUR");
        return new Price(
                net, List.of(new Price.Tax("VAT", null, null, gross.minus(net).amount())), gross);
    }

    public static List<ChargingPeriod> periods() {
        return List.of(
                period(START, "T-1", ChargingPeriod.Type.ENERGY, "11000"),
                period(END.minusSeconds(1800), null, ChargingPeriod.Type.PARKING_TIME, "1800"));
    }

    private static ChargingPeriod period(
            Instant start, @Nullable String tariff, ChargingPeriod.Type type, String volume) {
        return new ChargingPeriod(
                start, tariff, List.of(new ChargingPeriod.Dimension(type, new BigDecimal(volume))), false);
    }

    public static Session session(SessionStatus status) {
        return new Session(
                new SessionId(new UUID(0, 2)),
                CPO,
                EMSP,
                new AgreementId(new UUID(0, 3)),
                "S-4711",
                null,
                null,
                Personal.of(AuthorizationReference.parse("REF-1")),
                Personal.of(SEEN),
                null,
                TokenKind.RFID,
                EMSP,
                AuthMethod.AUTH_REQUEST,
                place(),
                status,
                START,
                status.isFinal() ? END : null,
                null,
                null,
                new Energy(new BigDecimal("11000")),
                null,
                null,
                "M-1",
                "EUR",
                price("3.30", "3.96"),
                periods(),
                null,
                NOW);
    }

    public static ChargeDetailRecord cdr() {
        return cdr("C-4711", price("3.30", "3.96"), null);
    }

    /** The whole of {@link #cdr} taken back. */
    public static ChargeDetailRecord credit() {
        return cdr("C-4711-C", price("3.30", "3.96").negated(), "C-4711");
    }

    private static ChargeDetailRecord cdr(String fid, Price total, @Nullable String creditOf) {
        return new ChargeDetailRecord(
                new CdrId(new UUID(0, 4)),
                1,
                fid,
                CPO,
                EMSP,
                null,
                null,
                "S-4711",
                null,
                SessionMatch.NONE,
                Personal.of(AuthorizationReference.parse("REF-1")),
                Personal.of(SEEN),
                null,
                TokenKind.RFID,
                EMSP,
                AuthMethod.AUTH_REQUEST,
                place(),
                START,
                END,
                null,
                null,
                "EUR",
                List.of(),
                null,
                periods(),
                List.of(),
                total,
                new Energy(new BigDecimal("11000")),
                new Span(new BigDecimal("5400")),
                new Span(new BigDecimal("1800")),
                null,
                null,
                null,
                null,
                null,
                "M-1",
                null,
                null,
                Personal.absent(),
                Personal.of("no remark"),
                null,
                creditOf,
                null,
                null,
                null,
                CdrOrigin.PARTNER,
                null,
                NOW);
    }
}
