package org.roaminghub.simulator;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders for a simulated station by HTTP on loopback: {@code state}, {@code plug}, {@code read}, {@code unplug}, {@code link}. */
public final class StationControl implements AutoCloseable {

    private final SimulatedStation station;
    private final Listener listener;

    private StationControl(SimulatedStation station, int port) {
        this.station = station;
        this.listener = new Listener(port, this::answer);
    }

    /** {@code port} 0 takes a free one. Throws IOException when it is taken. */
    public static StationControl open(SimulatedStation station, int port) throws IOException {
        StationControl control = new StationControl(station, port);
        control.listener.open();
        return control;
    }

    public String url() {
        return listener.url() + "/control";
    }

    private Reply answer(Call call) {
        try {
            JsonNode answer = call.segment(0).equals("control") ? order(call.segment(1), call.json()) : null;
            return answer == null
                    ? Reply.plain(404, Wire.object().put("error", "no such order: " + call.segment(1)))
                    : Reply.plain(answer);
        } catch (IllegalArgumentException | IllegalStateException | StationSocket.NoAnswer e) {
            return Reply.plain(400, Wire.object().put("error", String.valueOf(e.getMessage())));
        }
    }

    /** {@code plug {"uid", "connector"?}}, {@code read} and {@code unplug {"connector"?}}, {@code link {"up"}}. */
    private @Nullable JsonNode order(String name, JsonNode body) {
        int connector = body.path("connector").asInt(1);
        switch (name) {
            case "state" -> {}
            case "plug" -> {
                String said = station.plug(connector, Control.required(body, "uid"), "ISO14443", null);
                return station.state().put("said", said);
            }
            case "read" -> station.read(connector);
            case "unplug" -> station.unplug(connector, "Local");
            case "link" -> {
                if (body.path("up").asBoolean(true)) {
                    station.linkUp();
                } else {
                    station.linkDown();
                }
            }
            default -> {
                return null;
            }
        }
        return station.state();
    }

    @Override
    public void close() {
        listener.close();
    }
}
