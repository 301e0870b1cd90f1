package org.roaminghub.spi.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Charging sessions as CPOs report them. */
public interface Sessions {

    /** The CPO's own id of the caller's session that the hub calls so. */
    default Optional<ForeignId> named(Caller caller, SessionId session) {
        return Optional.empty();
    }

    /** The whole session: replaces what was reported before, unless it is older. */
    Receipt report(Caller caller, Report report, Original original);

    /**
     * A partial update: named fields replace, charging periods are added. Unknown session: UNKNOWN_SESSION, nothing kept.
     */
    Receipt amend(Caller caller, Change change, Original original);

    /** Sessions of which the caller is CPO or eMSP. {@code counterparty} narrows to one partner. */
    Listing<Session> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query);

    /** One session that the caller takes part in, by the CPO's own id. */
    Optional<Listing.Listed<Session>> find(Caller caller, ForeignId fid);

    /** A whole session. Energy in Wh. {@code issuer} is the eMSP of the token; absent = the hub finds out. */
    record Report(
            ForeignId fid,
            @Nullable PartyId issuer,
            TokenSeen token,
            TokenKind kind,
            @Nullable AuthorizationReference reference,
            AuthMethod authMethod,
            Place place,
            SessionStatus status,
            Instant start,
            @Nullable Instant end,
            Energy energyWh,
            @Nullable String meterId,
            @Nullable String currency,
            @Nullable Price cost,
            List<ChargingPeriod> periods,
            Instant reportedAt) {
        public Report {
            periods = List.copyOf(periods);
        }
    }

    /** What changed; absent = as before. {@code periods} are added, a known start is replaced. */
    record Change(
            ForeignId fid,
            @Nullable TokenSeen token,
            @Nullable TokenKind kind,
            @Nullable AuthorizationReference reference,
            @Nullable AuthMethod authMethod,
            @Nullable Place place,
            @Nullable SessionStatus status,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Energy energyWh,
            @Nullable String meterId,
            @Nullable String currency,
            @Nullable Price cost,
            List<ChargingPeriod> periods,
            Instant reportedAt) {
        public Change {
            periods = List.copyOf(periods);
        }
    }
}
