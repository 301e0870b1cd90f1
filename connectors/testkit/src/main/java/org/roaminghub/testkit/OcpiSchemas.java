package org.roaminghub.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of JSON Schema that the field tables of OCPI beside this repository are written in. */
public final class OcpiSchemas {

    private static final Path FOLDER =
            Path.of(System.getProperty("shared.dir", "../shared"), "protocols/ocpi/schemas/derived");
    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OcpiSchemas() {}

    /** Else the test is skipped. */
    public static void assumeThere() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "the schemas are not beside this repository");
    }

    /** What is wrong with the object of that name; empty = valid. */
    public static List<String> problems(String version, String name, byte[] object) {
        var found = new ArrayList<String>();
        JsonNode root = READ.computeIfAbsent(version, OcpiSchemas::read);
        check(root, root.path("$defs").path(name), JSON.readTree(object), name, found);
        return found;
    }

    private static JsonNode read(String version) {
        try {
            return JSON.readTree(Files.readAllBytes(FOLDER.resolve("ocpi-" + version + ".schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(JsonNode root, JsonNode schema, JsonNode value, String at, List<String> found) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString().substring("#/$defs/".length());
            check(root, root.path("$defs").path(name), value, at, found);
            return;
        }
        if (schema.has("anyOf")) {
            List<List<String>> tried = new ArrayList<>();
            for (JsonNode option : schema.path("anyOf")) {
                var inner = new ArrayList<String>();
                check(root, option, value, at, inner);
                tried.add(inner);
            }
            if (tried.stream().noneMatch(List::isEmpty)) {
                found.addAll(tried.getFirst());
            }
            return;
        }
        if (schema.has("type") && !isOf(schema.path("type").asString(), value)) {
            found.add(at + " is no " + schema.path("type").asString());
            return;
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(word -> word.equals(value))) {
            found.add(at + " is not in the enum: " + value);
        }
        if (value.isString()) {
            text(schema, value.stringValue(), at, found);
        }
        if (value.isArray()) {
            if (value.size() < schema.path("minItems").asInt(0)) {
                found.add(at + " has too few items");
            }
            for (int i = 0; i < value.size(); i++) {
                check(root, schema.path("items"), value.get(i), at + "[" + i + "]", found);
            }
        }
        if (value.isObject()) {
            for (JsonNode name : schema.path("required")) {
                if (!value.hasNonNull(name.asString())) {
                    found.add(at + "." + name.asString() + " is missing");
                }
            }
            for (var field : value.properties()) {
                JsonNode known = schema.path("properties").path(field.getKey());
                if (known.isMissingNode()) {
                    found.add(at + "." + field.getKey() + " is no field");
                } else {
                    check(root, known, field.getValue(), at + "." + field.getKey(), found);
                }
            }
        }
    }

    private static void text(JsonNode schema, String text, String at, List<String> found) {
        if (text.codePointCount(0, text.length()) > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            found.add(at + " is too long");
        }
        if (schema.has("pattern") && !text.matches(schema.path("pattern").asString())) {
            found.add(at + " does not match: " + text);
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
