package org.roaminghub.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders for a CPO: {@code tap}, {@code session}, {@code cdr}, {@code load}, {@code tokens}, {@code pull}, {@code publish}, {@code profile}. */
final class CpoControl implements Control.RoleControl, AutoCloseable {

    private static final int DEFAULT_CLIENTS = 4;
    private static final int MAX_CLIENTS = 64;
    private static final long FINISH_WITHIN_S = 90;

    private final SimulatedCpo cpo;
    private final Map<String, SimulatedCpo.Tap> taps = new ConcurrentHashMap<>();
    private volatile @Nullable Load load;

    CpoControl(SimulatedCpo cpo) {
        this.cpo = cpo;
    }

    @Override
    public @Nullable JsonNode order(String name, JsonNode body) throws IOException, InterruptedException {
        return switch (name) {
            case "tap" -> tap(body);
            case "session" -> session(body);
            case "cdr" -> cdr(body);
            case "load" -> load(body);
            case "tokens" -> tokens();
            case "profile" ->
                cpo.tellProfile(Control.required(body, "session"), Control.party(body, "to"))
                        .toJson();
            case "publish" -> cpo.publish(Control.party(body, "to")).toJson();
            case "pull" -> Wire.object().put("tokens", cpo.pullTokens());
            default -> null;
        };
    }

    /** {@code {"uid", "type"?, "evse"?, "to"?}} → the answer; {@code tap} is what a session begins with. */
    private JsonNode tap(JsonNode body) throws IOException, InterruptedException {
        var type = Wire.field(body, "type");
        var tap = cpo.tap(
                Control.required(body, "uid"),
                type.isEmpty() ? "RFID" : type,
                body.path("evse").asInt(0),
                Control.party(body, "to"));
        taps.put(tap.answer().correlationId(), tap);
        return tap.answer()
                .toJson()
                .put("granted", tap.granted())
                .put("allowed", tap.allowed())
                .put("tap", tap.answer().correlationId());
    }

    /** {@code {"do": "start", "tap"}}, {@code {"do": "update"|"stop", "session"}}, each with {@code "to"?}. */
    private JsonNode session(JsonNode body) throws IOException, InterruptedException {
        var to = Control.party(body, "to");
        return switch (Control.required(body, "do")) {
            case "start" -> {
                var tap = taps.get(Control.required(body, "tap"));
                if (tap == null || !tap.granted()) {
                    throw new IllegalArgumentException("no granted tap of this id");
                }
                var session = cpo.plugIn(tap);
                yield told(session, cpo.put(session, to));
            }
            case "update" -> {
                var session = Control.required(body, "session");
                yield told(session, cpo.progress(session, to));
            }
            case "stop" -> {
                var session = Control.required(body, "session");
                cpo.unplug(session);
                yield told(session, cpo.put(session, to));
            }
            default -> throw new IllegalArgumentException("do is start, update or stop");
        };
    }

    private ObjectNode told(String session, Answer answer) {
        return answer.toJson().put("session", session).put("kwh", cpo.kwh(session));
    }

    /** {@code {"session"}} bills it, {@code {"cdr"}} sends that one again, with {@code "changed": true} altered; {@code "to"?}; {@code {"read": location}}. */
    private JsonNode cdr(JsonNode body) throws IOException, InterruptedException {
        var location = Wire.field(body, "read");
        if (!location.isEmpty()) {
            var read = cpo.readBack(location);
            return read.toJson().set("data", read.data());
        }
        var to = Control.party(body, "to");
        var id = Wire.field(body, "cdr");
        if (id.isEmpty()) {
            id = cpo.bill(Control.required(body, "session"));
        }
        var answer = body.path("changed").asBoolean(false) ? cpo.postConflicting(id, to) : cpo.post(id, to);
        var json = answer.toJson().put("cdr", id);
        json.set("total_cost", cpo.cdr(id).path("total_cost"));
        return json;
    }

    /** {@code {"do": "start", "uids", "clients"?}}, {@code finish} or {@code abort}, or nothing: how far it is. */
    private JsonNode load(JsonNode body) throws InterruptedException {
        var running = load;
        switch (Wire.field(body, "do")) {
            case "start" -> {
                close();
                var uids = new ArrayList<String>();
                body.path("uids").values().forEach(uid -> uids.add(uid.asString("")));
                running = new Load(cpo, uids, Math.min(body.path("clients").asInt(DEFAULT_CLIENTS), MAX_CLIENTS));
                load = running;
            }
            case "finish" -> {
                if (running != null && !running.finish(FINISH_WITHIN_S)) {
                    throw new IllegalStateException("some drivers are still not billed");
                }
            }
            case "abort" -> close();
            case "" -> {}
            default -> throw new IllegalArgumentException("do is start, finish or abort");
        }
        if (running == null) {
            throw new IllegalArgumentException("no load was started");
        }
        return running.toJson();
    }

    private JsonNode tokens() {
        var json = Wire.object();
        var items = json.putArray("items");
        cpo.tokens().forEach(items::add);
        return json;
    }

    @Override
    public void close() {
        var running = load;
        if (running != null) {
            running.close();
        }
    }
}
