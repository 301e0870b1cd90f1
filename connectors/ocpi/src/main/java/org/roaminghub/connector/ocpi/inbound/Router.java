package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.outbound.Discovery;
import org.roaminghub.connector.ocpi.outbound.HubCredentials;
import org.roaminghub.connector.ocpi.outbound.PartnerClient;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Endpoint;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Version;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the address to the module; every way out of it is an envelope. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Answers.Answer TOO_SLOW = new Answers.Answer(408, Answers.INVALID);

    private final Clock clock;
    private final Ids ids;
    private final PartyId hub;
    private final Authentication authentication;
    private final CredentialsModule credentials;
    private final Map<String, Module> modules;
    private final byte[] versions;
    private final byte[] details;

    public Router(HubDoors doors, PartnerClient client, Discovery discovery, String hubName, Clock clock, Ids ids) {
        String publicUrl = doors.platforms().publicUrl();
        Relay relay = new Relay(doors.routes(), client, publicUrl);
        Pages pages = new Pages(publicUrl);
        this.clock = clock;
        this.ids = ids;
        this.hub = doors.platforms().hubParty();
        this.authentication = new Authentication(doors.platforms());
        this.credentials = new CredentialsModule(doors.platforms(), discovery, hubName);
        this.modules = Map.of(
                "tokens", new TokensModule(doors, relay, pages, clock),
                "sessions", new SessionsModule(doors, relay, pages),
                "cdrs", new CdrsModule(doors, relay, pages, publicUrl),
                "locations", new LocationsModule(doors, relay, pages),
                "tariffs", new TariffsModule(doors, relay, pages));
        this.versions = Json.write(List.of(new Version(
                Dialect.newest().version(),
                publicUrl + "/ocpi/" + Dialect.newest().version())));
        this.details =
                Json.write(details(publicUrl + "/ocpi/" + Dialect.newest().version()));
    }

    private static VersionDetails details(String base) {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint("credentials", "SENDER", base + "/credentials"));
        for (String module : List.of("cdrs", "locations", "sessions", "tariffs", "tokens")) {
            endpoints.add(new Endpoint(module, "SENDER", base + "/sender/" + module));
            endpoints.add(new Endpoint(module, "RECEIVER", base + "/receiver/" + module));
        }
        return new VersionDetails(Dialect.newest().version(), endpoints);
    }

    public OcpiResponse handle(OcpiRequest request) {
        Exchange x = new Exchange(request, clock, ids, hub);
        try {
            return dispatch(x);
        } catch (Refused e) {
            OcpiResponse response = x.refuse(e.answer(), e.sentence());
            if (e.allow() != null && !e.allow().isEmpty()) {
                response.headers().put("Allow", e.allow());
            }
            return response;
        } catch (BadField e) {
            return x.refuse(e.refusal(), e.sentence());
        } catch (NotJson e) {
            return x.refuse(new Answers.Answer(400, Answers.INVALID), e.sentence());
        } catch (RuntimeException e) {
            LOG.error("ocpi.failed method={} correlation={}", request.method(), x.correlationId(), e);
            return x.refuse(Refusal.HUB_ERROR, Refusal.HUB_ERROR.sentence());
        }
    }

    /** A body that is larger than {@code maxBytes}, of which nothing was kept. */
    public OcpiResponse tooLarge(OcpiRequest withoutBody, int maxBytes) {
        return early(withoutBody, Answers.of(Refusal.OVER_LIMIT), "The body is larger than " + maxBytes + " bytes.");
    }

    /** A body that did not come whole in time. */
    public OcpiResponse tooSlow(OcpiRequest withoutBody, long maxSeconds) {
        return early(withoutBody, TOO_SLOW, "The body took longer than " + maxSeconds + " seconds.");
    }

    private OcpiResponse early(OcpiRequest request, Answers.Answer answer, String why) {
        OcpiResponse response = new Exchange(request, clock, ids, hub).refuse(answer, why);
        response.headers().put("Connection", "close");
        return response;
    }

    private OcpiResponse dispatch(Exchange x) throws NotJson {
        authentication.prove(x);
        List<String> path = PathText.segments(x.request().path());
        if (path.size() == 1 && path.getFirst().equals(HubCredentials.VERSIONS.substring("/ocpi/".length()))) {
            return constant(x, versions);
        }
        Optional<Dialect> dialect = path.isEmpty() ? Optional.empty() : Dialect.find(path.getFirst());
        if (dialect.isPresent() && path.size() == 1) {
            return constant(x, details);
        }
        if (dialect.isPresent() && path.size() == 2 && path.get(1).equals("credentials")) {
            return credentials.handle(x, dialect.get());
        }
        if (x.holder().registrationOnly()) {
            throw Refused.unauthorized("A registration token opens versions and credentials only.");
        }
        Module module = dialect.isPresent() && path.size() >= 3 ? modules.get(path.get(2)) : null;
        if (module == null || dialect.isEmpty()) {
            throw Refused.notFound();
        }
        x.routed(null);
        List<String> tail = path.subList(3, path.size());
        return switch (path.get(1)) {
            case "sender" -> module.sender(x, dialect.get(), tail);
            case "receiver" -> module.receiver(x, dialect.get(), tail);
            default -> {
                throw Refused.notFound();
            }
        };
    }

    private static OcpiResponse constant(Exchange x, byte[] data) {
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        return x.success(200, data);
    }
}
