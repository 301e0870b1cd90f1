package org.roaminghub.connector.ocpp.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How a component stands in JSON. With {@code faults} it is checked; without, what doesn't fit isn't there. */
sealed interface Kind {

    /** Null for what doesn't fit. */
    @Nullable
    Object read(JsonNode value, Version version, @Nullable Faults faults, String name);

    JsonNode write(Object value, Version version);

    /** What a component has that can't be null and isn't there, where nobody checks; null: the record can't be without. */
    @Nullable
    Object nothing();

    private static @Nullable Object misfit(@Nullable Faults faults, ErrorCode code, String name, String what) {
        if (faults != null) {
            faults.tell(code, name, what);
        }
        return null;
    }

    /** {@code most} 0 and no words: any. */
    record Text(int most, Set<String> words, boolean orNumber) implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            if (!value.isString()) {
                return orNumber && value.isNumber()
                        ? value.asString("")
                        : misfit(faults, ErrorCode.TYPE, name, "is not a text");
            }
            String text = value.stringValue();
            if (faults == null) {
                return text;
            }
            if (most > 0 && text.length() > most) {
                return misfit(faults, ErrorCode.PROPERTY, name, "has more than " + most + " characters");
            }
            return words.isEmpty() || words.contains(text)
                    ? text
                    : misfit(faults, ErrorCode.PROPERTY, name, "has none of its words");
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return StringNode.valueOf((String) value);
        }

        @Override
        public Object nothing() {
            return "";
        }
    }

    /** A word that the hub decides on, named as it is written. */
    record Word(Map<String, Object> constants, Map<String, Version> only) implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            if (!value.isString()) {
                return misfit(faults, ErrorCode.TYPE, name, "is not a text");
            }
            String text = value.stringValue();
            Object constant = constants.get(text);
            return constant != null && (only.isEmpty() || only.getOrDefault(text, version) == version)
                    ? constant
                    : misfit(faults, ErrorCode.PROPERTY, name, "has none of its words");
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return StringNode.valueOf(((Enum<?>) value).name());
        }

        @Override
        public @Nullable Object nothing() {
            return null;
        }
    }

    /** One that no int holds is as good as none. */
    record Whole() implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            if (!value.isIntegralNumber()) {
                return misfit(faults, ErrorCode.TYPE, name, "is not a whole number");
            }
            return value.canConvertToInt() ? value.intValue() : null;
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return IntNode.valueOf((Integer) value);
        }

        @Override
        public Object nothing() {
            return 0;
        }
    }

    /** A number that is a name. */
    record Digits() implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            return value.isIntegralNumber()
                    ? value.bigIntegerValue()
                    : misfit(faults, ErrorCode.TYPE, name, "is not a whole number");
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return Json.object().numberNode((BigInteger) value);
        }

        @Override
        public Object nothing() {
            return BigInteger.ZERO;
        }
    }

    record Decimal() implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            BigDecimal number = Figures.read(value);
            return number == null ? misfit(faults, ErrorCode.TYPE, name, "is not a number") : number;
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return DecimalNode.valueOf((BigDecimal) value);
        }

        @Override
        public Object nothing() {
            return BigDecimal.ZERO;
        }
    }

    record Flag() implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            Boolean flag = value.isBoolean()
                    ? Boolean.valueOf(value.booleanValue())
                    : value.asBooleanOpt().orElse(null);
            return flag == null ? misfit(faults, ErrorCode.TYPE, name, "is not true or false") : flag;
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return BooleanNode.valueOf((Boolean) value);
        }

        @Override
        public Object nothing() {
            return false;
        }
    }

    record Time() implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            return value.isString()
                    ? new WireTime(value.stringValue())
                    : misfit(faults, ErrorCode.TYPE, name, "is not a time");
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return StringNode.valueOf(((WireTime) value).text());
        }

        @Override
        public Object nothing() {
            return new WireTime("");
        }
    }

    record Any() implements Kind {

        @Override
        public Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            return value;
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return (JsonNode) value;
        }

        @Override
        public Object nothing() {
            return Json.object().missingNode();
        }
    }

    record Inner(Form<?> form) implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            if (!(value instanceof ObjectNode object)) {
                return misfit(faults, ErrorCode.TYPE, name, "is not an object");
            }
            Object read = form.read(object, version, faults);
            if (faults != null) {
                faults.within(name + ".");
            }
            return read;
        }

        @Override
        public JsonNode write(Object value, Version version) {
            return form.write(value, version);
        }

        @Override
        public @Nullable Object nothing() {
            return form.read(Json.object(), Version.V2_1, null);
        }
    }

    record Many(Kind item) implements Kind {

        @Override
        public @Nullable Object read(JsonNode value, Version version, @Nullable Faults faults, String name) {
            if (faults != null && !value.isArray()) {
                return misfit(faults, ErrorCode.TYPE, name, "is not an array");
            }
            List<Object> list = new ArrayList<>(value.size());
            int place = 0;
            for (JsonNode one : value.values()) {
                String at = faults == null ? name : name + "[" + place++ + "]";
                Object read = item.read(one, version, faults, at);
                if (faults != null && faults.told()) {
                    return null;
                }
                // An object that is none says nothing, but it is there.
                Object kept = read == null && item instanceof Inner ? item.nothing() : read;
                if (kept != null) {
                    list.add(kept);
                }
            }
            return Collections.unmodifiableList(list);
        }

        @Override
        public JsonNode write(Object value, Version version) {
            ArrayNode array = Json.array();
            ((List<?>) value).forEach(one -> array.add(item.write(one, version)));
            return array;
        }

        @Override
        public Object nothing() {
            return List.of();
        }
    }
}
