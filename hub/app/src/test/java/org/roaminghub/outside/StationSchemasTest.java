package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Needed;
import org.roaminghub.connector.ocpp.message.Only;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.Words;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;

/**
 * The records of OCPP's messages beside the schemas that come with typed-ocpp: names, kinds, lengths, words, and what must be there.
 * Left out where its Node checks are (see {@link OtherPeoplesStationsTest}).
 */
class StationSchemasTest {

    private static final int SCHEMAS_S = 180;

    /** Where they differ, and should. */
    private static final Set<String> ON_PURPOSE = Set.of(
            // Stations put JSON into it as it is.
            "1.6 DataTransferRequest.data is of kind any, not text",
            "1.6 DataTransferResponse.data is of kind any, not text",
            // Of what tells of money too long a card and a fraction of a Wh are taken: a refused message is thrown
            // away.
            "1.6 StartTransactionRequest.idTag has 255, not 20",
            "1.6 StartTransactionRequest.meterStart is of kind number, not whole",
            "1.6 StopTransactionRequest.meterStop is of kind number, not whole",
            // These schemas allow twice of what the standard does.
            "1.6 StatusNotificationRequest.info has 50, not 100",
            // Whole numbers that 2.1 lets have fractions.
            "2.0.1 ACChargingParameters.energyAmount is of kind number, not whole",
            "2.0.1 ACChargingParameters.evMaxCurrent is of kind number, not whole",
            "2.0.1 ACChargingParameters.evMaxVoltage is of kind number, not whole",
            "2.0.1 ACChargingParameters.evMinCurrent is of kind number, not whole",
            "2.0.1 DCChargingParameters.energyAmount is of kind number, not whole",
            "2.0.1 DCChargingParameters.evEnergyCapacity is of kind number, not whole",
            "2.0.1 DCChargingParameters.evMaxCurrent is of kind number, not whole",
            "2.0.1 DCChargingParameters.evMaxPower is of kind number, not whole",
            "2.0.1 DCChargingParameters.evMaxVoltage is of kind number, not whole",
            // A station of 2.0.1 that asks for 2.1's kind is answered.
            "2.0.1 SignCertificateRequest.certificateType has the words [ChargingStationCertificate, V2G20Certificate,"
                    + " V2GCertificate], not [ChargingStationCertificate, V2GCertificate]");

    private final Set<String> found = new TreeSet<>();

    @Test
    void recordsSayWhatOtherPeoplesSchemasSay() throws IOException, InterruptedException {
        StationLibraries.prepare();
        var printed = StationLibraries.run(List.of("node", "schemas.mjs"), SCHEMAS_S, "{}");
        JsonNode schemas = Http.read(printed.printed());
        for (Version version : List.of(Version.V1_6, Version.V2_0_1, Version.V2_1)) {
            JsonNode messages = schemas.path(version.number());
            messages.properties().forEach(message -> {
                Class<?> type = record(version, message.getKey());
                compare(version, type, message.getValue());
            });
        }
        assertThat(found).isEqualTo(new TreeSet<>(ON_PURPOSE));
    }

    private static Class<?> record(Version version, String name) {
        return (name.endsWith("Response")
                        ? Messages.response(version, name.substring(0, name.length() - "Response".length()))
                        : Messages.request(version, name.replaceFirst("Request$", "")))
                .orElseThrow(() -> new AssertionError("There is no record " + name + " in " + version));
    }

    private void compare(Version version, Class<?> type, JsonNode fields) {
        Map<String, RecordComponent> components = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Since since = component.getAnnotation(Since.class);
            if (since == null || version.number().equals(since.value())) {
                components.put(component.getName(), component);
            }
        }
        Set<String> names = fields.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        if (!names.equals(components.keySet())) {
            differs(version, type, "", "has " + new TreeSet<>(components.keySet()) + ", not " + new TreeSet<>(names));
        }
        fields.properties().forEach(field -> {
            RecordComponent component = components.get(field.getKey());
            if (component != null) {
                compare(version, type, component, field.getValue());
            }
        });
    }

    private void compare(Version version, Class<?> type, RecordComponent component, JsonNode field) {
        boolean required = isRequired(version, component);
        if (required != field.path("required").asBoolean()) {
            differs(version, type, component.getName(), required ? "is required" : "is not required");
        }
        compare(version, type, component, component.getGenericType(), field);
    }

    private static boolean isRequired(Version version, RecordComponent component) {
        Owed owed = component.getAnnotation(Owed.class);
        if (owed != null) {
            return owed.value().isEmpty() || owed.value().equals(version.number());
        }
        return component.isAnnotationPresent(Needed.class)
                || (component.getType() != List.class
                        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private void compare(Version version, Class<?> type, RecordComponent component, Type of, JsonNode field) {
        String kind = field.path("kind").asString();
        if (of instanceof ParameterizedType list) {
            if (kind.equals("list")) {
                compare(version, type, component, list.getActualTypeArguments()[0], field.path("of"));
            } else {
                differs(version, type, component.getName(), "is a list");
            }
            return;
        }
        Class<?> plain = (Class<?>) of;
        if (!kind(plain).equals(kind)) {
            differs(version, type, component.getName(), "is of kind " + kind(plain) + ", not " + kind);
            return;
        }
        if (kind.equals("object")) {
            compare(version, plain, field.path("of"));
        }
        // A closed set of words needs no length.
        Most most = component.getAnnotation(Most.class);
        int length = most == null ? 0 : version == Version.V2_0_1 && most.before() > 0 ? most.before() : most.value();
        if (kind.equals("text")
                && !field.has("words")
                && length != field.path("most").asInt(0)) {
            differs(
                    version,
                    type,
                    component.getName(),
                    "has " + length + ", not " + field.path("most").asInt(0));
        }
        Set<String> words = words(version, plain, component);
        Set<String> theirs =
                field.path("words").values().stream().map(JsonNode::asString).collect(Collectors.toSet());
        if (!words.isEmpty() && !words.equals(theirs)) {
            differs(
                    version,
                    type,
                    component.getName(),
                    "has the words " + new TreeSet<>(words) + ", not " + new TreeSet<>(theirs));
        }
    }

    private static String kind(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "text";
        }
        if (type == WireTime.class) {
            return "time";
        }
        if (type == int.class || type == Integer.class || type == BigInteger.class) {
            return "whole";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "flag";
        }
        return type == BigDecimal.class ? "number" : type.isRecord() ? "object" : "any";
    }

    /** Empty: open. */
    private static Set<String> words(Version version, Class<?> type, RecordComponent component) {
        Words words = component.getAnnotation(Words.class);
        if (words != null) {
            return Set.of(words.value().split(" "));
        }
        return !type.isEnum()
                ? Set.of()
                : Arrays.stream(type.getFields())
                        .filter(field -> field.isEnumConstant() && isOf(version, field.getAnnotation(Only.class)))
                        .map(java.lang.reflect.Field::getName)
                        .collect(Collectors.toSet());
    }

    private static boolean isOf(Version version, @Nullable Only only) {
        return only == null || only.value() == version;
    }

    private void differs(Version version, Class<?> type, String field, String how) {
        found.add(version.number() + " " + type.getSimpleName() + (field.isEmpty() ? "" : "." + field) + " " + how);
    }
}
