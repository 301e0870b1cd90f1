package org.roaminghub.app.catalogue;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.vocabulary.Personal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema (2020-12) of an event's stored payload, from its record. */
final class EventSchema {

    private EventSchema() {}

    static ObjectNode of(Class<? extends Event> event) {
        EventName name = event.getAnnotation(EventName.class);
        ObjectNode schema = record(event);
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", name.value());
        schema.put("x-version", name.version());
        schema.put("x-retention-class", name.retention().name());
        return schema;
    }

    private static ObjectNode record(Class<?> type) {
        ObjectNode schema = node().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            properties.set(name, schemaOf(component.getGenericType()));
            if (isRequired(component.getAnnotatedType(), component.getType())) {
                required.add(name);
            }
        }
        return schema;
    }

    private static boolean isRequired(AnnotatedType annotated, Class<?> type) {
        boolean mayBeLeftOut =
                type == Personal.class || Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return !mayBeLeftOut && !annotated.isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode schemaOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Personal.class) {
                ObjectNode sealed = node().put("type", "object");
                sealed.put("x-personal", true);
                sealed.putObject("properties")
                        .putObject("sealed")
                        .put("type", "string")
                        .put("contentEncoding", "base64");
                return sealed;
            }
            if (raw == Map.class) {
                return node().put("type", "object");
            }
            ObjectNode list = node().put("type", "array");
            list.set("items", schemaOf(generic.getActualTypeArguments()[0]));
            return list;
        }
        return ofClass((Class<?>) type);
    }

    private static ObjectNode ofClass(Class<?> type) {
        if (type.isEnum()) {
            ObjectNode schema = node().put("type", "string");
            ArrayNode values = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(v -> values.add(v.toString()));
            return schema;
        }
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            boolean scalar = components.length == 1 && components[0].getName().equals("value");
            return scalar ? ofClass(components[0].getType()) : record(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return node().put("type", "boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return node().put("type", "integer");
        }
        ObjectNode text = node().put("type", "string");
        if (type == UUID.class) {
            text.put("format", "uuid");
        } else if (type == Instant.class) {
            text.put("format", "date-time");
        } else if (type == BigDecimal.class) {
            text.put("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
        }
        return text;
    }

    private static ObjectNode node() {
        return HouseJson.events().mapper().createObjectNode();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
