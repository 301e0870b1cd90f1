package org.roaminghub.simulator;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders for an eMSP: {@code cards}, {@code push}, {@code behaviour}, {@code start}, {@code reserve}, {@code stop}, {@code profile}. */
final class EmspControl implements Control.RoleControl {

    private static final int DEFAULT_A = 16;
    private static final int DEFAULT_S = 900;

    private final SimulatedEmsp emsp;

    EmspControl(SimulatedEmsp emsp) {
        this.emsp = emsp;
    }

    @Override
    public @Nullable JsonNode order(String name, JsonNode body) throws IOException, InterruptedException {
        return switch (name) {
            case "cards" -> cards();
            case "push" -> push(body);
            case "behaviour" -> behaviour(body);
            case "start" ->
                told(emsp.start(
                        emsp.card(Control.required(body, "label")),
                        Control.required(body, "location"),
                        Party.parse(Control.required(body, "to"))));
            case "reserve" ->
                told(emsp.reserve(
                        emsp.card(Control.required(body, "label")),
                        Control.required(body, "location"),
                        Control.required(body, "evse"),
                        Control.required(body, "reservation"),
                        Party.parse(Control.required(body, "to"))));
            case "stop" -> told(emsp.stop(Control.required(body, "session"), Control.party(body, "to")));
            case "profile" -> profile(body);
            default -> null;
        };
    }

    /** {@code {"label", "location", "to"}} starts, {@code {"session", "to"?}} stops; the result comes under {@code command}. */
    private static JsonNode told(SimulatedEmsp.Command command) {
        return command.answer()
                .toJson()
                .put("command", command.id())
                .put("result", Wire.field(command.answer().data(), "result"));
    }

    /** {@code {"do": "limit"|"unlimit"|"ask"|"prefer", "session", "to"?}} with {@code amperes}, {@code seconds} or {@code type}. */
    private JsonNode profile(JsonNode body) throws IOException, InterruptedException {
        var session = Control.required(body, "session");
        var to = Control.party(body, "to");
        return switch (Control.required(body, "do")) {
            case "limit" -> told(emsp.limit(session, body.path("amperes").asInt(DEFAULT_A), to));
            case "unlimit" -> told(emsp.unlimit(session, to));
            case "ask" -> told(emsp.ask(session, body.path("seconds").asInt(DEFAULT_S), to));
            case "prefer" -> {
                var answer = emsp.prefer(session, Control.required(body, "type"), to);
                yield answer.toJson().put("result", answer.data().asString(""));
            }
            default -> throw new IllegalArgumentException("do is limit, unlimit, ask or prefer");
        };
    }

    private JsonNode cards() {
        var json = Wire.object();
        var items = json.putArray("items");
        emsp.cards().forEach(card -> items.add(card.toJson()));
        return json;
    }

    /** {@code {"label"?, "to"?}}: one card or all; to one CPO or to the hub. */
    private JsonNode push(JsonNode body) throws IOException, InterruptedException {
        var label = Wire.field(body, "label");
        var to = Control.party(body, "to");
        var pushed = 0;
        var refused = Wire.array();
        for (var card : emsp.cards()) {
            if (label.isEmpty() || label.equals(card.label())) {
                var answer = emsp.push(card, to);
                if (answer.acknowledged()) {
                    pushed++;
                } else {
                    refused.add(answer.toJson().put("label", card.label()));
                }
            }
        }
        var json = Wire.object().put("pushed", pushed);
        json.set("refused", refused);
        return json;
    }

    /** {@code {"silent"?: true, "label"?, "allowed"?: "BLOCKED"}}. */
    private JsonNode behaviour(JsonNode body) {
        if (body.has("silent")) {
            emsp.setSilent(body.path("silent").asBoolean(false));
        }
        if (body.has("allowed")) {
            emsp.change(Control.required(body, "label"), Control.required(body, "allowed"));
        }
        return Wire.object().put("done", true);
    }
}
