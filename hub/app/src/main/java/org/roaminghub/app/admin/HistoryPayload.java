package org.roaminghub.app.admin;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.EventHistory;
import org.roaminghub.hub.recording.Envelope;
import org.roaminghub.hub.recording.HouseJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows stored events: the JSON as recorded, with personal fields opened, erased or withheld. */
final class HistoryPayload {

    private static final String SEALED = "sealed";

    private final FieldOpener opener;
    private final JsonMapper mapper = HouseJson.rows().mapper();

    HistoryPayload(FieldOpener opener) {
        this.opener = opener;
    }

    /** Opens a sealed field of an event; empty when its key was destroyed. */
    interface FieldOpener {
        Optional<byte[]> open(String sealed, UUID eventId, String path, UUID keyId);
    }

    private record Sealed(UUID eventId, @Nullable UUID keyId, boolean open) {}

    HistoryItem item(EventHistory.Entry entry, boolean open) {
        JsonNode payload = mapper.readTree(entry.payload());
        JsonNode envelope = mapper.readTree(entry.envelope());
        String keyId = text(envelope, Envelope.KEY_ID);
        show(payload, "", new Sealed(entry.eventId(), keyId == null ? null : UUID.fromString(keyId), open));
        return new HistoryItem(
                entry.position(),
                entry.eventId().toString(),
                entry.name(),
                Integer.parseInt(entry.version()),
                entry.stream(),
                entry.sequence(),
                entry.recordedAt(),
                text(envelope, Envelope.OCCURRED_AT),
                text(envelope, Envelope.CORRELATION_ID),
                text(envelope, Envelope.CAUSATION_ID),
                text(envelope, Envelope.ACTOR),
                payload);
    }

    private static @Nullable String text(JsonNode envelope, String name) {
        JsonNode value = envelope.get(name);
        return value == null ? null : value.asString();
    }

    /** Lists hold no personal fields (the sealer does not look into them), so that only objects are followed. */
    private void show(JsonNode node, String path, Sealed event) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String at = path + field.getKey();
            if (field.getValue() instanceof ObjectNode inner && inner.size() == 1 && inner.get(SEALED) != null) {
                field.setValue(shown(inner.get(SEALED).asString(), at, event));
            } else {
                show(field.getValue(), at + ".", event);
            }
        }
    }

    private JsonNode shown(String sealed, String path, Sealed event) {
        if (!event.open) {
            return mapper.createObjectNode().put("withheld", true);
        }
        UUID keyId = event.keyId;
        Optional<byte[]> clear = keyId == null ? Optional.empty() : opener.open(sealed, event.eventId, path, keyId);
        return clear.<JsonNode>map(mapper::readTree)
                .orElseGet(() -> mapper.createObjectNode().put("erased", true));
    }
}
