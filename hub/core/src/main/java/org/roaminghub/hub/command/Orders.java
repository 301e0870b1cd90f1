package org.roaminghub.hub.command;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.command.RemoteHandler.RequestRemote;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/** What is recorded of an order, and what it promises the CPO. */
final class Orders {

    private Orders() {}

    static RemoteRequested requested(RequestRemote c, @Nullable ReservationId reservation) {
        Order order = c.order();
        TokenProfile token = order.token();
        return new RemoteRequested(
                c.remote(),
                order.kind(),
                c.caller().party(),
                c.cpo(),
                c.agreement(),
                c.session(),
                reservation,
                order.place(),
                order.expiresAt(),
                null,
                order.profile(),
                order.preferences(),
                c.deadline(),
                token == null ? null : token.kind(),
                Personal.of(token == null ? null : seen(token)),
                Personal.of(order.reference()));
    }

    static Grants.Promise promise(RequestRemote c, SessionId session, TokenProfile token) {
        Order order = c.order();
        return new Grants.Promise(
                c.remote(),
                session,
                c.cpo(),
                c.caller().party(),
                c.agreement(),
                order.reference(),
                seen(token),
                token.kind(),
                order.place() == null ? null : order.place().evseFid(),
                c.at());
    }

    static TokenSeen seen(TokenProfile token) {
        return new TokenSeen(
                token.uid().orNull(), token.contract().orNull(), token.group().orNull());
    }
}
