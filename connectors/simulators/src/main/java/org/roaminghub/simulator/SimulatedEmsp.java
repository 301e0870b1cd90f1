package org.roaminghub.simulator;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaminghub.simulator.Desk.Endpoint;
import tools.jackson.databind.node.ObjectNode;

/**
 * An eMSP's back office: has cards and answers for them, receives sessions and CDRs. It keeps what it got for as long as
 * the process lives, also while it is down.
 */
public final class SimulatedEmsp implements Partner {

    private static final long LONGEST_SILENCE_S = 120;
    private static final long RESERVED_S = 1_800;
    private static final Endpoint TOKENS = Endpoint.sender("tokens");
    private static final Endpoint COMMANDS = Endpoint.sender("commands");
    private static final Endpoint PROFILES = Endpoint.sender("chargingprofiles");

    private final BackOffice office;
    private final List<Card> cards;
    private final Map<String, ObjectNode> cdrs = new ConcurrentHashMap<>();
    private final Map<String, Shelf> shelves = Map.of(
            "sessions", new Shelf("id", false), "locations", new Shelf("id", false), "tariffs", new Shelf("id", true));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition speaksAgain = lock.newCondition();
    private boolean silent;

    /** {@code moreCards} ordinary cards beside the named ones; {@code port} 0 takes a free one. */
    public SimulatedEmsp(Identity identity, int moreCards, Consumer<Arrival> onArrival) {
        this.cards =
                new CopyOnWriteArrayList<>(CardDeck.of(identity.party(), identity.name(), identity.seed(), moreCards));
        this.office = new BackOffice(identity, new EmspDesk(), onArrival);
    }

    @Override
    public BackOffice office() {
        return office;
    }

    public List<Card> cards() {
        return List.copyOf(cards);
    }

    /** The card of this label; throws IllegalArgumentException when there is none. */
    public Card card(String label) {
        return cards.stream()
                .filter(c -> c.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no card is called '" + label + "'"));
    }

    /** From now on authorisations of this card answer so (OCPI AllowedType). */
    public Card change(String label, String allowed) {
        var changed = card(label).withAllowed(allowed, Instant.now());
        cards.replaceAll(c -> c.label().equals(label) ? changed : c);
        return changed;
    }

    /** Puts one card at the hub; {@code to} absent means the hub itself, which passes it on to every CPO. */
    public Answer push(Card card, @Nullable Party to) throws IOException, InterruptedException {
        var owner = office.party();
        var path = "/%s/%s/%s?type=%s"
                .formatted(
                        owner.country(),
                        owner.id(),
                        URLEncoder.encode(card.uid(), StandardCharsets.UTF_8),
                        card.type());
        var receiver = to == null ? office.registration().hub().party() : to;
        return office.send("PUT", Endpoint.receiver("tokens"), path, card.token(), receiver);
    }

    /** What a CPO said to a command at first; its result comes at {@code id}, in the inbox under «commands». */
    public record Command(String id, Answer answer) {}

    /** Starts a session with a card at a location of the CPO. Throws IOException when no answer came. */
    public Command start(Card card, String location, Party cpo) throws IOException, InterruptedException {
        var body = Wire.object().put("location_id", location);
        body.set("token", card.token());
        return command(
                "START_SESSION",
                body.put("authorization_reference", UUID.randomUUID().toString()),
                cpo);
    }

    /** Stops a session, named by the CPO's id; {@code cpo} absent leaves it to the hub to find whose it is. */
    public Command stop(String session, @Nullable Party cpo) throws IOException, InterruptedException {
        return command("STOP_SESSION", Wire.object().put("session_id", session), cpo);
    }

    /** Reserves an EVSE for a card for half an hour. */
    public Command reserve(Card card, String location, String evse, String reservation, Party cpo)
            throws IOException, InterruptedException {
        var body = Wire.object()
                .put("location_id", location)
                .put("evse_uid", evse)
                .put("reservation_id", reservation)
                .put("expiry_date", Wire.time(Instant.now().plusSeconds(RESERVED_S)));
        body.set("token", card.token());
        return command("RESERVE_NOW", body, cpo);
    }

    private Command command(String name, ObjectNode body, @Nullable Party cpo)
            throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        body.put("response_url", office.moduleUrl(COMMANDS) + "/" + id);
        return new Command(id, office.send("POST", Endpoint.receiver("commands"), "/" + name, body, cpo));
    }

    /** Lets a session charge with so many amperes per phase; {@code cpo} absent leaves it to the hub to find whose it is. */
    public Command limit(String session, int amperes, @Nullable Party cpo) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var body = Wire.object().put("response_url", profileUrl(id));
        body.putObject("charging_profile")
                .put("charging_rate_unit", "A")
                .putArray("charging_profile_period")
                .addObject()
                .put("start_period", 0)
                .put("limit", amperes);
        return new Command(id, office.send("PUT", Endpoint.receiver("chargingprofiles"), "/" + session, body, cpo));
    }

    /** Takes the limit back. */
    public Command unlimit(String session, @Nullable Party cpo) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var query = "/" + session + "?response_url=" + encoded(profileUrl(id));
        return new Command(id, office.send("DELETE", Endpoint.receiver("chargingprofiles"), query, null, cpo));
    }

    /** Asks how fast the session charges in the next seconds. */
    public Command ask(String session, int seconds, @Nullable Party cpo) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var query = "/" + session + "?duration=" + seconds + "&response_url=" + encoded(profileUrl(id));
        return new Command(id, office.send("GET", Endpoint.receiver("chargingprofiles"), query, null, cpo));
    }

    /** How the driver wants to charge, as FAST or CHEAP; the CPO's word is the answer's data. */
    public Answer prefer(String session, String profileType, @Nullable Party cpo)
            throws IOException, InterruptedException {
        var body = Wire.object().put("profile_type", profileType);
        return office.send("PUT", Endpoint.sender("sessions"), "/" + session + "/charging_preferences", body, cpo);
    }

    private String profileUrl(String id) {
        return office.moduleUrl(PROFILES) + "/" + id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** While silent, authorisations are taken and not answered; those that wait are answered when it ends. */
    public void setSilent(boolean nowSilent) {
        lock.lock();
        try {
            silent = nowSilent;
            speaksAgain.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void waitWhileSilent() throws InterruptedException {
        lock.lock();
        try {
            var left = TimeUnit.SECONDS.toNanos(LONGEST_SILENCE_S);
            while (silent && left > 0) {
                left = speaksAgain.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was pushed to it: of «locations», «tariffs» or «sessions». */
    public List<ObjectNode> shelf(String module) {
        var shelf = shelves.get(module);
        if (shelf == null) {
            throw new IllegalArgumentException("no shelf for " + module);
        }
        return shelf.list();
    }

    private final class EmspDesk implements Desk {

        @Override
        public String role() {
            return "EMSP";
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(
                    Endpoint.receiver("locations"),
                    Endpoint.receiver("tariffs"),
                    Endpoint.receiver("sessions"),
                    Endpoint.receiver("cdrs"),
                    Endpoint.receiver("hubclientinfo"),
                    COMMANDS,
                    PROFILES,
                    TOKENS);
        }

        @Override
        public Reply serve(Endpoint module, Call call) throws InterruptedException {
            return switch (module.name()) {
                case "tokens" -> tokens(call);
                case "cdrs" -> cdrs(call);
                case "commands" -> result(call);
                case "chargingprofiles" -> profile(call);
                case "hubclientinfo" -> noted(call, module, call.segment(0) + call.segment(1), Reply.ok(null));
                default -> noted(call, module, call.segment(2), shelf(module).serve(call));
            };
        }

        /** What came of a command, at the address that was given with it. */
        private Reply result(Call call) {
            if (!call.method().equals("POST")) {
                return Reply.notAllowed();
            }
            office.inbox().add(call, "commands", call.segment(0));
            return Reply.ok(null);
        }

        /** What came of a charging profile, or how fast a session charges now. */
        private Reply profile(Call call) {
            if (!call.method().equals("POST") && !call.method().equals("PUT")) {
                return Reply.notAllowed();
            }
            office.inbox().add(call, "chargingprofiles", call.segment(0));
            return Reply.ok(null);
        }

        private Shelf shelf(Endpoint module) {
            var shelf = shelves.get(module.name());
            if (shelf == null) {
                throw new IllegalStateException("no shelf for " + module.name());
            }
            return shelf;
        }

        private Reply noted(Call call, Endpoint module, String object, Reply reply) {
            office.inbox().add(call, module.name(), object);
            return reply;
        }

        private Reply tokens(Call call) throws InterruptedException {
            if (call.path().isEmpty()) {
                return call.method().equals("GET")
                        ? Paging.page(
                                call,
                                office.moduleUrl(TOKENS),
                                cards.stream().map(Card::token).toList())
                        : Reply.notAllowed();
            }
            if (call.path().size() != 2 || !call.segment(1).equals("authorize")) {
                return Reply.notFound(2000, "nothing here");
            }
            if (!call.method().equals("POST")) {
                return Reply.notAllowed();
            }
            office.inbox().add(call, "tokens", call.segment(0));
            waitWhileSilent();
            return authorize(call);
        }

        private Reply authorize(Call call) {
            var type = call.query().getOrDefault("type", "RFID");
            for (var card : cards) {
                if (card.is(call.segment(0), type)) {
                    var info = Wire.object().put("allowed", card.allowed());
                    info.set("token", card.token());
                    if (call.body() != null) {
                        info.set("location", call.json());
                    }
                    if (card.allowed().equals(Card.ALLOWED)) {
                        info.put("authorization_reference", UUID.randomUUID().toString());
                    }
                    info.putObject("info")
                            .put("language", "en")
                            .put("text", card.allowed().equals(Card.ALLOWED) ? "Have a good trip." : "Please call us.");
                    return Reply.ok(info);
                }
            }
            return Reply.notFound(Reply.UNKNOWN_TOKEN, "unknown token");
        }

        private Reply cdrs(Call call) {
            return switch (call.method()) {
                case "POST" -> takeCdr(call);
                case "GET" -> {
                    var cdr = cdrs.get(call.segment(0));
                    yield cdr == null ? Reply.notFound(2000, "no such CDR") : Reply.ok(cdr);
                }
                default -> Reply.notAllowed();
            };
        }

        /** The same CDR again is no second one; another one under the same id is refused. */
        private Reply takeCdr(Call call) {
            var id = Wire.field(call.body(), "id");
            if (!(call.body() instanceof ObjectNode cdr) || id.isEmpty()) {
                return Reply.refused(Reply.INVALID, "a CDR with an id is needed");
            }
            office.inbox().add(call, "cdrs", id);
            var owner = Wire.field(cdr, "country_code") + Wire.field(cdr, "party_id");
            var key = "%s-%s".formatted(owner, id);
            var known = cdrs.putIfAbsent(key, cdr);
            if (known != null && !known.equals(cdr)) {
                return Reply.refused(Reply.INVALID, "this id was used before with other content");
            }
            var location =
                    office.moduleUrl(Endpoint.receiver("cdrs")) + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
            return (known == null ? Reply.created() : Reply.ok(null)).with("Location", location);
        }
    }
}
