package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of 2.1.1 on their way to another 2.1.1 partner. Nothing in them says whose they are, so ids of the object, of places and
 * of tariffs become the hub's; all else stays as it came, unknown fields too.
 */
final class Forward211 {

    private Forward211() {}

    /** A session, CDR or tariff; LocationReferences. */
    static byte[] object(byte[] original, Lowering to) {
        String hubId = to.hubId();
        if (hubId == null) {
            return original;
        }
        ObjectNode object = read(original);
        if (object.has("id")) {
            object.put("id", hubId);
        }
        alias(object, "location_id", to);
        if (object.get("location") instanceof ObjectNode location) {
            place(location, 0, to);
        }
        object.path("tariffs").forEach(tariff -> {
            if (tariff instanceof ObjectNode one) {
                alias(one, "id", to);
            }
        });
        return Json.writeAsRead(object);
    }

    static byte[] place(byte[] original, int depth, Lowering to) {
        if (to.hubId() == null) {
            return original;
        }
        ObjectNode object = read(original);
        place(object, depth, to);
        return Json.writeAsRead(object);
    }

    /** 0 = a location, 1 = an EVSE, 2 = a connector. EVSEs and connectors are named within their location. */
    private static void place(ObjectNode object, int depth, Lowering to) {
        switch (depth) {
            case 0 -> {
                alias(object, "id", to);
                inner(object.path("evses"), 1, to);
            }
            case 1 -> inner(object.path("connectors"), 2, to);
            default -> alias(object, "tariff_id", to);
        }
    }

    private static void inner(JsonNode list, int depth, Lowering to) {
        list.forEach(item -> {
            if (item instanceof ObjectNode object) {
                place(object, depth, to);
            }
        });
    }

    private static void alias(ObjectNode object, String field, Lowering to) {
        JsonNode own = object.get(field);
        if (own != null && own.isString()) {
            object.put(field, to.aliasFor(own.stringValue()));
        }
    }

    private static ObjectNode read(byte[] original) {
        try {
            if (Json.read(original) instanceof ObjectNode object) {
                return object;
            }
        } catch (NotJson e) {
            throw new Unsayable(e.sentence());
        }
        throw new Unsayable("The original is no object.");
    }
}
