package org.roaminghub.connector.ocpi.inbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.roaminghub.spi.inbound.Admissions;
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
    static final List<String> MODULES =
            List.of("cdrs", "chargingprofiles", "commands", "locations", "sessions", "tariffs", "tokens");

    /** Those that 2.1.1 has. */
    static final List<String> MODULES_211 = List.of("cdrs", "commands", "locations", "sessions", "tariffs", "tokens");

    /** What 2.3.0 alone has. */
    static final List<String> MODULES_230 =
            RelayedModule.ALL.stream().map(RelayedModule::name).toList();

    private static final Answers.Answer TOO_SLOW = new Answers.Answer(408, Answers.INVALID);
    private static final Answers.Answer UNKNOWN_ENCODING = new Answers.Answer(415, Answers.INVALID);
    private static final Answers.Answer BROKEN_ENCODING = new Answers.Answer(400, Answers.INVALID);

    private final Clock clock;
    private final Ids ids;
    private final PartyId hub;
    private final Authentication authentication;
    private final Admissions admissions;
    private final CredentialsModule credentials;
    private final HubClientInfoModule clientInfo;
    private final Map<String, Module> modules;
    private final byte[] versions;
    private final Map<Dialect, byte[]> details;
    private final Details211 details211;

    public Router(HubDoors doors, PartnerClient client, Discovery discovery, String hubName, Clock clock, Ids ids) {
        String publicUrl = doors.platforms().publicUrl();
        Relay relay = new Relay(doors.routes(), client, publicUrl, doors.losses(), clock);
        Pages pages = new Pages(publicUrl, doors.losses());
        this.clock = clock;
        this.ids = ids;
        this.hub = doors.platforms().hubParty();
        this.authentication = new Authentication(doors.platforms());
        this.admissions = doors.admissions();
        this.credentials = new CredentialsModule(doors, discovery, hubName);
        this.clientInfo = new HubClientInfoModule(doors.platforms());
        this.modules = new HashMap<>(Map.of(
                "chargingprofiles", new ChargingProfilesModule(doors),
                "commands", new CommandsModule(doors, clock),
                "tokens", new TokensModule(doors, relay, pages, clock),
                "sessions", new SessionsModule(doors, relay, pages, clock),
                "cdrs", new CdrsModule(doors, relay, pages, publicUrl, clock),
                "locations", new LocationsModule(doors, relay, pages, clock),
                "tariffs", new TariffsModule(doors, relay, pages, clock)));
        RelayedModule.ALL.forEach(module -> modules.put(module.name(), new RelayingModule(module, doors, relay)));
        this.versions = Json.write(Dialect.all().stream()
                .map(d -> new Version(d.version(), publicUrl + "/ocpi/" + d.version()))
                .toList());
        this.details = Dialect.all().stream()
                .filter(d -> d.release().hasRouting())
                .collect(Collectors.toMap(d -> d, d -> Json.write(details(publicUrl, d))));
        this.details211 = new Details211(publicUrl);
    }

    private static VersionDetails details(String publicUrl, Dialect dialect) {
        String base = publicUrl + "/ocpi/" + dialect.version();
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint("credentials", "SENDER", base + "/credentials"));
        endpoints.add(new Endpoint("hubclientinfo", "SENDER", HubClientInfoModule.url(publicUrl, dialect)));
        for (String module : modulesOf(dialect)) {
            endpoints.add(new Endpoint(module, "SENDER", base + "/sender/" + module));
            endpoints.add(new Endpoint(module, "RECEIVER", base + "/receiver/" + module));
        }
        return new VersionDetails(dialect.version(), endpoints);
    }

    private static List<String> modulesOf(Dialect dialect) {
        return switch (dialect.release()) {
            case V2_1_1 -> MODULES_211;
            case V2_2_1 -> MODULES;
            case V2_3_0 -> Stream.concat(MODULES.stream(), MODULES_230.stream()).toList();
        };
    }

    public OcpiResponse handle(OcpiRequest request) {
        Exchange x = new Exchange(request, clock, ids, hub);
        try {
            return dispatch(x);
        } catch (Refused e) {
            OcpiResponse response = x.refuse(e.answer(), e.sentence());
            response.headers().putAll(e.headers());
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

    public OcpiResponse unknownEncoding(OcpiRequest withoutBody) {
        return early(withoutBody, UNKNOWN_ENCODING, "Content-Encoding must be gzip or absent.");
    }

    public OcpiResponse brokenEncoding(OcpiRequest withoutBody) {
        return early(withoutBody, BROKEN_ENCODING, "The body is not what its Content-Encoding says.");
    }

    private OcpiResponse early(OcpiRequest request, Answers.Answer answer, String why) {
        OcpiResponse response = new Exchange(request, clock, ids, hub).refuse(answer, why);
        response.headers().put("Connection", "close");
        return response;
    }

    private OcpiResponse dispatch(Exchange x) throws NotJson {
        authentication.prove(x);
        Duration wait = admissions.wait(x.platform());
        if (!wait.isZero()) {
            throw Refused.tooMany(wait);
        }
        List<String> path = PathText.segments(x.request().path());
        if (path.size() == 1 && path.getFirst().equals(HubCredentials.VERSIONS.substring("/ocpi/".length()))) {
            return constant(x, versions);
        }
        Optional<Dialect> dialect = path.isEmpty() ? Optional.empty() : Dialect.find(path.getFirst());
        dialect.ifPresent(x::speaks);
        if (dialect.isPresent() && path.size() == 1) {
            byte[] same = details.get(dialect.get());
            return constant(x, same == null ? details211.of(x.platform()) : same);
        }
        if (dialect.isPresent() && path.size() == 2 && path.get(1).equals("credentials")) {
            return credentials.handle(x, dialect.get());
        }
        if (x.holder().registrationOnly()) {
            throw Refused.unauthorized("A registration token opens versions and credentials only.");
        }
        if (dialect.isPresent()
                && dialect.get().release().hasRouting()
                && path.size() >= 3
                && path.get(1).equals("sender")
                && path.get(2).equals("hubclientinfo")) {
            return clientInfo.sender(x, dialect.get(), path.subList(3, path.size()));
        }
        Module module = dialect.isPresent() && path.size() >= 3 ? modules.get(path.get(2)) : null;
        if (module == null || dialect.isEmpty() || !modulesOf(dialect.get()).contains(path.get(2))) {
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
