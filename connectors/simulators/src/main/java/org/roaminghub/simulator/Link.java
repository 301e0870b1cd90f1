package org.roaminghub.simulator;

import java.util.function.BiFunction;
import org.roaminghub.simulator.StationSocket.Reaction;
import tools.jackson.databind.JsonNode;

/** A station's way to its central system. */
interface Link {

    boolean isUp();

    /** The payload of the answer. Throws NoAnswer. */
    JsonNode call(String action, JsonNode payload);

    /** Without a word, as when the line is cut. */
    void cut();

    void close();

    /** Throws NoAnswer when the central system isn't there, or doesn't let the station in. */
    static Link connect(
            SimulatedStation.Settings settings, BiFunction<String, JsonNode, Reaction> asked, Runnable whenGone) {
        return settings.isBySoap() ? SoapLink.open(settings, asked) : StationSocket.connect(settings, asked, whenGone);
    }
}
