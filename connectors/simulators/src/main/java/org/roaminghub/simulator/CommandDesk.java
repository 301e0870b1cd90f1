package org.roaminghub.simulator;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A CPO's answers to commands: it takes each on at once, does it, and tells the result at the address that it was given. */
final class CommandDesk {

    private static final Set<String> KNOWN =
            Set.of("START_SESSION", "STOP_SESSION", "RESERVE_NOW", "CANCEL_RESERVATION", "UNLOCK_CONNECTOR");

    /** Seconds within which the result follows. */
    private static final int TIMEOUT_S = 30;

    private final SimulatedCpo cpo;

    CommandDesk(SimulatedCpo cpo) {
        this.cpo = cpo;
    }

    Reply serve(Call call) {
        var command = call.segment(0);
        if (!KNOWN.contains(command)) {
            return Reply.notFound(2000, "no such command");
        }
        if (!call.method().equals("POST")) {
            return Reply.notAllowed();
        }
        cpo.office().inbox().add(call, "commands", command);
        var session = Wire.field(call.json(), "session_id");
        if (command.equals("STOP_SESSION") && !cpo.charges(session)) {
            return Reply.ok(Wire.object().put("result", "UNKNOWN_SESSION").put("timeout", 0));
        }
        Thread.ofVirtual().name("command").start(() -> carryOut(command, call));
        return Reply.ok(Wire.object().put("result", "ACCEPTED").put("timeout", TIMEOUT_S));
    }

    private void carryOut(String command, Call call) {
        try {
            var emsp = sender(call);
            var body = call.json();
            switch (command) {
                case "START_SESSION" -> {
                    if (cpo.office().heardToken(body.path("token")) instanceof ObjectNode token) {
                        var reference = Wire.field(body, "authorization_reference");
                        cpo.put(cpo.plugIn(token, reference.isEmpty() ? null : reference), emsp);
                    }
                }
                case "STOP_SESSION" -> {
                    var session = Wire.field(body, "session_id");
                    cpo.unplug(session);
                    cpo.put(session, emsp);
                }
                default -> {}
            }
            cpo.office().post(Wire.field(body, "response_url"), Wire.object().put("result", "ACCEPTED"), emsp);
        } catch (IOException e) {
            // As with a real back office whose hub is away: the result is lost, and the hub tells that none came in
            // time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who asks, by its routing headers. */
    static @Nullable Party sender(Call call) {
        var country = call.header("OCPI-from-country-code");
        var id = call.header("OCPI-from-party-id");
        return country.isEmpty() || id.isEmpty() ? null : Party.parse(country + "*" + id);
    }
}
