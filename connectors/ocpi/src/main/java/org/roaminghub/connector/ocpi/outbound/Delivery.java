package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;

/** One object to one partner's interface for it, mostly its Receiver's, and what its answer means. */
final class Delivery {

    private final PartnerClient client;
    private final Clock clock;

    Delivery(PartnerClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * What is sent: the original as it came where the partner speaks its version, else {@code written} by the dialect.
     * {@code side} is SENDER or RECEIVER; {@code to} names the object where the version says nothing of its owner.
     */
    record Parcel(
            String module,
            String side,
            String method,
            List<String> path,
            @Nullable String query,
            @Nullable Original original,
            Lowering to,
            BiFunction<Dialect, Lowering, byte @Nullable []> written) {

        /** To the Receiver interface. */
        Parcel(
                String module,
                String method,
                List<String> path,
                @Nullable String query,
                @Nullable Original original,
                Lowering to,
                BiFunction<Dialect, Lowering, byte @Nullable []> written) {
            this(module, "RECEIVER", method, path, query, original, to, written);
        }
    }

    /** The version that the receiver speaks; empty where it never registered or the hub does not speak it. */
    static Optional<Dialect> dialectOf(Leg leg) {
        return leg.platform().findConnection().flatMap(c -> Dialect.find(c.version()));
    }

    DeliveryReply send(Leg leg, Parcel parcel) {
        PartnerConnection connection = leg.platform().connection();
        if (connection == null) {
            return new DeliveryReply.Undelivered(Refusal.PARTY_OFFLINE, "The party has never registered.", null);
        }
        Optional<Dialect> dialect = Dialect.find(connection.version());
        Optional<String> endpoint = connection.findUrl(parcel.module(), parcel.side());
        if (dialect.isEmpty() || endpoint.isEmpty()) {
            return new DeliveryReply.NotExpressible(
                    "The party offers no " + parcel.module() + " interface of the " + parcel.side()
                            + " in a version that the hub speaks.",
                    List.of());
        }
        Original original = parcel.original();
        Lowering to = parcel.to();
        byte @Nullable [] body;
        try {
            body = original != null && original.isOf(Protocol.OCPI, connection.version())
                    ? dialect.get().forOthers(original.bytes(), to)
                    : parcel.written().apply(dialect.get(), to);
        } catch (Unsayable e) {
            return new DeliveryReply.NotExpressible(
                    e.sentence(), List.of(new Loss(e.field(), "withheld: " + e.sentence(), leg.to())));
        }
        String url = PartnerUrl.withQuery(
                PartnerUrl.join(endpoint.get(), parcel.path().toArray(String[]::new)), parcel.query());
        Reply reply = client.call(Request.functional(
                leg.platform().platform(),
                connection,
                parcel.method(),
                url,
                leg.from(),
                leg.to(),
                leg.correlationId(),
                body,
                leg.deadline()));
        return switch (reply) {
            case Reply.None(Refusal refusal, String why) -> new DeliveryReply.Undelivered(refusal, why, null);
            case Reply.Answered a -> read(a, endpoint.get(), connection.version(), leg, to.losses(leg.to()));
        };
    }

    private DeliveryReply read(Reply.Answered a, String endpoint, String version, Leg leg, List<Loss> losses) {
        var answer = a.asAnswer(version, leg.to(), clock.now());
        if (a.isSuccess()) {
            return new DeliveryReply.Delivered(
                    a.header("location").flatMap(l -> absolute(endpoint, l)).orElse(null), losses, answer);
        }
        String why = "The party answered HTTP " + a.http() + " with status_code " + a.code() + ".";
        return new DeliveryReply.Rejected(Answers.ofRejection(a.http(), a.code()), why, answer);
    }

    /** A Location may be relative (RFC 9110 §10.2.2). What is no address at all is forgotten. */
    private static Optional<String> absolute(String endpoint, String location) {
        try {
            return Optional.of(java.net.URI.create(endpoint).resolve(location).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
