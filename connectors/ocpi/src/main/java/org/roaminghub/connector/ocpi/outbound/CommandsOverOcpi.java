package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.CommandMapping;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ResultMapping;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink.CommandResult;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;

/** Commands to CPOs and their results to eMSPs (OCPI 2.2.1 ch. 13). */
final class CommandsOverOcpi {

    private static final String MODULE = "commands";

    private final PartnerClient client;
    private final Supplier<String> publicUrl;
    private final Clock clock;

    /** {@code publicUrl} is the base of the addresses that the hub hands out. */
    CommandsOverOcpi(PartnerClient client, Supplier<String> publicUrl, Clock clock) {
        this.client = client;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    CommandReply send(Leg leg, RemoteId remote, Order order, @Nullable Original original) {
        PartnerConnection connection = leg.platform().connection();
        if (connection == null) {
            return new CommandReply.Unanswered(Refusal.PARTY_OFFLINE, "The party has never registered.");
        }
        Optional<Dialect> dialect = Dialect.find(connection.version());
        Optional<String> endpoint = connection.findUrl(MODULE, "RECEIVER");
        Optional<String> command = CommandWords.command(order.kind());
        if (dialect.isEmpty() || endpoint.isEmpty() || command.isEmpty()) {
            return new CommandReply.Unanswered(
                    Refusal.NOT_SUPPORTED,
                    "The party offers no " + MODULE + " Receiver interface in a version that the hub speaks.");
        }
        String responseUrl = publicUrl.get() + "/ocpi/" + connection.version() + "/sender/" + MODULE + "/" + remote;
        Lowering to = Lowering.plain();
        byte[] body;
        try {
            body = original != null && original.isOf(Protocol.OCPI, connection.version())
                    ? CommandMapping.redirected(original.bytes(), responseUrl, order)
                    : CommandMapping.written(order, original, responseUrl, dialect.get(), clock.now(), to);
        } catch (Unsayable e) {
            return new CommandReply.Unanswered(Refusal.NOT_EXPRESSIBLE, e.sentence());
        }
        return switch (call(leg, connection, PartnerUrl.join(endpoint.get(), command.get()), body)) {
            case Reply.None(Refusal refusal, String why) -> new CommandReply.Unanswered(refusal, why);
            case Reply.Answered a -> FirstWord.read(a, connection.version(), leg, clock.now(), to.losses(leg.to()));
        };
    }

    private Reply call(Leg leg, PartnerConnection connection, String url, byte[] body) {
        return client.call(Request.functional(
                leg.platform().platform(),
                connection,
                "POST",
                url,
                leg.from(),
                leg.to(),
                leg.correlationId(),
                body,
                leg.deadline()));
    }

    /** To the address that the eMSP gave, if it still is one of the platform's own: it gets the platform's credential. */
    DeliveryReply deliver(Leg leg, CommandResult result) {
        PartnerConnection connection = leg.platform().connection();
        if (connection == null) {
            return new DeliveryReply.Undelivered(Refusal.PARTY_OFFLINE, "The party has never registered.", null);
        }
        if (!PartnerUrl.isWithin(connection, result.replyTo())) {
            return new DeliveryReply.NotExpressible(
                    "The address for the result is not where the party's endpoints are.", List.of());
        }
        Optional<Dialect> dialect = Dialect.find(connection.version());
        if (dialect.isEmpty()) {
            return new DeliveryReply.NotExpressible("The hub does not speak the party's version.", List.of());
        }
        Lowering to = Lowering.plain();
        byte[] body = ResultMapping.body(result, dialect.get().release(), to);
        return switch (call(leg, connection, result.replyTo(), body)) {
            case Reply.None(Refusal refusal, String why) -> new DeliveryReply.Undelivered(refusal, why, null);
            case Reply.Answered a -> {
                var answer = a.asAnswer(connection.version(), leg.to(), clock.now());
                yield a.isSuccess()
                        ? new DeliveryReply.Delivered(null, to.losses(leg.to()), answer)
                        : new DeliveryReply.Rejected(
                                Answers.ofRejection(a.http(), a.code()),
                                "The party answered HTTP " + a.http() + " with status_code " + a.code() + ".",
                                answer);
            }
        };
    }
}
