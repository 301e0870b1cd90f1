package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.events.authorization.Basis;
import org.roaminghub.events.authorization.Purpose;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Coordinates;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;

/** A driver's evening, as facts to record: authorised, charged, billed and delivered. Personal values are in clear. */
final class Stories {

    static final Instant START = Instant.parse("2026-05-04T18:00:00Z");

    final PartyId cpo;
    final PartyId emsp;
    final String uid;
    final String contract;
    final String cpoRef;
    final String fid;
    final AuthorizationId authorization;
    final SessionId session;
    final CdrId cdr;
    final CdrId refused;
    final TokenId token;
    private final DeliveryId delivery;
    private final AgreementId agreement;

    Stories(Ids ids, String cpo, String emsp, String uid, String contract) {
        this.cpo = PartyId.parse(cpo);
        this.emsp = PartyId.parse(emsp);
        this.uid = uid;
        this.contract = contract;
        this.cpoRef = "S-" + ids.random();
        this.fid = "C-" + ids.random();
        this.authorization = new AuthorizationId(ids.next());
        this.session = new SessionId(ids.next());
        this.cdr = new CdrId(ids.next());
        this.refused = new CdrId(ids.next());
        this.token = new TokenId(ids.next());
        this.delivery = new DeliveryId(ids.next());
        this.agreement = new AgreementId(ids.next());
    }

    List<Fact> facts(Privacy privacy) {
        SubjectRef person = privacy.subjectOf(seen(), TokenKind.RFID);
        List<Fact> facts = new ArrayList<>();
        add(facts, "token", token.value(), 0, new TokenRegistered(profile()), person);
        add(facts, "authorization", authorization.value(), 0, requested(), person);
        add(facts, "authorization", authorization.value(), 1, granted(), person);
        add(facts, "session", session.value(), 0, new SessionOpened(opened()), person);
        add(facts, "session", session.value(), 1, progressed(), null);
        add(facts, "session", session.value(), 2, completed(), null);
        add(facts, "cdr", cdr.value(), 0, new CdrAccepted(cdr(cdr)), person);
        add(facts, "session", session.value(), 3, new SessionBilled(session, cdr, SessionMatch.ID), null);
        add(facts, "delivery", delivery.value(), 0, delivered(), null);
        add(facts, "cdr", refused.value(), 0, conflict(), person);
        return facts;
    }

    private static void add(
            List<Fact> facts, String type, UUID key, long sequence, Event event, @Nullable SubjectRef person) {
        facts.add(new Fact(
                StreamName.of(type, key),
                sequence,
                event,
                START,
                Causes.of(Actor.automation("test"), key),
                person,
                null));
    }

    TokenSeen seen() {
        return new TokenSeen(TokenUid.parse(uid), ContractId.parse(contract), null);
    }

    private TokenProfile profile() {
        return new TokenProfile(
                token,
                emsp,
                List.of(),
                TokenKind.RFID,
                Whitelist.ALLOWED,
                true,
                null,
                "Mover",
                "nl",
                null,
                null,
                List.of(),
                START,
                Personal.of(TokenUid.parse(uid)),
                Personal.of(ContractId.parse(contract)),
                Personal.of("visual-1"),
                Personal.absent(),
                Personal.absent());
    }

    private AuthorizationRequested requested() {
        return new AuthorizationRequested(
                authorization,
                session,
                cpo,
                Purpose.START,
                TokenKind.RFID,
                token,
                emsp,
                place(),
                null,
                3000,
                Personal.of(seen()));
    }

    private AuthorizationGranted granted() {
        return new AuthorizationGranted(
                authorization,
                session,
                emsp,
                Basis.ISSUER,
                List.of(),
                null,
                false,
                null,
                null,
                12,
                agreement,
                Personal.of(ContractId.parse(contract)),
                Personal.of(AuthorizationReference.parse("ref-1")),
                Personal.absent());
    }

    private Session opened() {
        return new Session(
                session,
                cpo,
                emsp,
                agreement,
                cpoRef,
                null,
                authorization,
                Personal.of(AuthorizationReference.parse("ref-1")),
                Personal.of(seen()),
                token,
                TokenKind.RFID,
                emsp,
                AuthMethod.AUTH_REQUEST,
                place(),
                SessionStatus.ACTIVE,
                START,
                null,
                null,
                null,
                wh(0),
                null,
                null,
                "M1",
                "EUR",
                null,
                List.of(period(START, 0)),
                null,
                START);
    }

    private SessionProgressed progressed() {
        return new SessionProgressed(
                session,
                SessionStatus.ACTIVE,
                wh(4250),
                null,
                null,
                List.of(period(START.plusSeconds(900), 4250)),
                List.of(),
                null,
                null,
                START.plusSeconds(900));
    }

    private SessionCompleted completed() {
        return new SessionCompleted(
                session,
                wh(11_500),
                null,
                price(),
                List.of(period(START.plusSeconds(900), 11_500)),
                List.of(),
                null,
                null,
                START.plusSeconds(3600),
                START.plusSeconds(3600),
                "Local",
                SessionCompleted.EndBasis.REPORTED,
                false);
    }

    private DeliveryAcknowledged delivered() {
        return new DeliveryAcknowledged(
                delivery,
                "cdr/" + cdr,
                1,
                emsp,
                DeliveryAcknowledged.How.PUSHED,
                "https://emsp.example/cdrs/1",
                1,
                List.of());
    }

    private CdrRefused conflict() {
        return new CdrRefused(
                cdr(refused),
                Refusal.CONFLICT,
                List.of(new Finding("SAME_ID", Finding.Severity.E, List.of("11.5"), "equal content")),
                cdr);
    }

    private ChargeDetailRecord cdr(CdrId id) {
        return new ChargeDetailRecord(
                id,
                1,
                fid,
                cpo,
                emsp,
                agreement,
                session,
                cpoRef,
                authorization,
                SessionMatch.ID,
                Personal.of(AuthorizationReference.parse("ref-1")),
                Personal.of(seen()),
                token,
                TokenKind.RFID,
                emsp,
                AuthMethod.AUTH_REQUEST,
                place(),
                START,
                START.plusSeconds(3600),
                null,
                null,
                "EUR",
                List.of(),
                null,
                List.of(period(START, 11_500)),
                List.of(),
                price(),
                wh(11_500),
                new Span(new BigDecimal(3600)),
                new Span(new BigDecimal(900)),
                null,
                price(),
                null,
                null,
                null,
                "M1",
                null,
                null,
                Personal.absent(),
                Personal.of("a remark"),
                null,
                null,
                null,
                null,
                null,
                CdrOrigin.PARTNER,
                null,
                START.plusSeconds(3700));
    }

    private static Place place() {
        return new Place(
                null,
                "LOC1",
                null,
                "3256",
                new EvseId("DE*VOL*E1234"),
                Place.EvseBasis.REPORTED,
                "1",
                "IEC_62196_T2",
                "SOCKET",
                "AC_3_PHASE",
                null,
                "DE",
                "Europe/Berlin",
                new Address(
                        "Site",
                        "Long Street",
                        "7",
                        "Town",
                        "12345",
                        null,
                        "DE",
                        new Coordinates(new BigDecimal("52.5"), new BigDecimal("13.4"))),
                Personal.absent());
    }

    private static Price price() {
        return new Price(
                new Money(new BigDecimal("4.20"), "EUR"),
                List.of(new Price.Tax("VAT", null, new BigDecimal("19"), new BigDecimal("0.80"))),
                new Money(new BigDecimal("5.00"), "EUR"));
    }

    private static ChargingPeriod period(Instant start, long wh) {
        return new ChargingPeriod(
                start,
                null,
                List.of(
                        new ChargingPeriod.Dimension(ChargingPeriod.Type.ENERGY, new BigDecimal(wh)),
                        new ChargingPeriod.Dimension(ChargingPeriod.Type.TIME, new BigDecimal(900))),
                false);
    }

    private static Energy wh(long wh) {
        return new Energy(new BigDecimal(wh));
    }
}
