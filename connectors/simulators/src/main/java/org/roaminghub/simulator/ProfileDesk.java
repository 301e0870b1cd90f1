package org.roaminghub.simulator;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.simulator.Desk.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast a CPO's sessions charge: it sets, clears and tells charging profiles, the result at the address that it was given, and
 * tells who has set one how fast the session charges now. Preferences it takes as they are.
 */
final class ProfileDesk {

    private static final Endpoint ACTIVE = Endpoint.sender("chargingprofiles");

    /** Seconds within which the result follows. */
    private static final int TIMEOUT_S = 30;

    private final SimulatedCpo cpo;
    private final Map<String, JsonNode> profiles = new ConcurrentHashMap<>();

    ProfileDesk(SimulatedCpo cpo) {
        this.cpo = cpo;
    }

    Reply serve(Call call) {
        var session = call.segment(0);
        if (call.path().size() != 1) {
            return Reply.notFound(2000, "nothing here");
        }
        var address = call.method().equals("PUT")
                ? Wire.field(call.json(), "response_url")
                : call.query().getOrDefault("response_url", "");
        return switch (call.method()) {
            case "GET", "PUT", "DELETE" -> {
                cpo.office().inbox().add(call, "chargingprofiles", session);
                if (!cpo.charges(session)) {
                    yield Reply.ok(
                            Wire.object().put("result", "UNKNOWN_SESSION").put("timeout", 0));
                }
                Thread.ofVirtual().name("profile").start(() -> carryOut(session, call, address));
                yield Reply.ok(Wire.object().put("result", "ACCEPTED").put("timeout", TIMEOUT_S));
            }
            default -> Reply.notAllowed();
        };
    }

    /** {@code path}: session and {@code charging_preferences}. */
    Reply prefer(Call call) {
        if (!call.method().equals("PUT")) {
            return Reply.notAllowed();
        }
        cpo.office().inbox().add(call, "sessions", call.segment(0));
        return cpo.charges(call.segment(0))
                ? Reply.ok(JsonNodeFactory.instance.stringNode("ACCEPTED"))
                : Reply.notFound(Reply.INVALID, "no such session");
    }

    private void carryOut(String session, Call call, String address) {
        try {
            var asker = CommandDesk.sender(call);
            var result = Wire.object().put("result", "ACCEPTED");
            switch (call.method()) {
                case "PUT" -> profiles.put(session, call.json().path("charging_profile"));
                case "DELETE" -> {
                    if (profiles.remove(session) == null) {
                        result.put("result", "UNKNOWN");
                    }
                }
                default -> result.set("profile", active(session));
            }
            cpo.office().post(address, result, asker);
            if (call.method().equals("PUT")) {
                tell(session, asker);
            }
        } catch (IOException e) {
            // As with a real back office whose hub is away: the result is lost, and nobody hears of it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** PUT of the active profile; {@code to} absent leaves it to the hub who hears of it. */
    Answer tell(String session, @Nullable Party to) throws IOException, InterruptedException {
        return cpo.office().send("PUT", ACTIVE, "/" + session, active(session), to);
    }

    private ObjectNode active(String session) {
        var active = Wire.object().put("start_date_time", Wire.time(Instant.now()));
        var profile = profiles.get(session);
        if (profile instanceof ObjectNode set) {
            active.set("charging_profile", set.deepCopy());
        } else {
            var full = active.putObject("charging_profile").put("charging_rate_unit", "A");
            full.putArray("charging_profile_period")
                    .addObject()
                    .put("start_period", 0)
                    .put("limit", Site.MAX_A);
        }
        return active;
    }
}
