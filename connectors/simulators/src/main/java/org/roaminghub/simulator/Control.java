package org.roaminghub.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders for a simulated partner: plain JSON over HTTP on loopback, for scripts and the demo. What every partner
 * understands is here, what only its role does in {@link RoleControl}.
 */
final class Control implements AutoCloseable {

    private final Partner partner;
    private final RoleControl role;
    private final Listener listener;

    Control(Partner partner, int port) {
        this.partner = partner;
        this.role = switch (partner) {
            case SimulatedCpo cpo -> new CpoControl(cpo);
            case SimulatedEmsp emsp -> new EmspControl(emsp);
        };
        this.listener = new Listener(port, this::answer);
    }

    /** Throws IllegalArgumentException for an order that makes no sense, IOException when the hub gave no answer. */
    interface RoleControl {
        /** Null when it knows no such order. */
        @Nullable
        JsonNode order(String name, JsonNode body) throws IOException, InterruptedException;
    }

    void open() throws IOException {
        listener.open();
    }

    String url() {
        return listener.url() + "/control";
    }

    private Reply answer(Call call) throws InterruptedException {
        if (!call.segment(0).equals("control")) {
            return Reply.plain(404, problem("orders are under /control"));
        }
        try {
            var answer = order(call);
            return answer == null
                    ? Reply.plain(404, problem("no such order: " + call.segment(1)))
                    : Reply.plain(answer);
        } catch (IOException e) {
            return Reply.plain(502, problem(e.getClass().getSimpleName() + ": " + e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Reply.plain(400, problem(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable JsonNode order(Call call) throws IOException, InterruptedException {
        var body = call.json();
        switch (call.segment(1)) {
            case "state" -> {}
            case "received" -> {
                return received(call.query());
            }
            case "register" -> partner.register(Wire.field(body, "versions_url"), Wire.field(body, "token"));
            case "renew" -> partner.renewCredentials();
            case "unregister" -> partner.unregister();
            case "up" -> partner.up();
            case "down" -> partner.down();
            default -> {
                return role.order(call.segment(1), body);
            }
        }
        return state();
    }

    ObjectNode state() {
        return Wire.object()
                .put("role", partner instanceof SimulatedCpo ? "CPO" : "EMSP")
                .put("party", partner.party().toString())
                .put("up", partner.office().isUp())
                .put("registered", partner.registered())
                .put("versions_url", partner.versionsUrl())
                .put("registration_token", partner.registrationToken())
                .put("control_url", url());
    }

    /** Filters module, method, id; {@code copies} counts by id. */
    private JsonNode received(Map<String, String> query) {
        var arrivals = partner.inbox()
                .list(filter(query, "module", Arrival::module)
                        .and(filter(query, "method", Arrival::method))
                        .and(filter(query, "id", Arrival::object)));
        var json = Wire.object().put("count", arrivals.size());
        var copies = new TreeMap<String, Integer>();
        arrivals.forEach(a -> copies.merge(a.object(), 1, Integer::sum));
        var counted = json.putObject("copies");
        copies.forEach(counted::put);
        if (!query.getOrDefault("bodies", "true").equals("false")) {
            var items = json.putArray("items");
            arrivals.forEach(a -> items.add(a.toJson()));
        }
        return json;
    }

    private static Predicate<Arrival> filter(Map<String, String> query, String name, Function<Arrival, String> field) {
        var wanted = query.get(name);
        return arrival -> wanted == null || wanted.equalsIgnoreCase(field.apply(arrival));
    }

    private static JsonNode problem(String detail) {
        return Wire.object().put("error", detail);
    }

    /** The party in a field; null when the field is absent. */
    static @Nullable Party party(JsonNode body, String field) {
        var text = Wire.field(body, field);
        return text.isEmpty() ? null : Party.parse(text);
    }

    static String required(JsonNode body, String field) {
        var text = Wire.field(body, field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is needed");
        }
        return text;
    }

    @Override
    public void close() {
        listener.close();
        if (role instanceof CpoControl cpo) {
            cpo.close();
        }
    }
}
