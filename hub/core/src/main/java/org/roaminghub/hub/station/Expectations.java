package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.hub.station.store.TransactionStore.Expected;
import org.roaminghub.spi.inbound.Stations.Seat;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenUid;

/** Starts that eMSPs commanded: the transaction that follows is authorised by that, and belongs to that eMSP. */
final class Expectations {

    private final TransactionStore store;
    private final Privacy privacy;
    private final Commands commands;
    private final StationTimes times;

    Expectations(TransactionStore store, Privacy privacy, Commands commands, StationTimes times) {
        this.store = store;
        this.privacy = privacy;
        this.commands = commands;
        this.times = times;
        commands.handledBy(this);
    }

    /** What is kept of it, sealed. */
    private record Promise(
            PartyId emsp, Token token, @Nullable String reference) {}

    record Expect(
            RemoteId remote,
            PartyId emsp,
            Seat seat,
            Token token,
            @Nullable String reference,
            Instant now) implements Command<Integer> {}

    int expect(RemoteId remote, PartyId emsp, Seat seat, Token token, @Nullable String reference, Instant now) {
        return commands.send(new Expect(remote, emsp, seat, token, reference, now));
    }

    @CommandHandler
    Integer handle(Expect c) {
        int number = store.nextNumber();
        store.expect(new Expected(
                number,
                c.remote(),
                c.seat().station(),
                c.seat().evse(),
                print(c.token()),
                privacy.sealRow(
                        privacy.subjectOf(c.token().seen(), c.token().kind()),
                        RetentionClass.ROUTING,
                        path(c.remote()),
                        HouseJson.rows().write(new Promise(c.emsp(), c.token(), c.reference()))),
                c.now().plus(times.start())));
        return number;
    }

    /**
     * By the number that the station says, else by the token. Used up by the transaction that is recorded with it: a hub that ends
     * before that finds it again when the station repeats its start.
     */
    Optional<Tx.Holder> find(StationId station, @Nullable Integer number, Token token, Instant now) {
        return store.findExpected(station, number, print(token), now).flatMap(this::holder);
    }

    private Optional<Tx.Holder> holder(Expected expected) {
        return privacy.openRow(expected.content(), path(expected.remote()))
                .map(bytes -> HouseJson.rows().read(bytes, Promise.class))
                .map(promise -> new Tx.Holder(
                        promise.token.seen(),
                        promise.token.kind(),
                        null,
                        promise.emsp,
                        promise.reference == null ? null : new AuthorizationReference(promise.reference),
                        null,
                        null,
                        AuthMethod.COMMAND,
                        expected.remote(),
                        promise.token.seen().group(),
                        null));
    }

    /** Stations of 1.6 don't say what kind a token is. */
    private byte[] print(Token token) {
        TokenUid uid = token.seen().uid();
        return privacy.fingerprint(
                "ocpp-expected", uid == null ? "" : uid.value().toUpperCase(Locale.ROOT));
    }

    private static String path(RemoteId remote) {
        return "station_expected/" + remote;
    }
}
