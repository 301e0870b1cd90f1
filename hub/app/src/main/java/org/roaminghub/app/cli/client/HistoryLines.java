package org.roaminghub.app.cli.client;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Events as a table for people. */
public final class HistoryLines {

    private HistoryLines() {}

    public static void print(PrintWriter out, List<JsonNode> events) {
        var table = new Table("POSITION", "RECORDED", "EVENT", "STREAM", "ACTOR");
        events.forEach(e -> table.row(
                Json.text(e, "position"),
                Json.text(e, "recorded_at"),
                Json.text(e, "type") + " v" + Json.text(e, "version"),
                Json.text(e, "stream"),
                Json.text(e, "actor")));
        table.print(out, "no events");
    }
}
