package org.roaminghub.app.store;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Envelope;
import org.roaminghub.hub.recording.HouseJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The first upcaster: opens sealed fields, so that readers see a value or «erased» and nobody else thinks about keys. */
public final class OpenSealedFields implements EventUpcaster {

    private final Privacy privacy;
    private final JsonMapper mapper = HouseJson.rows().mapper();

    public OpenSealedFields(Privacy privacy) {
        this.privacy = privacy;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.map(this::opened);
    }

    private IntermediateEventRepresentation opened(IntermediateEventRepresentation event) {
        Object keyId = event.getMetaData().getObject().get(Envelope.KEY_ID);
        if (keyId == null) {
            return event;
        }
        UUID key = UUID.fromString(keyId.toString());
        UUID eventId = UUID.fromString(event.getMessageIdentifier());
        return event.upcastPayload(event.getType(), byte[].class, payload -> opened(payload, eventId, key));
    }

    /** The payload with each {@code {"sealed":…}} replaced by {@code {"known":…}} or {@code {"erased":true}}. */
    public byte[] opened(byte[] payload, UUID eventId, UUID keyId) {
        JsonNode tree = mapper.readTree(payload);
        open(tree, "", eventId, keyId);
        return mapper.writeValueAsBytes(tree);
    }

    private void open(JsonNode node, String path, UUID eventId, UUID keyId) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            String at = path + field.getKey();
            if (value instanceof ObjectNode inner && inner.size() == 1 && inner.get("sealed") != null) {
                privacy.openField(inner.get("sealed").stringValue(), eventId, at, keyId)
                        .ifPresentOrElse(
                                known -> {
                                    inner.removeAll();
                                    inner.set("known", mapper.readTree(known));
                                },
                                () -> {
                                    inner.removeAll();
                                    inner.put("erased", true);
                                });
            } else {
                open(value, at + ".", eventId, keyId);
            }
        }
    }
}
