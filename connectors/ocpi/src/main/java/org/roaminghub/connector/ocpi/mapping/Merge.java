package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.WireTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PATCH put into the whole object: a named field replaces, null takes it away, unknown fields stay. Charging periods are
 * added, one with a known start replaces it (OCPI 2.2.1 ch. 9 PATCH; facts HUB-65).
 */
public final class Merge {

    private static final String PERIODS = "charging_periods";
    private static final String START = "start_date_time";

    private Merge() {}

    /** Both are JSON objects; IllegalArgumentException otherwise. */
    public static byte[] merged(byte[] before, byte[] change) {
        return Json.writeAsRead(merged(object(before), object(change)));
    }

    /** Changes {@code whole}. */
    static ObjectNode merged(ObjectNode whole, ObjectNode change) {
        for (var field : change.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals(PERIODS)) {
                if (value instanceof ArrayNode added) {
                    whole.set(PERIODS, periods(whole.get(PERIODS), added));
                }
            } else if (value.isNull()) {
                whole.remove(field.getKey());
            } else {
                whole.set(field.getKey(), value);
            }
        }
        return whole;
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (Json.read(bytes) instanceof ObjectNode node) {
                return node;
            }
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
        throw new IllegalArgumentException("The original is not a JSON object.");
    }

    /** In order of their start, whatever order they came in. */
    private static ArrayNode periods(JsonNode known, ArrayNode added) {
        Map<String, JsonNode> byStart = new LinkedHashMap<>();
        if (known instanceof ArrayNode periods) {
            periods.forEach(p -> byStart.put(start(p), p));
        }
        added.forEach(p -> byStart.put(start(p), p));
        List<Map.Entry<String, JsonNode>> sorted = new ArrayList<>(byStart.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        ArrayNode all = added.arrayNode();
        sorted.forEach(e -> all.add(e.getValue()));
        return all;
    }

    private static String start(JsonNode period) {
        String text = period.path(START).asString("");
        return WireTime.parse(text)
                .map(t -> String.format("%020d.%09d", t.getEpochSecond(), t.getNano()))
                .orElse(text);
    }
}
