package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaminghub.bench.site.HubAdmin;
import tools.jackson.databind.JsonNode;

/** Parked deliveries with their reasons. They are found by the partner's id or by the hub's id of the object they carry. */
record Parked(List<String> items, Map<String, String> hubIds) {

    static final Parked NONE = new Parked(List.of(), Map.of());

    static Parked read(HubAdmin admin) throws IOException {
        List<String> items = new ArrayList<>();
        admin.each("/deliveries?status=PARKED", item -> {
            if (!item.path("reason").asString("").isBlank()) {
                items.add(item.toString());
            }
        });
        Map<String, String> hubIds = new HashMap<>();
        if (!items.isEmpty()) {
            admin.each("/cdrs", cdr -> remember(hubIds, cdr, "hub_id"));
            admin.each("/sessions", session -> remember(hubIds, session, "hub_session_id"));
        }
        return new Parked(List.copyOf(items), hubIds);
    }

    private static void remember(Map<String, String> hubIds, JsonNode object, String field) {
        JsonNode id = object.path(field);
        if (id.isString()) {
            hubIds.put(object.path("id").asString(""), id.asString());
        }
    }

    int count() {
        return items.size();
    }

    /** True when a parked delivery carries the object with this id of its CPO. */
    boolean names(String id) {
        String hubId = hubIds.getOrDefault(id, id);
        return items.stream().anyMatch(item -> item.contains(id) || item.contains(hubId));
    }
}
