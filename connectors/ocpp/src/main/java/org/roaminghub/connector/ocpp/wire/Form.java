package org.roaminghub.connector.ocpp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message must have before anybody looks at what it means. Fields that the form does not name are let through: versions
 * and vendors add some.
 */
public final class Form {

    /** What is wrong, and with which code that is said. */
    public record Wrong(ErrorCode code, String why) {}

    /** What a value may be. */
    private sealed interface Kind {
        record Text(int most) implements Kind {}

        record Word(Set<String> words) implements Kind {}

        record Whole() implements Kind {}

        record Time() implements Kind {}

        record Inner(Form form) implements Kind {}

        record Many(Form form) implements Kind {}
    }

    private record Field(String name, boolean needed, Kind kind) {}

    private final List<Field> fields = new ArrayList<>();
    private boolean nextNeeded;

    private Form() {}

    public static Form of() {
        return new Form();
    }

    /** The next field must be there. */
    public Form need() {
        nextNeeded = true;
        return this;
    }

    public Form text(String name, int most) {
        return add(name, new Kind.Text(most));
    }

    public Form word(String name, String words) {
        return add(name, new Kind.Word(Set.of(words.split("\\s+"))));
    }

    public Form whole(String name) {
        return add(name, new Kind.Whole());
    }

    public Form time(String name) {
        return add(name, new Kind.Time());
    }

    public Form inner(String name, Form form) {
        return add(name, new Kind.Inner(form));
    }

    public Form many(String name, Form form) {
        return add(name, new Kind.Many(form));
    }

    private Form add(String name, Kind kind) {
        fields.add(new Field(name, nextNeeded, kind));
        nextNeeded = false;
        return this;
    }

    /** The first thing that is wrong. */
    public Optional<Wrong> check(ObjectNode payload) {
        return check(payload, "");
    }

    private Optional<Wrong> check(ObjectNode payload, String at) {
        for (Field field : fields) {
            JsonNode value = payload.get(field.name);
            boolean absent = value == null || value.isNull();
            Optional<Wrong> wrong = absent
                    ? field.needed
                            ? Optional.of(new Wrong(ErrorCode.OCCURRENCE, at + field.name + " is missing"))
                            : Optional.empty()
                    : check(value, field.kind, at + field.name);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<Wrong> check(JsonNode value, Kind kind, String at) {
        return switch (kind) {
            case Kind.Text(int most) ->
                !value.isString()
                        ? type(at, "a text")
                        : value.stringValue().length() > most
                                ? Optional.of(
                                        new Wrong(ErrorCode.PROPERTY, at + " has more than " + most + " characters"))
                                : Optional.empty();
            case Kind.Word(Set<String> words) ->
                !value.isString()
                        ? type(at, "a text")
                        : words.contains(value.stringValue())
                                ? Optional.empty()
                                : Optional.of(new Wrong(ErrorCode.PROPERTY, at + " has none of its words"));
            case Kind.Whole() -> value.isIntegralNumber() ? Optional.empty() : type(at, "a whole number");
            case Kind.Time() -> value.isString() ? Optional.empty() : type(at, "a time");
            case Kind.Inner(Form form) ->
                value instanceof ObjectNode object ? form.check(object, at + ".") : type(at, "an object");
            case Kind.Many(Form form) -> many(value, form, at);
        };
    }

    private static Optional<Wrong> many(JsonNode value, Form form, String at) {
        if (!value.isArray()) {
            return type(at, "an array");
        }
        for (int i = 0; i < value.size(); i++) {
            String place = at + "[" + i + "]";
            Optional<Wrong> wrong = value.get(i) instanceof ObjectNode object
                    ? form.check(object, place + ".")
                    : type(place, "an object");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<Wrong> type(String at, String wanted) {
        return Optional.of(new Wrong(ErrorCode.TYPE, at + " is not " + wanted));
    }
}
