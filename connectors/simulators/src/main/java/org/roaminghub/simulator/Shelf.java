package org.roaminghub.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects that other parties pushed, as a Receiver keeps them: PUT replaces, PATCH merges (and appends charging periods,
 * OCPI 2.2.1 §9.2.2), GET shows.
 */
final class Shelf {

    private static final int OWNER_AND_ID = 3;

    private final String idField;
    private final boolean mayDelete;
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();

    Shelf(String idField, boolean mayDelete) {
        this.idField = idField;
        this.mayDelete = mayDelete;
    }

    synchronized Reply serve(Call call) {
        if (call.path().size() != OWNER_AND_ID) {
            return Reply.notFound(2000, "an object is addressed by country, party and id");
        }
        var key = key(call);
        var known = objects.get(key);
        return switch (call.method()) {
            case "GET" -> known == null ? Reply.notFound(2000, "no such object") : Reply.ok(known);
            case "PUT" -> put(call, key, known);
            case "PATCH" -> patch(call, known);
            case "DELETE" -> mayDelete ? delete(key) : Reply.notAllowed();
            default -> Reply.notAllowed();
        };
    }

    /** Keeps an object that was read from a list. */
    synchronized void keep(ObjectNode object) {
        var type = idField.equals("uid") ? Wire.field(object, "type") : "";
        objects.put(
                key(
                        Wire.field(object, "country_code"),
                        Wire.field(object, "party_id"),
                        Wire.field(object, idField),
                        type),
                object);
    }

    synchronized List<ObjectNode> list() {
        return objects.values().stream().map(ObjectNode::deepCopy).toList();
    }

    private Reply put(Call call, String key, @Nullable ObjectNode known) {
        if (!(call.body() instanceof ObjectNode body)) {
            return Reply.refused(Reply.INVALID, "an object is needed");
        }
        if (!Wire.field(body, idField).equalsIgnoreCase(call.segment(2))) {
            return Reply.refused(Reply.INVALID, "the id in the address is not the one in the object");
        }
        objects.put(key, body.deepCopy());
        return known == null ? Reply.created() : Reply.ok(null);
    }

    private static Reply patch(Call call, @Nullable ObjectNode known) {
        if (known == null) {
            return Reply.notFound(Reply.INVALID, "no such object");
        }
        if (!(call.body() instanceof ObjectNode body) || !body.has("last_updated")) {
            return Reply.refused(Reply.INVALID, "a PATCH needs last_updated");
        }
        body.properties().forEach(field -> {
            if (field.getKey().equals("charging_periods")) {
                var periods = known.withArrayProperty("charging_periods");
                field.getValue().values().forEach(periods::add);
            } else {
                known.set(field.getKey(), field.getValue());
            }
        });
        return Reply.ok(null);
    }

    private Reply delete(String key) {
        return objects.remove(key) == null ? Reply.notFound(2000, "no such object") : Reply.ok(null);
    }

    /** Owner and id, and for tokens their type; all compared without case. */
    private String key(Call call) {
        var type = idField.equals("uid") ? call.query().getOrDefault("type", "RFID") : "";
        return key(call.segment(0), call.segment(1), call.segment(2), type);
    }

    private static String key(String country, String party, String id, String type) {
        return String.join("/", country, party, id, type).toUpperCase(Locale.ROOT);
    }
}
