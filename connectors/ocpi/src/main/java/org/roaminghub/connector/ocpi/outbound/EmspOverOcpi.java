package org.roaminghub.connector.ocpi.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Losses;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TariffMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;

/** Questions and pushes to eMSPs (OCPI 2.2.1 ch. 12 Sender interface, ch. 9 and 10 Receiver interfaces). */
public final class EmspOverOcpi implements EmspLink {

    private final PartnerClient client;
    private final Delivery delivery;
    private final Clock clock;

    public EmspOverOcpi(PartnerClient client, Clock clock) {
        this.client = client;
        this.delivery = new Delivery(client, clock);
        this.clock = clock;
    }

    @Override
    public AuthorizationReply authorize(Leg leg, Question question) {
        PartnerConnection connection = leg.platform().connection();
        TokenUid uid = question.token().uid();
        if (connection == null) {
            return new AuthorizationReply.NoAnswer(Refusal.PARTY_OFFLINE, "The party has never registered.", null);
        }
        Optional<Dialect> dialect = Dialect.find(connection.version());
        Optional<String> endpoint = connection.findUrl("tokens", "SENDER");
        if (dialect.isEmpty() || endpoint.isEmpty()) {
            return new AuthorizationReply.NoAnswer(
                    Refusal.PARTY_FAILED, "The party offers no real-time authorisation.", null);
        }
        if (uid == null || uid.form() != TokenUid.Form.PLAIN) {
            return new AuthorizationReply.NoAnswer(
                    Refusal.PARTY_FAILED, "OCPI asks by the uid in clear and there is none.", null);
        }
        String url = PartnerUrl.withQuery(
                PartnerUrl.join(endpoint.get(), uid.value(), "authorize"), "type=" + Words.tokenType(question.kind()));
        Reply reply = client.call(new Request(
                leg.platform().platform(),
                "POST",
                url,
                connection.credential(),
                leg.from(),
                leg.to(),
                leg.correlationId(),
                body(question, connection.version(), dialect.get()),
                leg.deadline()));
        return switch (reply) {
            case Reply.None(Refusal refusal, String why) -> new AuthorizationReply.NoAnswer(refusal, why, null);
            case Reply.Answered a
            when !a.isSuccess() -> failure(a, a.asAnswer(connection.version(), leg.to(), clock.now()));
            case Reply.Answered a ->
                decision(a.data(), dialect.get(), a.asAnswer(connection.version(), leg.to(), clock.now()));
        };
    }

    private static byte @Nullable [] body(Question question, String version, Dialect dialect) {
        Original original = question.original();
        if (original != null && original.isOf(Protocol.OCPI, version)) {
            return original.bytes();
        }
        var references = SessionMapping.references(question.place());
        return references == null ? null : dialect.write(references);
    }

    private static AuthorizationReply failure(Reply.Answered a, PartnerAnswer answer) {
        Optional<Refusal> decided = Answers.ofAuthorizeFailure(a.http(), a.code());
        if (decided.isPresent()) {
            return new AuthorizationReply.Denied(decided.get(), null, answer);
        }
        return new AuthorizationReply.NoAnswer(
                Refusal.PARTY_FAILED,
                "The party answered HTTP " + a.http() + " with status_code " + a.code() + ".",
                answer);
    }

    /** Only {@code allowed} decides. What else is in the answer is read as far as it makes sense and passed on as it came. */
    private static AuthorizationReply decision(@Nullable JsonNode info, Dialect dialect, PartnerAnswer answer) {
        String allowed = info == null ? "" : info.path("allowed").asString("");
        if (info == null || allowed.isEmpty()) {
            return new AuthorizationReply.NoAnswer(
                    Refusal.PARTY_FAILED, "The party's answer does not say whether it allows.", null);
        }
        TokenProfile token = tokenOf(info, dialect);
        if (!allowed.equals("ALLOWED")) {
            return new AuthorizationReply.Denied(Answers.ofAllowed(allowed), token, answer);
        }
        String reference = info.path("authorization_reference").asString("");
        boolean usable = !reference.isBlank() && reference.length() <= AuthorizationReference.MAX_LENGTH;
        return new AuthorizationReply.Allowed(
                token == null ? null : token.contract().orNull(),
                usable ? AuthorizationReference.parse(reference) : null,
                token,
                null,
                null,
                null,
                answer);
    }

    private static @Nullable TokenProfile tokenOf(JsonNode info, Dialect dialect) {
        JsonNode token = info.get("token");
        if (token == null) {
            return null;
        }
        try {
            return TokenMapping.profile(dialect.token(token));
        } catch (BadField e) {
            return null;
        }
    }

    @Override
    public DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial) {
        String version = leg.platform().findConnection().map(c -> c.version()).orElse("");
        boolean patch = partial && original.isOf(Protocol.OCPI, version);
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "sessions",
                        patch ? "PATCH" : "PUT",
                        List.of(fid.owner().country(), fid.owner().party(), fid.value()),
                        null,
                        original,
                        d -> d.write(SessionMapping.session(session)),
                        flatLoss(session.periods(), leg)));
    }

    @Override
    public DeliveryReply deliverCdr(Leg leg, ChargeDetailRecord cdr, @Nullable Original original) {
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "cdrs",
                        "POST",
                        List.of(),
                        null,
                        original,
                        d -> d.write(CdrMapping.cdr(cdr)),
                        flatLoss(cdr.periods(), leg)));
    }

    @Override
    public DeliveryReply deliverLocation(
            Leg leg,
            LocationTarget target,
            @Nullable Original asItCame,
            boolean partial,
            @Nullable LocationNews news) {
        boolean patch = asItCame == null ? news instanceof LocationNews.Status : partial;
        List<String> path = new ArrayList<>(
                List.of(target.owner().country(), target.owner().party(), target.location()));
        Stream.of(target.evse(), target.connector()).filter(Objects::nonNull).forEach(path::add);
        List<Loss> losses = new ArrayList<>();
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "locations",
                        patch ? "PATCH" : "PUT",
                        path,
                        null,
                        asItCame,
                        dialect -> written(target, news, dialect, leg, losses),
                        losses));
    }

    private static byte[] written(
            LocationTarget target, @Nullable LocationNews news, Dialect dialect, Leg leg, List<Loss> losses) {
        byte[] body = switch (news) {
            case null -> null;
            case LocationNews.Status(var status, var at) -> LocationTree.status(status, at);
            case LocationNews.Whole(var location) -> {
                Losses noted = Losses.noted();
                byte[] part = LocationTree.part(location, target.evse(), target.connector(), dialect, noted);
                losses.addAll(noted.of(leg.to()));
                yield part;
            }
        };
        if (body == null) {
            throw new Unsayable("The party speaks another version, and the hub holds nothing of this to translate.");
        }
        return body;
    }

    @Override
    public DeliveryReply deliverTariff(Leg leg, Tariff tariff, @Nullable Original original) {
        List<Loss> losses = new ArrayList<>();
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "tariffs",
                        "PUT",
                        List.of(tariff.owner().country(), tariff.owner().party(), tariff.fid()),
                        null,
                        original,
                        dialect -> {
                            Losses noted = Losses.noted();
                            byte[] body = dialect.write(TariffMapping.toWire(tariff), noted);
                            losses.addAll(noted.of(leg.to()));
                            return body;
                        },
                        losses));
    }

    @Override
    public DeliveryReply withdrawTariff(Leg leg, PartyId owner, String fid) {
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "tariffs",
                        "DELETE",
                        List.of(owner.country(), owner.party(), fid),
                        null,
                        null,
                        dialect -> null,
                        List.of()));
    }

    private static List<Loss> flatLoss(List<ChargingPeriod> periods, Leg leg) {
        return periods.stream()
                        .flatMap(p -> p.dimensions().stream())
                        .anyMatch(d -> d.type() == ChargingPeriod.Type.FLAT)
                ? List.of(new Loss("charging_periods.dimensions", "OCPI 2.2.1 has no dimension FLAT", leg.to()))
                : List.of();
    }
}
