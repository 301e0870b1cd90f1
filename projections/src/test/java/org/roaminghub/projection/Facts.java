package org.roaminghub.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.events.authorization.Basis;
import org.roaminghub.events.authorization.Purpose;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryParked;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.events.location.EvseRemoved;
import org.roaminghub.events.location.EvseStatusChanged;
import org.roaminghub.events.location.LocationDescribed;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.events.tariff.TariffPublished;
import org.roaminghub.events.tariff.TariffWithdrawn;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.events.token.TokenWithdrawn;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.LocationId;
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
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.Whitelist;

/** Days of roaming, made up from a seed: events as a store would hand them out, personal fields sealed. */
final class Facts {

    static final PartyId CPO = PartyId.parse("DE*VOL");
    static final PartyId EMSP = PartyId.parse("NL*MOV");
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Random random;
    private final List<DomainEventMessage<?>> all = new ArrayList<>();
    private long millis = START.toEpochMilli();

    Facts(long seed) {
        this.random = new Random(seed);
    }

    List<DomainEventMessage<?>> all() {
        return List.copyOf(all);
    }

    UUID id() {
        long high = (++millis << 16) | 0x7000L | (random.nextInt() & 0x0FFFL);
        return new UUID(high, (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    DomainEventMessage<?> add(String stream, long sequence, Event event) {
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                stream.substring(0, stream.indexOf('/')),
                stream,
                sequence,
                new GenericMessage<>(id().toString(), event, MetaData.with("actor", "AUTOMATION:test")),
                START.plusSeconds(all.size()));
        all.add(message);
        return message;
    }

    /** A session from the question to the delivered CDR. */
    SessionId session(int number) {
        AuthorizationId authorization = new AuthorizationId(id());
        SessionId session = new SessionId(id());
        CdrId cdr = new CdrId(id());
        String asked = "authorization/" + authorization;
        add(asked, 0, requested(authorization, session));
        if (random.nextInt(10) == 0) {
            add(
                    asked,
                    1,
                    new AuthorizationRefused(
                            authorization,
                            number % 2 == 0 ? Refusal.TOKEN_BLOCKED : Refusal.NO_AGREEMENT,
                            null,
                            number % 2 == 0 ? EMSP : null,
                            number % 2 == 0 ? Basis.ISSUER : null,
                            List.of(),
                            20));
            return session;
        }
        add(asked, 1, granted(authorization, session));
        String stream = "session/" + session;
        add(stream, 0, new SessionOpened(opened(session, authorization, "C-" + number)));
        add(
                stream,
                1,
                new SessionIdentified(
                        session,
                        SessionIdentified.Side.EMSP,
                        "E-" + number,
                        null,
                        Personal.absent(),
                        Personal.absent()));
        add(stream, 2, progressed(session, 4000));
        add(stream, 3, progressed(session, 9000));
        add(
                stream,
                4,
                new SessionCompleted(
                        session,
                        wh(12_000),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        START,
                        START.plusSeconds(3600),
                        null,
                        SessionCompleted.EndBasis.REPORTED,
                        false));
        add("cdr/" + cdr, 0, new CdrAccepted(cdr(cdr, "cdr-" + number, session)));
        add(stream, 5, new SessionBilled(session, cdr, SessionMatch.ID));
        DeliveryId delivery = new DeliveryId(id());
        if (random.nextInt(5) == 0) {
            add(
                    "delivery/" + delivery,
                    0,
                    new DeliveryParked(delivery, "cdr/" + cdr, EMSP, Refusal.REJECTED, 9, List.of()));
        } else {
            add(
                    "delivery/" + delivery,
                    0,
                    new DeliveryAcknowledged(
                            delivery, "cdr/" + cdr, 1, EMSP, DeliveryAcknowledged.How.PUSHED, null, 1, List.of()));
        }
        if (random.nextInt(4) == 0) {
            CdrId credit = new CdrId(id());
            add("cdr/" + credit, 0, new CdrAccepted(cdr(credit, "cdr-" + number + "-C", session)));
            add("cdr/" + cdr, 1, new CdrCredited(cdr, credit, null));
        }
        if (random.nextInt(4) == 0) {
            CdrId refused = new CdrId(id());
            add(
                    "cdr/" + refused,
                    0,
                    new CdrRefused(cdr(refused, "cdr-" + number, session), Refusal.CONFLICT, List.of(), cdr));
        }
        return session;
    }

    /** A location with two EVSEs, one of which goes again, and what they are doing; a tariff, which may be withdrawn. */
    LocationId place(int number) {
        LocationId location = new LocationId(id());
        add("location/" + location, 0, new LocationDescribed(location(location, number, true)));
        if (random.nextBoolean()) {
            add("location/" + location, 1, new LocationDescribed(location(location, number, random.nextBoolean())));
        }
        EvseKey first = new EvseKey(id());
        add("evse/" + first, 0, new EvseDescribed(evse(first, location, number, "1")));
        add("evse/" + first, 1, status(first, EvseStatus.AVAILABLE, null));
        add("evse/" + first, 2, new EvseDescribed(evse(first, location, number, "2")));
        add("evse/" + first, 3, status(first, EvseStatus.CHARGING, EvseStatus.AVAILABLE));
        EvseKey second = new EvseKey(id());
        add("evse/" + second, 0, new EvseDescribed(evse(second, location, number + 1000, "1")));
        add("evse/" + second, 1, new EvseRemoved(second, location, CPO, START));
        TariffId tariff = new TariffId(id());
        add("tariff/" + tariff, 0, new TariffPublished(tariff(tariff, "T-" + number)));
        if (random.nextInt(3) == 0) {
            add("tariff/" + tariff, 1, new TariffWithdrawn(tariff, CPO, START));
        }
        return location;
    }

    private static EvseStatusChanged status(EvseKey evse, EvseStatus now, @Nullable EvseStatus before) {
        return new EvseStatusChanged(evse, CPO, null, now, before, START, null, EvseStatusChanged.Cause.REPORTED);
    }

    private static Location location(LocationId id, int number, boolean publish) {
        return new Location(
                id,
                CPO,
                "L-" + number,
                List.of(),
                publish,
                false,
                null,
                Personal.absent(),
                "DE",
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                "Europe/Berlin",
                null,
                null,
                null,
                List.of(),
                START);
    }

    private static Evse evse(EvseKey key, LocationId location, int number, String floor) {
        return new Evse(
                key,
                location,
                CPO,
                "P-" + number,
                EvseId.parse("DE*VOL*EP" + number),
                List.of(),
                List.of(),
                List.of(),
                floor,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                START);
    }

    private static Tariff tariff(TariffId id, String fid) {
        return new Tariff(
                id,
                CPO,
                fid,
                List.of(),
                "EUR",
                null,
                Tariff.Selection.PER_DIMENSION,
                Tariff.TaxIncluded.NO,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                START);
    }

    TokenId token() {
        TokenId token = new TokenId(id());
        add("token/" + token, 0, new TokenRegistered(profile(token, true)));
        add("token/" + token, 1, new TokenChanged(profile(token, random.nextBoolean())));
        if (random.nextInt(3) == 0) {
            add("token/" + token, 2, new TokenWithdrawn(token, EMSP, START, TokenWithdrawn.Why.DROPPED));
        }
        return token;
    }

    static AuthorizationRequested requested(AuthorizationId authorization, SessionId session) {
        return new AuthorizationRequested(
                authorization,
                session,
                CPO,
                Purpose.START,
                TokenKind.RFID,
                null,
                EMSP,
                place(),
                null,
                3000,
                new Personal.Sealed<>("AAAA"));
    }

    private AuthorizationGranted granted(AuthorizationId authorization, SessionId session) {
        return new AuthorizationGranted(
                authorization,
                session,
                EMSP,
                Basis.ISSUER,
                List.of(),
                "emsp-ref",
                false,
                null,
                null,
                12,
                new AgreementId(id()),
                new Personal.Sealed<>("AAAA"),
                Personal.absent(),
                Personal.absent());
    }

    Session opened(SessionId session, AuthorizationId authorization, String cpoRef) {
        return new Session(
                session,
                CPO,
                EMSP,
                new AgreementId(id()),
                cpoRef,
                null,
                authorization,
                Personal.absent(),
                new Personal.Sealed<>("AAAA"),
                null,
                TokenKind.RFID,
                EMSP,
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
                null,
                "EUR",
                null,
                List.of(),
                null,
                START);
    }

    private static SessionProgressed progressed(SessionId session, long wh) {
        return new SessionProgressed(
                session,
                SessionStatus.ACTIVE,
                wh(wh),
                null,
                null,
                List.of(new ChargingPeriod(
                        START,
                        null,
                        List.of(new ChargingPeriod.Dimension(ChargingPeriod.Type.ENERGY, new BigDecimal(wh))),
                        false)),
                List.of(),
                null,
                null,
                START.plusSeconds(wh));
    }

    ChargeDetailRecord cdr(CdrId cdr, String fid, SessionId session) {
        return new ChargeDetailRecord(
                cdr,
                1,
                fid,
                CPO,
                EMSP,
                new AgreementId(id()),
                session,
                "ref",
                null,
                SessionMatch.ID,
                Personal.absent(),
                new Personal.Sealed<>("AAAA"),
                null,
                TokenKind.RFID,
                EMSP,
                AuthMethod.AUTH_REQUEST,
                place(),
                START,
                START.plusSeconds(3600),
                null,
                null,
                "EUR",
                List.of(),
                null,
                List.of(),
                List.of(),
                new Price(new Money(new BigDecimal("4.20"), "EUR"), List.of(), null),
                wh(12_000),
                new Span(new BigDecimal(3600)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Personal.absent(),
                Personal.absent(),
                null,
                null,
                null,
                null,
                null,
                CdrOrigin.PARTNER,
                null,
                START);
    }

    private static TokenProfile profile(TokenId token, boolean valid) {
        return new TokenProfile(
                token,
                EMSP,
                List.of(),
                TokenKind.RFID,
                Whitelist.ALLOWED,
                valid,
                null,
                "Mover",
                "nl",
                null,
                null,
                List.of(),
                START,
                new Personal.Sealed<>("AAAA"),
                new Personal.Sealed<>("BBBB"),
                Personal.absent(),
                Personal.absent(),
                Personal.absent());
    }

    static Place place() {
        return new Place(
                null,
                "LOC1",
                null,
                "3256",
                new EvseId("DE*VOL*E1234"),
                Place.EvseBasis.REPORTED,
                "1",
                null,
                null,
                null,
                null,
                "DE",
                null,
                null,
                Personal.absent());
    }

    private static Energy wh(long wh) {
        return new Energy(new BigDecimal(wh));
    }
}
