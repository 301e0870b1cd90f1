package org.roaminghub.hub.roaming;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** What partners say, with everything but the interesting part filled in. */
public final class Messages {

    public static final TokenSeen TOKEN = new TokenSeen(TokenUid.parse("04A1B2C3"), null, null);
    public static final Place PLACE = Place.named("LOC1", "EVSE1", "1", "DE");

    private Messages() {}

    public static ForeignId session(String id) {
        return ForeignId.parse(Roaming.CPO, ForeignId.Kind.SESSION, id);
    }

    public static Energy wh(long energy) {
        return new Energy(BigDecimal.valueOf(energy));
    }

    public static ChargingPeriod period(Instant start, long energy) {
        return new ChargingPeriod(
                start,
                null,
                List.of(new ChargingPeriod.Dimension(ChargingPeriod.Type.ENERGY, BigDecimal.valueOf(energy))),
                false);
    }

    /** A whole session; {@code at} is last_updated. */
    public static Report report(String id, SessionStatus status, Instant at, long energy, ChargingPeriod... periods) {
        return report(id, status, at, energy, null, TOKEN, null, periods);
    }

    public static Report report(
            String id,
            SessionStatus status,
            Instant at,
            long energy,
            @Nullable Price cost,
            TokenSeen token,
            @Nullable AuthorizationReference reference,
            ChargingPeriod... periods) {
        return new Report(
                session(id),
                Roaming.EMSP,
                token,
                TokenKind.RFID,
                reference,
                AuthMethod.WHITELIST,
                PLACE,
                status,
                Roaming.START,
                status == SessionStatus.COMPLETED ? at : null,
                wh(energy),
                null,
                "EUR",
                cost,
                List.of(periods),
                at);
    }

    /** A change of status and energy, where given. */
    public static Change change(
            String id, @Nullable SessionStatus status, Instant at, @Nullable Long energy, ChargingPeriod... periods) {
        return new Change(
                session(id),
                null,
                null,
                null,
                null,
                null,
                status,
                null,
                null,
                energy == null ? null : wh(energy),
                null,
                null,
                null,
                List.of(periods),
                at);
    }

    public static ChargeDetailRecord cdr(String fid, @Nullable String session, Price cost) {
        return cdr(fid, session, null, cost, null, Roaming.START, Roaming.EMSP, TOKEN);
    }

    public static ChargeDetailRecord credit(String fid, String of, Price cost) {
        return cdr(fid, null, null, cost, of, Roaming.START, Roaming.EMSP, TOKEN);
    }

    public static ChargeDetailRecord cdr(
            String fid,
            @Nullable String session,
            @Nullable AuthorizationReference reference,
            Price cost,
            @Nullable String creditOf,
            Instant start,
            @Nullable PartyId issuer,
            TokenSeen token) {
        Instant end = start.plusSeconds(3_600);
        return new ChargeDetailRecord(
                new CdrId(new java.util.UUID(0, 0)),
                1,
                fid,
                Roaming.CPO,
                Roaming.EMSP,
                null,
                null,
                session,
                null,
                SessionMatch.NONE,
                Personal.of(reference),
                Personal.of(token),
                null,
                TokenKind.RFID,
                issuer,
                AuthMethod.WHITELIST,
                PLACE,
                start,
                end,
                null,
                null,
                "EUR",
                List.of(),
                null,
                List.of(period(start, 12_000)),
                List.of(),
                cost,
                wh(12_000),
                new Span(BigDecimal.valueOf(3_600)),
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
                creditOf,
                null,
                null,
                null,
                CdrOrigin.PARTNER,
                null,
                end);
    }
}
