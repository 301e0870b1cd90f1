package org.roaminghub.simulator;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaminghub.simulator.Desk.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CPO's back office: drivers tap cards at its chargers, it asks whether they may charge, tells of the session and bills
 * it. Ids of sessions and CDRs are new in each process, so that a hub which remembers earlier runs can be used again.
 */
public final class SimulatedCpo implements Partner {

    private static final Endpoint TOKENS = Endpoint.sender("tokens");
    private static final Endpoint SESSIONS = Endpoint.receiver("sessions");
    private static final Endpoint LOCATIONS = Endpoint.receiver("locations");
    private static final Endpoint TARIFFS = Endpoint.receiver("tariffs");
    private static final Endpoint CDRS = Endpoint.receiver("cdrs");
    /** Ids carry a running number. */
    private static final Comparator<ObjectNode> BY_ID = Comparator.comparing(o -> Wire.field(o, "id"));

    private static final int MIN_KW = 250;
    private static final int MAX_KW = 390;

    private final BackOffice office;
    private final Site site;
    private final Random power;
    private final CommandDesk commands = new CommandDesk(this);
    private final ProfileDesk profiles = new ProfileDesk(this);
    private final Shelf tokens = new Shelf("uid", false);
    private final Map<String, Charge> charges = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> cdrs = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    public SimulatedCpo(Identity identity, int evses, Consumer<Arrival> onArrival) {
        this.site = new Site(identity.party(), identity.name(), identity.seed(), evses);
        this.power = new Random(identity.seed());
        this.office = new BackOffice(identity, new CpoDesk(), onArrival);
    }

    /** What the hub said to a card at a charger. {@code token} is the issuer's, needed for the session. */
    public record Tap(
            int evse,
            Answer answer,
            String allowed,
            @Nullable String reference,
            JsonNode token) {

        public boolean granted() {
            return answer.acknowledged() && allowed.equals(Card.ALLOWED);
        }
    }

    @Override
    public BackOffice office() {
        return office;
    }

    /** The tokens that were pushed to this CPO. */
    public List<ObjectNode> tokens() {
        return tokens.list();
    }

    /**
     * Reads all tokens that the hub has for this CPO, page by page (GET ALL), and keeps them: what a CPO does when it was
     * away. Gives how many there were.
     */
    public int pullTokens() throws IOException, InterruptedException {
        var hub = office.registration().hub().party();
        var count = 0;
        for (var url = office.url(TOKENS); !url.isEmpty(); ) {
            var page = office.get(url, hub);
            if (!page.acknowledged()) {
                throw new IOException(
                        "GET tokens: HTTP %d, status %d %s".formatted(page.http(), page.statusCode(), page.message()));
            }
            for (var token : page.data().values()) {
                tokens.keep((ObjectNode) office.heardToken(token));
                count++;
            }
            url = page.next();
        }
        return count;
    }

    /** Reads a CDR back from the address that the hub gave for it. */
    public Answer readBack(String location) throws IOException, InterruptedException {
        return office.get(location, null);
    }

    /** PUT of its site and its tariff; {@code to} absent lets the hub tell everybody. Gives the last answer, or the first no. */
    public Answer publish(@Nullable Party to) throws IOException, InterruptedException {
        var own = "/%s/%s/".formatted(office.party().country(), office.party().id());
        var answer = office.send("PUT", LOCATIONS, own + site.locationId(), site.location(), to);
        return answer.acknowledged() ? office.send("PUT", TARIFFS, own + site.tariffId(), site.tariff(), to) : answer;
    }

    /** The id of its one location. */
    public String location() {
        return site.locationId();
    }

    /**
     * A driver holds a card to the charger; asks in real time. {@code to} absent leaves it to the hub to find the issuer.
     * Throws IOException when no answer came.
     */
    public Tap tap(String uid, String type, int evse, @Nullable Party to) throws IOException, InterruptedException {
        var place = Wire.object().put("location_id", site.locationId());
        place.putArray("evse_uids").add(site.evse(evse).uid());
        var path = "/" + URLEncoder.encode(uid, StandardCharsets.UTF_8) + "/authorize?type=" + type;
        var answer = office.send("POST", TOKENS, path, place, to);
        var reference = Wire.field(answer.data(), "authorization_reference");
        var token = answer.data().path("token");
        return new Tap(
                evse,
                answer,
                Wire.field(answer.data(), "allowed"),
                reference.isEmpty() ? null : reference,
                token.isObject() ? token : tokenLike(uid, type));
    }

    /** Plugs in after a tap; nothing is sent yet. Gives the session's id. */
    public String plugIn(Tap tap) {
        var id = "%s-S-%s-%05d".formatted(office.party().id(), run, number.incrementAndGet());
        charges.put(
                id,
                new Charge(site, site.evse(tap.evse()), id, (ObjectNode) tap.token(), tap.reference(), Instant.now()));
        return id;
    }

    /** Plugs in after a remote start, at the first charger. Gives the session's id. */
    String plugIn(ObjectNode token, @Nullable String reference) {
        var id = "%s-S-%s-%05d".formatted(office.party().id(), run, number.incrementAndGet());
        charges.put(id, new Charge(site, site.evse(0), id, token, reference, Instant.now()));
        return id;
    }

    /** Tells how fast the session charges now; {@code to} absent leaves it to the hub who hears of it. */
    public Answer tellProfile(String session, @Nullable Party to) throws IOException, InterruptedException {
        return profiles.tell(session, to);
    }

    /** Whether there is a session of this id. */
    boolean charges(String session) {
        return charges.containsKey(session);
    }

    /** PUT of the whole session as it is now. */
    public Answer put(String session, @Nullable Party to) throws IOException, InterruptedException {
        return office.send("PUT", SESSIONS, path(session), charge(session).session(), to);
    }

    /** Charges until now, and the PATCH that says so. */
    public Answer progress(String session, @Nullable Party to) throws IOException, InterruptedException {
        var patch = advance(session);
        return office.send("PATCH", SESSIONS, path(session), patch, to);
    }

    /** Charges until now and tells nobody. */
    public ObjectNode advance(String session) {
        return charge(session).charge(Instant.now(), BigDecimal.valueOf(MIN_KW + power.nextInt(MAX_KW - MIN_KW)));
    }

    /** Unplugs; nothing is sent yet. */
    public void unplug(String session) {
        charge(session).end(Instant.now());
    }

    /** The bill of an ended session, kept under its id; nothing is sent yet. */
    public String bill(String session) {
        var id = "%s-C-%s-%05d".formatted(office.party().id(), run, number.incrementAndGet());
        cdrs.put(id, charge(session).cdr(id));
        return id;
    }

    /** POST of a bill; again and again the same bytes. */
    public Answer post(String cdr, @Nullable Party to) throws IOException, InterruptedException {
        return office.send("POST", CDRS, "", bill(cdr, false), to);
    }

    /** POST of a bill under the same id with another total: what must not be. */
    public Answer postConflicting(String cdr, @Nullable Party to) throws IOException, InterruptedException {
        return office.send("POST", CDRS, "", bill(cdr, true), to);
    }

    /** Energy so far, in kWh. */
    public BigDecimal kwh(String session) {
        return Wire.number(charge(session).kwh());
    }

    /** What a bill says, as it was or will be sent. */
    public ObjectNode cdr(String id) {
        return bill(id, false);
    }

    private ObjectNode bill(String id, boolean changed) {
        var cdr = cdrs.get(id);
        if (cdr == null) {
            throw new IllegalArgumentException("no CDR " + id);
        }
        var copy = cdr.deepCopy();
        if (changed) {
            copy.putObject("total_cost")
                    .put("excl_vat", new BigDecimal("99.99"))
                    .put("incl_vat", new BigDecimal("118.99"));
        }
        return copy;
    }

    private Charge charge(String session) {
        var charge = charges.get(session);
        if (charge == null) {
            throw new IllegalArgumentException("no session " + session);
        }
        return charge;
    }

    private String path(String session) {
        return "/%s/%s/%s".formatted(office.party().country(), office.party().id(), session);
    }

    /** When the hub answered without the token: what is known from the push, else no more than the card itself. */
    private ObjectNode tokenLike(String uid, String type) {
        return tokens.list().stream()
                .filter(t -> Wire.field(t, "uid").equalsIgnoreCase(uid)
                        && Wire.field(t, "type").equals(type))
                .findFirst()
                .orElseGet(() -> Wire.object().put("uid", uid).put("type", type).put("contract_id", "#NA"));
    }

    private final class CpoDesk implements Desk {

        @Override
        public String role() {
            return "CPO";
        }

        @Override
        public @Nullable ObjectNode place(String evseUid) {
            return site.cdrLocation(evseUid);
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(
                    Endpoint.sender("locations"),
                    Endpoint.sender("tariffs"),
                    Endpoint.sender("sessions"),
                    Endpoint.sender("cdrs"),
                    Endpoint.receiver("tokens"),
                    Endpoint.receiver("commands"),
                    Endpoint.receiver("chargingprofiles"),
                    Endpoint.receiver("hubclientinfo"));
        }

        @Override
        public Reply serve(Endpoint endpoint, Call call) {
            return switch (endpoint.name()) {
                case "tokens" -> {
                    office.inbox().add(call, "tokens", call.segment(2));
                    yield tokens.serve(call);
                }
                case "hubclientinfo" -> {
                    office.inbox().add(call, "hubclientinfo", call.segment(0) + call.segment(1));
                    yield Reply.ok(null);
                }
                case "commands" -> commands.serve(call);
                case "chargingprofiles" -> profiles.serve(call);
                default -> list(endpoint, call);
            };
        }

        private Reply list(Endpoint endpoint, Call call) {
            if (endpoint.name().equals("sessions") && call.segment(1).equals("charging_preferences")) {
                return profiles.prefer(call);
            }
            if (!call.method().equals("GET")) {
                return Reply.notAllowed();
            }
            var objects = objects(endpoint.name());
            if (call.path().isEmpty()) {
                return Paging.page(call, office.moduleUrl(endpoint), objects);
            }
            return objects.stream()
                    .filter(o -> call.path().size() == 1 && Wire.field(o, "id").equalsIgnoreCase(call.segment(0)))
                    .findFirst()
                    .map(Reply::ok)
                    .orElseGet(() -> Reply.notFound(Reply.UNKNOWN_LOCATION, "no such object"));
        }

        private List<ObjectNode> objects(String module) {
            return switch (module) {
                case "locations" -> List.of(site.location());
                case "tariffs" -> List.of(site.tariff());
                case "sessions" ->
                    charges.values().stream().map(Charge::session).sorted(BY_ID).toList();
                default -> cdrs.values().stream().sorted(BY_ID).toList();
            };
        }
    }
}
