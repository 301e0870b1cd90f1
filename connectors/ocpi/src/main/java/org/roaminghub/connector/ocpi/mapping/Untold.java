package org.roaminghub.connector.ocpi.mapping;

import java.util.Set;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import tools.jackson.databind.JsonNode;

/** What a message said and its translation does not: fields that OCPI does not know end where versions meet (facts §5.1). */
final class Untold {

    private Untold() {}

    /** {@code elsewhere}: paths that are told under another name, or of which the loss is told already. */
    static void note(byte[] original, byte[] written, Set<String> elsewhere, Lowering to) {
        try {
            note("", Json.read(original), Json.read(written), elsewhere, to);
        } catch (NotJson e) {
            throw new IllegalStateException("a message that was read once can't be read again", e);
        }
    }

    private static void note(String at, JsonNode said, JsonNode told, Set<String> elsewhere, Lowering to) {
        if (said.isArray() && told.isArray()) {
            for (int i = 0; i < Math.min(said.size(), told.size()); i++) {
                note(at, said.get(i), told.get(i), elsewhere, to);
            }
        }
        if (!said.isObject() || !told.isObject()) {
            return;
        }
        for (String name : said.propertyNames()) {
            String path = at.isEmpty() ? name : at + "." + name;
            JsonNode value = said.get(name);
            JsonNode kept = told.get(name);
            boolean empty = value.isNull() || (value.isArray() && value.isEmpty());
            if (empty || elsewhere.contains(path)) {
                continue;
            }
            if (kept == null) {
                to.lost(path, "is no field of OCPI");
            } else {
                note(path, value, kept, elsewhere, to);
            }
        }
    }
}
