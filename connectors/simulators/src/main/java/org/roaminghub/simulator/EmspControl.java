package org.roaminghub.simulator;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders for an eMSP: {@code cards}, {@code push}, {@code behaviour}, {@code start}, {@code stop}. */
final class EmspControl implements Control.RoleControl {

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
            case "stop" -> told(emsp.stop(Control.required(body, "session"), Control.party(body, "to")));
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
