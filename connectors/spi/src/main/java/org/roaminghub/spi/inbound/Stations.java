package org.roaminghub.spi.inbound;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/**
 * The hub's own charging stations. What a station says is durable when the call returns; one that throws has kept nothing. Not
 * to be called for one station from two threads at once.
 */
public interface Stations {

    /** Empty for one that the administrator did not enter. Asked for at each connection. */
    Optional<Known> find(String identity);

    /** Whether the station may come in with that password, as it was sent. */
    boolean proves(Known station, byte[] password);

    /** It came in by a better security profile than it was entered with, and is held to that from now on. */
    void raised(StationId station, int securityProfile);

    /** It is connected; {@code version} as 1.6. Whether it counted as lost: then nobody knows what its EVSEs are doing. */
    boolean connected(StationId station, String version);

    /** Its last connection ended. After a while its EVSEs count as unknown. */
    void disconnected(StationId station);

    /** Whether it may work now. */
    boolean booted(StationId station, Boot boot, Original original);

    /** {@code evse} 0 is the whole station. */
    void status(StationId station, int evse, int connector, EvseStatus status, Instant at, Original original);

    /** A token is held against the reader; nothing was started. */
    TokenAnswer authorize(StationId station, Token token, @Nullable Integer evse);

    /** A transaction of a version in which the hub numbers them. A repeat gets the first answer. */
    Started started(StationId station, Start start, Original original);

    /** Readings, of a transaction where {@code transaction} names one. */
    void readings(StationId station, int evse, @Nullable String transaction, List<Reading> readings);

    /** Its end; {@code transaction} as the station has it, right or wrong. */
    void stopped(StationId station, Stop stop, Original original);

    /** Of a version in which the station numbers them; parts come in any order and more than once. Null: no token was shown. */
    @Nullable
    TokenAnswer told(StationId station, Part part, Original original);

    /** News of a job, or of anything else that the hub takes no action on. */
    void progressed(
            StationId station, String job, @Nullable String requestId, @Nullable String status, Original original);

    /** A contract's certificate was refused, and nobody was asked for the contract; {@code status} as in OCPP. */
    void certificateRefused(StationId station, String status);

    void securityReported(StationId station, String type, Instant at, Original original);

    // --- for what eMSPs want done

    /** Where a command is to be done; empty when no own station has that EVSE. Without an EVSE the location's first. */
    Optional<Seat> findSeat(String locationFid, @Nullable String evseFid);

    /** The running transaction of a session. */
    Optional<Running> findRunning(String session);

    /** A start is about to be sent: the transaction that follows is its. Gives the number to send along. */
    int expect(RemoteId remote, PartyId emsp, Seat seat, Token token, @Nullable String reference);

    /** Nothing follows. */
    void dontExpect(RemoteId remote);

    /** The number of an eMSP's reservation: the same as long as it lives. */
    int reservationNumber(PartyId emsp, String reservation, Seat seat);

    Optional<Reserved> findReservation(PartyId emsp, String reservation);

    // --- what is said and answered

    /**
     * {@code serial}: what it said with its last boot. {@code accepted}: it was allowed to work before. {@code soapVersion}: 1.5S or
     * 1.6S where it keeps no socket but speaks by SOAP; {@code callback}: where it can be called then.
     */
    record Known(
            StationId station,
            String identity,
            PartyId party,
            int securityProfile,
            @Nullable String serial,
            boolean approved,
            boolean accepted,
            @Nullable String soapVersion,
            @Nullable String callback) {}

    record Boot(
            String vendor,
            String model,
            @Nullable String serial,
            @Nullable String firmware,
            @Nullable String reason,
            String version) {}

    record Token(TokenSeen seen, TokenKind kind) {}

    /** {@code refusal} absent: it may charge, as far as {@code limits} say; {@code tariff} where its station is to hear it. */
    record TokenAnswer(
            @Nullable Refusal refusal,
            @Nullable String group,
            @Nullable Instant validUntil,
            @Nullable Limits limits,
            @Nullable DriverTariff tariff) {

        public TokenAnswer(
                @Nullable Refusal refusal,
                @Nullable String group,
                @Nullable Instant validUntil,
                @Nullable Limits limits) {
            this(refusal, group, validUntil, limits, null);
        }

        public TokenAnswer(@Nullable Refusal refusal, @Nullable String group, @Nullable Instant validUntil) {
            this(refusal, group, validUntil, null, null);
        }
    }

    /** By which a driver is charged at each of the station's EVSEs. {@code always}: its prices, where they depend on nothing. */
    record DriverTariff(Tariff tariff, @Nullable Prices always) {}

    /** {@code meterWh} absent: what came makes no sense. */
    record Start(
            int evse,
            int connector,
            Token token,
            Instant at,
            @Nullable BigDecimal meterWh,
            @Nullable Integer reservation) {}

    record Started(int number, TokenAnswer answer) {}

    record Stop(
            String transaction,
            @Nullable Token token,
            Instant at,
            @Nullable BigDecimal meterWh,
            @Nullable String reason,
            List<Reading> readings) {
        public Stop {
            readings = List.copyOf(readings);
        }
    }

    /**
     * A part of a transaction. {@code evse} and {@code token} come once and are carried forward. {@code cost}: what the station
     * itself reckons (2.1).
     */
    record Part(
            String transaction,
            Kind kind,
            int number,
            Instant at,
            boolean offline,
            @Nullable Integer evse,
            @Nullable Integer connector,
            @Nullable Token token,
            @Nullable Integer remoteStart,
            @Nullable Integer reservation,
            @Nullable String chargingState,
            @Nullable String stopReason,
            List<Reading> readings,
            @Nullable Price cost) {
        public Part {
            readings = List.copyOf(readings);
        }

        /** Its place in the transaction. */
        public enum Kind {
            STARTED,
            UPDATED,
            ENDED
        }
    }

    /**
     * One measured value in the base unit (Wh, W, A, V, %). Codes are those of OCPP; absent = its defaults. {@code value} is absent
     * where there is nothing but what the meter signed.
     */
    record Reading(
            Instant at,
            String measurand,
            String context,
            @Nullable String phase,
            @Nullable String location,
            @Nullable BigDecimal value,
            @Nullable Signed signed) {}

    /** {@code data} as the meter wrote it, {@code plain} for reading, {@code method} of its encoding, as OCMF. */
    record Signed(
            String data,
            String plain,
            String method,
            @Nullable String publicKey) {}

    /** An EVSE as its station counts it. */
    record Seat(StationId station, String identity, int evse, int connector, EvseStatus status) {}

    /** {@code transaction} is the id in OCPP, {@code number} the hub's own; {@code evse} 0 where nobody knows it yet. */
    record Running(StationId station, String identity, String transaction, int number, int evse) {}

    record Reserved(StationId station, String identity, int number) {}
}
