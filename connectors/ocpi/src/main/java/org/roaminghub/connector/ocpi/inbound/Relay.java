package org.roaminghub.connector.ocpi.inbound;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.outbound.PartnerClient;
import org.roaminghub.connector.ocpi.outbound.PartnerUrl;
import org.roaminghub.connector.ocpi.outbound.Reply;
import org.roaminghub.connector.ocpi.outbound.Request;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Envelope;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Losses;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What one party asks of another, mostly GETs: passed on, and the answer passed back, as they are (OCPI 2.2.1 ch. 4; HUB-23…27, 48). */
final class Relay {

    private final Routes routes;
    private final PartnerClient client;
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final String publicUrl;
    private final Losses losses;
    private final Clock clock;

    Relay(Routes routes, PartnerClient client, String publicUrl, Losses losses, Clock clock) {
        this.losses = losses;
        this.clock = clock;
        this.routes = routes;
        this.client = client;
        this.publicUrl = publicUrl;
    }

    /** The interface asked for: of the party {@code to} in its {@code role}. {@code side} is SENDER or RECEIVER. */
    record Target(
            PartyId to,
            Role role,
            Service service,
            String module,
            String side,
            @Nullable Translated translated) {

        /** Of a module that only the asker's version has. */
        static Target untranslated(PartyId to, Role role, Service service, String module, String side) {
            return new Target(to, role, service, module, side, null);
        }
    }

    /** The way that was open. */
    record Open(AgreementId agreement) {}

    /** Knows of a call before it is made. */
    interface Witness {
        Heard before(Open open);
    }

    /** Hears what came of it before the caller does. */
    interface Heard {
        void of(Reply reply, int waitedMs);
    }

    private static final Witness NOBODY = open -> (reply, waitedMs) -> {};

    /** A party that has not this module at all is told of as not there (facts §5.1, modules absent). */
    private static final Answers.Answer NOT_THERE = new Answers.Answer(200, Answers.RECEIVER_OFFLINE);

    /** One object of a partner of another version, in the asker's. */
    interface Translated {
        byte[] of(Dialect theirs, JsonNode object, Lifting from, Dialect ours, Lowering to);
    }

    /** The same path tail and query at the partner's endpoint. */
    OcpiResponse get(Exchange x, Caller caller, Dialect dialect, Target target, List<String> tail) {
        return pass(x, caller, dialect, target, tail, NOBODY);
    }

    /** With the same method and body. */
    OcpiResponse pass(Exchange x, Caller caller, Dialect dialect, Target target, List<String> tail, Witness witness) {
        return switch (routes.routeTo(caller, target.to(), target.role(), target.service())) {
            case Routes.Route.Closed(Refusal refusal, String why) -> x.refuse(refusal, why);
            case Routes.Route.Open open
            when target.translated() == null && !speaks(open.platform(), dialect) ->
                x.refuse(
                        NOT_THERE,
                        "The party does not speak OCPI " + dialect.version() + ", and only that has " + target.module()
                                + ".");
            case Routes.Route.Open open -> {
                Optional<String> endpoint =
                        open.platform().findConnection().flatMap(c -> c.findUrl(target.module(), target.side()));
                if (endpoint.isEmpty()) {
                    yield noEndpoint(x, open.platform());
                }
                String url = PartnerUrl.join(endpoint.get(), tail.toArray(String[]::new));
                yield call(
                        x,
                        caller,
                        dialect,
                        target,
                        open,
                        PartnerUrl.withQuery(url, x.request().query()),
                        endpoint.get(),
                        witness);
            }
        };
    }

    /** An address that the partner itself gave for an object. It must lie where its endpoints are, or it is not called. */
    OcpiResponse getAt(Exchange x, Caller caller, Dialect dialect, Target target, String url) {
        return switch (routes.routeTo(caller, target.to(), target.role(), target.service())) {
            case Routes.Route.Closed(Refusal refusal, String why) -> x.refuse(refusal, why);
            case Routes.Route.Open open -> {
                PartnerConnection connection = open.platform().connection();
                if (connection == null
                        || connection.endpoints().stream().noneMatch(e -> PartnerUrl.sameOrigin(e.url(), url))) {
                    yield x.refuse(
                            Refusal.PARTY_FAILED, "The party's address for the object is not where its endpoints are.");
                }
                yield call(x, caller, dialect, target, open, url, null, NOBODY);
            }
        };
    }

    private static boolean speaks(KnownPlatform platform, Dialect dialect) {
        return platform.protocol() == Protocol.OCPI
                && platform.findConnection()
                        .map(c -> c.version().equals(dialect.version()))
                        .orElse(true);
    }

    private static OcpiResponse noEndpoint(Exchange x, KnownPlatform platform) {
        return platform.isRegistered()
                ? x.refuse(Refusal.NOT_SUPPORTED, "The party does not offer this interface.")
                : x.refuse(Refusal.PARTY_OFFLINE, "The party has never registered.");
    }

    private OcpiResponse call(
            Exchange x,
            Caller caller,
            Dialect dialect,
            Target target,
            Routes.Route.Open open,
            String url,
            @Nullable String listEndpoint,
            Witness witness) {
        PartnerConnection connection = open.platform().connection();
        if (connection == null) {
            return noEndpoint(x, open.platform());
        }
        Optional<Dialect> theirs = Dialect.find(connection.version());
        if (theirs.isEmpty()) {
            return x.refuse(Refusal.NOT_EXPRESSIBLE, "The party speaks a version that the hub does not.");
        }
        Heard heard = witness.before(new Open(open.agreement()));
        long begun = System.nanoTime();
        Reply reply = client.call(Request.functional(
                open.platform().platform(),
                connection,
                x.method(),
                url,
                caller.party(),
                target.to(),
                x.correlationId(),
                isAsking(x) || x.request().body().length == 0
                        ? null
                        : x.request().body(),
                open.deadline()));
        heard.of(
                reply,
                Math.toIntExact(Duration.ofNanos(System.nanoTime() - begun).toMillis()));
        return switch (reply) {
            case Reply.None(Refusal refusal, String why) -> x.refuse(refusal, why);
            case Reply.Answered a -> {
                byte[] body = theirs.get().release() == dialect.release()
                        ? a.bytes()
                        : translated(a, theirs.get(), dialect, target, caller);
                yield body == null
                        ? x.refuse(Refusal.PARTY_FAILED, "The party's answer can't be read.")
                        : back(x, dialect, a, body, target, listEndpoint);
            }
        };
    }

    private static boolean isAsking(Exchange x) {
        return x.method().equals("GET");
    }

    /** Null where it can't be read. Of a list what can't be said in the asker's version is left out. */
    private byte @Nullable [] translated(Reply.Answered a, Dialect theirs, Dialect ours, Target target, Caller caller) {
        JsonNode data = a.data();
        Translated translated = target.translated();
        if (data == null || !a.isSuccess() || translated == null) {
            return a.bytes();
        }
        Map<String, List<Loss>> lost = new HashMap<>();
        try {
            if (!data.isArray()) {
                return Envelope.success(one(data, theirs, ours, target, translated, caller, lost), clock.now());
            }
            List<byte[]> items = new ArrayList<>(data.size());
            for (JsonNode object : data) {
                try {
                    items.add(one(object, theirs, ours, target, translated, caller, lost));
                } catch (Unsayable e) {
                    LOG.debug("ocpi.left_out module={} owner={} field={}", target.module(), target.to(), e.field());
                    lost.put(
                            name(object, target),
                            List.of(new Loss(e.field(), "left out: " + e.sentence(), caller.party())));
                }
            }
            return Envelope.list(items, clock.now());
        } catch (BadField | Unsayable e) {
            return null;
        } finally {
            if (!lost.isEmpty()) {
                losses.pulled(lost);
            }
        }
    }

    private byte[] one(
            JsonNode object,
            Dialect theirs,
            Dialect ours,
            Target target,
            Translated translated,
            Caller caller,
            Map<String, List<Loss>> lost) {
        Lowering to = Lowering.plain();
        byte[] written = translated.of(theirs, object, Lifting.of(target.to(), clock.now()), ours, to);
        if (!to.isLossless()) {
            lost.put(name(object, target), to.losses(caller.party()));
        }
        return written;
    }

    /** By its owner's id, since the hub may never have held it. A uid is a person's: of tokens only the issuer is named. */
    private static String name(JsonNode object, Target target) {
        String kind = target.module().substring(0, target.module().length() - 1);
        String id = target.module().equals("tokens")
                ? ""
                : "*" + object.path("id").asString(object.path("uid").asString(""));
        return kind + "/" + target.to().value() + id;
    }

    private OcpiResponse back(
            Exchange x, Dialect dialect, Reply.Answered a, byte[] body, Target target, @Nullable String listEndpoint) {
        String link = null;
        if (a.header("link").isPresent() && listEndpoint != null) {
            String theirs = nextOf(a.header("link").get());
            link = theirs == null ? null : ours(theirs, listEndpoint, dialect, target);
            if (theirs != null && link == null) {
                return x.refuse(Refusal.PARTY_FAILED, "The party's next page is not behind its endpoint.");
            }
        }
        x.answering(target.to());
        OcpiResponse response = x.respond(a.http(), body);
        a.header("x-total-count").ifPresent(v -> response.headers().put("X-Total-Count", v));
        a.header("x-limit").ifPresent(v -> response.headers().put("X-Limit", v));
        if (link != null) {
            response.headers().put("Link", "<" + link + ">; rel=\"next\"");
        }
        if (!isAsking(x) && listEndpoint != null) {
            a.header("location")
                    .map(theirs -> ours(theirs, listEndpoint, dialect, target))
                    .ifPresent(v -> response.headers().put("Location", v));
        }
        return response;
    }

    /** The address with rel=next of a Link header (RFC 8288); null when there is none. */
    static @Nullable String nextOf(String header) {
        for (int at = header.indexOf('<'); at >= 0; at = header.indexOf('<', at + 1)) {
            int end = header.indexOf('>', at);
            if (end < 0) {
                return null;
            }
            int following = header.indexOf('<', end);
            String parameters = header.substring(end + 1, following < 0 ? header.length() : following)
                    .toLowerCase(Locale.ROOT);
            if (parameters.replace(" ", "").replace("\"", "").contains("rel=next")) {
                return header.substring(at + 1, end);
            }
        }
        return null;
    }

    /** The partner's next page, or where it put an object, as an address of the hub: its own the client has no credential for (HUB-48, 52). */
    private @Nullable String ours(String theirs, String endpoint, Dialect dialect, Target target) {
        try {
            URI base = URI.create(endpoint);
            URI next = base.resolve(theirs);
            String path = next.getRawPath();
            String root = base.getRawPath();
            while (root.endsWith("/")) {
                root = root.substring(0, root.length() - 1);
            }
            if (!path.equals(root) && !path.startsWith(root + "/")) {
                return null;
            }
            String tail = path.substring(root.length());
            String query = next.getRawQuery();
            return publicUrl + "/ocpi/" + dialect.version() + "/"
                    + target.side().toLowerCase(Locale.ROOT) + "/" + target.module() + (tail.equals("/") ? "" : tail)
                    + (query == null ? "" : "?" + query);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
