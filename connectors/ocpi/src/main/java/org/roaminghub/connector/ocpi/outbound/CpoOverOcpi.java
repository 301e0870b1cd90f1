package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;

/** Pushes to CPOs (OCPI 2.2.1 ch. 12, Receiver interface). */
public final class CpoOverOcpi implements CpoLink {

    private final Delivery delivery;
    private final CommandsOverOcpi commands;
    private final ProfilesOverOcpi profiles;
    private final Clock clock;

    /** {@code publicUrl} is the base of the addresses that the hub hands out. */
    public CpoOverOcpi(PartnerClient client, Supplier<String> publicUrl, Clock clock) {
        this.delivery = new Delivery(client, clock);
        this.commands = new CommandsOverOcpi(client, publicUrl, clock);
        this.profiles = new ProfilesOverOcpi(client, publicUrl, clock);
        this.clock = clock;
    }

    @Override
    public CommandReply sendCommand(Leg leg, RemoteId remote, RemoteCommands.Order order, @Nullable Original original) {
        return switch (order.kind()) {
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE, SET_PREFERENCES ->
                profiles.send(leg, remote, order, original);
            case START, STOP, RESERVE, CANCEL_RESERVATION, UNLOCK, SUSPEND, RESUME, EMERGENCY_STOP ->
                commands.send(leg, remote, order, original);
        };
    }

    @Override
    public boolean countsReservations(KnownPlatform platform) {
        return platform.findConnection()
                .filter(connection -> connection.version().equals(Release.V2_1_1.number()))
                .isPresent();
    }

    @Override
    public DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial) {
        TokenUid uid = token.uid().orNull();
        if (uid == null) {
            return new DeliveryReply.NotExpressible("The token's uid was erased.", List.of());
        }
        Dialect theirs = Delivery.dialectOf(leg).orElse(Dialect.newest());
        // A change of another version can't be sent as it is: then the whole token goes.
        boolean patch = partial && original.isOf(Protocol.OCPI, theirs.version());
        String type = theirs.tokenType(Words.tokenType(token.kind()));
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "tokens",
                        patch ? "PATCH" : "PUT",
                        List.of(token.issuer().country(), token.issuer().party(), uid.value()),
                        // RFID is the default and stays unsaid, as most partners send it.
                        token.kind() == TokenKind.RFID ? null : "type=" + type,
                        original,
                        Lowering.plain(),
                        (dialect, to) -> dialect.write(
                                Translation.token(
                                        token,
                                        partial ? null : original,
                                        token.issuer().value(),
                                        clock.now(),
                                        to),
                                to)));
    }
}
