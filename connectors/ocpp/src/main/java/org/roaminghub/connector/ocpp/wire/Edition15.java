package org.roaminghub.connector.ocpp.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OCPP 1.5 in the words of 1.6, and back: it has other names for some things and fewer words for others (facts §9). */
public final class Edition15 {

    /** Units that have another name. */
    private static final Map<String, String> UNITS = Map.of("Amp", "A", "Volt", "V");

    private Edition15() {}

    // --- what stations say

    /** A call of a station. */
    public static ObjectNode lifted(String action, ObjectNode said) {
        switch (action) {
            case "MeterValues" -> meterValues(said.remove("values"), said.putArray("meterValue"));
            case "StopTransaction" -> {
                JsonNode parts = said.remove("transactionData");
                if (parts != null) {
                    ArrayNode values = said.putArray("transactionData");
                    list(parts).forEach(part -> meterValues(part.get("values"), values));
                }
            }
            default -> {}
        }
        return said;
    }

    private static void meterValues(@Nullable JsonNode values, ArrayNode to) {
        for (JsonNode value : list(values)) {
            ObjectNode lifted = to.addObject();
            if (value.get("timestamp") != null) {
                lifted.set("timestamp", value.get("timestamp"));
            }
            ArrayNode samples = lifted.putArray("sampledValue");
            list(value.get("value")).forEach(sample -> samples.add(sample(sample)));
        }
    }

    private static ObjectNode sample(JsonNode said) {
        ObjectNode sample = said instanceof ObjectNode object ? object : Json.object();
        if (!(said instanceof ObjectNode)) {
            sample.set("value", said);
        }
        String unit = sample.path("unit").asString("");
        if (UNITS.containsKey(unit)) {
            sample.put("unit", UNITS.get(unit));
        }
        return sample;
    }

    private static List<JsonNode> list(@Nullable JsonNode value) {
        return value == null ? List.of() : value.isArray() ? List.copyOf(value.values()) : List.of(value);
    }

    /** A station's answer. */
    public static ObjectNode liftedAnswer(String action, ObjectNode said) {
        switch (action) {
            case "UnlockConnector" -> {
                rename(said, "Accepted", "Unlocked");
                rename(said, "Rejected", "UnlockFailed");
            }
            case "SendLocalList" -> rename(said, "HashError", "Failed");
            default -> {}
        }
        return said;
    }

    // --- what the hub says

    /** A call of the hub. */
    public static ObjectNode lowered(String action, ObjectNode call) {
        ObjectNode lowered = call.deepCopy();
        JsonNode list = action.equals("SendLocalList") ? lowered.remove("localAuthorizationList") : null;
        if (list != null) {
            lowered.set("localAuthorisationList", list);
        }
        return lowered;
    }

    /** The hub's answer. A station that must wait is refused and told when to come again. */
    public static ObjectNode loweredAnswer(String action, ObjectNode answer) {
        ObjectNode lowered = answer.deepCopy();
        if (action.equals("BootNotification")) {
            rename(lowered, "Pending", "Rejected");
            JsonNode interval = lowered.remove("interval");
            if (interval != null) {
                lowered.set("heartbeatInterval", interval);
            }
        }
        return lowered;
    }

    private static void rename(ObjectNode message, String from, String to) {
        if (message.path("status").asString("").equals(from)) {
            message.put("status", to);
        }
    }
}
