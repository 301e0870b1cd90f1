package org.roaminghub.connector.ocpi.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ProfileRequests;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
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
    private final Function<PartyId, Lowering.Books> books;
    private final CommandsOverOcpi commands;
    private final Clock clock;

    /** {@code books}: what the hub holds of places and prices, for that reader. */
    public EmspOverOcpi(
            PartnerClient client, Supplier<String> publicUrl, Function<PartyId, Lowering.Books> books, Clock clock) {
        this.books = books;
        this.client = client;
        this.delivery = new Delivery(client, clock);
        this.commands = new CommandsOverOcpi(client, publicUrl, clock);
        this.clock = clock;
    }

    @Override
    public DeliveryReply deliverCommandResult(Leg leg, CommandResult result) {
        return commands.deliver(leg, result);
    }

    @Override
    public DeliveryReply deliverActiveProfile(Leg leg, String session, ActiveProfile active, Original original) {
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "chargingprofiles",
                        "SENDER",
                        "PUT",
                        List.of(session),
                        null,
                        original,
                        Lowering.plain(),
                        (dialect, to) -> ProfileRequests.active(active, original, to)));
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
                PartnerUrl.join(endpoint.get(), uid.value(), "authorize"),
                "type=" + dialect.get().tokenType(Words.tokenType(question.kind())));
        Reply reply = client.call(Request.functional(
                leg.platform().platform(),
                connection,
                "POST",
                url,
                leg.from(),
                leg.to(),
                leg.correlationId(),
                body(leg, question, dialect.get()),
                leg.deadline()));
        return switch (reply) {
            case Reply.None(Refusal refusal, String why) -> new AuthorizationReply.NoAnswer(refusal, why, null);
            case Reply.Answered a
            when !a.isSuccess() -> failure(a, a.asAnswer(connection.version(), leg.to(), clock.now()));
            case Reply.Answered a ->
                decision(
                        a.data(),
                        dialect.get(),
                        Lifting.of(leg.to(), clock.now()),
                        a.asAnswer(connection.version(), leg.to(), clock.now()));
        };
    }

    /** Where the version names no owners, the place of the CPO that asks goes by its alias. */
    private static byte @Nullable [] body(Leg leg, Question question, Dialect dialect) {
        Original original = question.original();
        var references = SessionMapping.references(question.place());
        Lowering to = references == null
                ? Lowering.plain()
                : Lowering.place(leg.from(), references.location_id(), Lowering.Books.NONE);
        if (original != null && original.isOf(Protocol.OCPI, dialect.version())) {
            return dialect.forOthers(original.bytes(), to);
        }
        return references == null ? null : dialect.write(references, to);
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
    private static AuthorizationReply decision(
            @Nullable JsonNode info, Dialect dialect, Lifting from, PartnerAnswer answer) {
        String allowed = info == null ? "" : info.path("allowed").asString("");
        if (info == null || allowed.isEmpty()) {
            return new AuthorizationReply.NoAnswer(
                    Refusal.PARTY_FAILED, "The party's answer does not say whether it allows.", null);
        }
        TokenProfile token = tokenOf(info, dialect, from);
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

    private static @Nullable TokenProfile tokenOf(JsonNode info, Dialect dialect, Lifting from) {
        JsonNode token = info.get("token");
        if (token == null) {
            return null;
        }
        try {
            return TokenMapping.profile(dialect.token(token, from));
        } catch (BadField e) {
            return null;
        }
    }

    @Override
    public DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial) {
        Dialect theirs = Delivery.dialectOf(leg).orElse(Dialect.newest());
        boolean owners = theirs.release().hasRouting();
        boolean patch = partial && owners && original.isOf(Protocol.OCPI, theirs.version());
        String hubId = session.session().toString();
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "sessions",
                        patch ? "PATCH" : "PUT",
                        List.of(fid.owner().country(), fid.owner().party(), owners ? fid.value() : hubId),
                        null,
                        partial && !patch ? null : original,
                        Lowering.of(fid.owner(), hubId, books.apply(leg.to())),
                        (dialect, to) ->
                                dialect.write(Translation.session(session, partial ? null : original, to), to)));
    }

    /** What PATCH does to charging periods is not said in 2.1.1: there the whole session goes (facts §5.1). */
    @Override
    public boolean takesPartialSessions(KnownPlatform platform) {
        return platform.findConnection().map(Encoding::isRouted).orElse(true);
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
                        Lowering.of(cdr.cpo(), cdr.cdr().toString(), books.apply(leg.to())),
                        (dialect, to) -> dialect.write(Translation.cdr(cdr, original, to), to)));
    }

    @Override
    public DeliveryReply deliverLocation(
            Leg leg, LocationTarget target, @Nullable Original asItCame, boolean partial, @Nullable LocationNews news) {
        boolean patch = asItCame == null ? news instanceof LocationNews.Status : partial;
        PartyId owner = target.owner();
        Dialect theirs = Delivery.dialectOf(leg).orElse(Dialect.newest());
        List<String> path =
                new ArrayList<>(List.of(owner.country(), owner.party(), theirs.placeId(owner, target.location())));
        if (target.evse() != null) {
            path.add(theirs.evseUid(owner, target.evse()));
        }
        if (target.connector() != null) {
            path.add(target.connector());
        }
        int depth = path.size() - 3;
        if (asItCame == null && news instanceof LocationNews.Hidden(HeldLocation hidden) && !theirs.hasPublish()) {
            return removed(leg, target, hidden);
        }
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "locations",
                        patch ? "PATCH" : "PUT",
                        path,
                        null,
                        null,
                        Lowering.place(owner, target.location(), books.apply(leg.to())),
                        (dialect, to) -> asItCame != null && asItCame.isOf(Protocol.OCPI, dialect.version())
                                ? dialect.placeForOthers(asItCame.bytes(), depth, to)
                                : written(target, news, dialect, to)));
    }

    /**
     * Who can't be told that a place is not to be published is told that its EVSEs are gone, one by one: all that takes them out of
     * its maps. It may never have heard of them: that is no failure.
     */
    private DeliveryReply removed(Leg leg, LocationTarget target, HeldLocation hidden) {
        PartyId owner = target.owner();
        Dialect theirs = Delivery.dialectOf(leg).orElse(Dialect.newest());
        DeliveryReply last = new DeliveryReply.NotExpressible("The location has no EVSEs.", List.of());
        for (HeldLocation.HeldEvse evse : hidden.evses()) {
            Instant at = hidden.location().reportedAt();
            Instant raised = evse.updatedAt().isAfter(at) ? evse.updatedAt() : at;
            last = delivery.send(
                    leg,
                    new Delivery.Parcel(
                            "locations",
                            "PATCH",
                            List.of(
                                    owner.country(),
                                    owner.party(),
                                    theirs.placeId(owner, target.location()),
                                    theirs.evseUid(owner, evse.evse().evseFid())),
                            null,
                            null,
                            Lowering.place(owner, target.location(), Lowering.Books.NONE),
                            (dialect, to) -> {
                                to.lost(
                                        "publish",
                                        "2.1.1 can't say that a location is not to be published: its EVSEs are REMOVED there");
                                return LocationTree.status(EvseStatus.REMOVED, raised);
                            }));
            if (last instanceof DeliveryReply.Undelivered) {
                return last;
            }
        }
        return last;
    }

    private static byte[] written(LocationTarget target, @Nullable LocationNews news, Dialect dialect, Lowering to) {
        byte[] body = switch (news) {
            case null -> null;
            case LocationNews.Status(var status, var at) -> LocationTree.status(status, at);
            case LocationNews.Whole(var location) ->
                LocationTree.part(location, target.evse(), target.connector(), dialect, to);
            case LocationNews.Hidden(var location) ->
                LocationTree.part(location, target.evse(), target.connector(), dialect, to);
        };
        if (body == null) {
            throw new Unsayable("The party speaks another version, and the hub holds nothing of this to translate.");
        }
        return body;
    }

    @Override
    public DeliveryReply deliverTariff(Leg leg, Tariff tariff, @Nullable Original original) {
        boolean timeless = !Delivery.dialectOf(leg).orElse(Dialect.newest()).hasValidity();
        DeliveryReply reply = timeless && !HubBooks.holds(tariff.valid(), clock.now())
                ? new DeliveryReply.NotExpressible(
                        "The tariff does not hold now, and the party's version can't say when it does.",
                        List.of(new Loss(
                                "start_date_time",
                                "withheld: 2.1.1 has no validity and it does not hold now",
                                leg.to())))
                : put(leg, tariff, original);
        if (timeless && reply instanceof DeliveryReply.NotExpressible) {
            // What the partner was told before is not the price any more. It may never have heard of it: that is no
            // failure.
            withdrawTariff(leg, tariff.owner(), tariff.fid());
        }
        return reply;
    }

    @Override
    public boolean knowsValidity(KnownPlatform platform) {
        return platform.findConnection()
                .flatMap(connection -> Dialect.find(connection.version()))
                .map(Dialect::hasValidity)
                .orElse(true);
    }

    private DeliveryReply put(Leg leg, Tariff tariff, @Nullable Original original) {
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "tariffs",
                        "PUT",
                        tariffPath(leg, tariff.owner(), tariff.fid()),
                        null,
                        original,
                        Lowering.place(tariff.owner(), tariff.fid(), Lowering.Books.NONE),
                        (dialect, to) -> dialect.write(Translation.tariff(tariff, original, to), to)));
    }

    private static List<String> tariffPath(Leg leg, PartyId owner, String fid) {
        Dialect theirs = Delivery.dialectOf(leg).orElse(Dialect.newest());
        return List.of(owner.country(), owner.party(), theirs.tariffId(owner, fid));
    }

    @Override
    public DeliveryReply withdrawTariff(Leg leg, PartyId owner, String fid) {
        return delivery.send(
                leg,
                new Delivery.Parcel(
                        "tariffs",
                        "DELETE",
                        tariffPath(leg, owner, fid),
                        null,
                        null,
                        Lowering.plain(),
                        (dialect, to) -> null));
    }
}
