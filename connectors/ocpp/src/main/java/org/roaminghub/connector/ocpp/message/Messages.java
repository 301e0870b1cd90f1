package org.roaminghub.connector.ocpp.message;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v16.Profiles;
import org.roaminghub.connector.ocpp.message.v16.Security;
import org.roaminghub.connector.ocpp.message.v2.Authorizing;
import org.roaminghub.connector.ocpp.message.v2.Availability;
import org.roaminghub.connector.ocpp.message.v2.BatterySwaps;
import org.roaminghub.connector.ocpp.message.v2.Certificates;
import org.roaminghub.connector.ocpp.message.v2.DataTransfers;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics;
import org.roaminghub.connector.ocpp.message.v2.Displays;
import org.roaminghub.connector.ocpp.message.v2.FirmwareUpdates;
import org.roaminghub.connector.ocpp.message.v2.GridCodes;
import org.roaminghub.connector.ocpp.message.v2.Provisioning;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging;
import org.roaminghub.connector.ocpp.message.v2.Streams;
import org.roaminghub.connector.ocpp.message.v2.Tariffs;
import org.roaminghub.connector.ocpp.message.v2.Transactions;
import org.roaminghub.connector.ocpp.message.v2.VehicleNeeds;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All messages: which record an action has in a version, what a payload says, and the payload of a record. */
public final class Messages {

    private static final String REQUEST = "Request";
    private static final String RESPONSE = "Response";

    private static final Map<String, Class<?>> FIRST = records(List.of(Core.class, Profiles.class, Security.class));

    private static final Map<String, Class<?>> LATER = records(List.of(
            Authorizing.class,
            Availability.class,
            BatterySwaps.class,
            Certificates.class,
            DataTransfers.class,
            Diagnostics.class,
            Displays.class,
            FirmwareUpdates.class,
            GridCodes.class,
            Provisioning.class,
            SmartCharging.class,
            Streams.class,
            Tariffs.class,
            Transactions.class,
            VehicleNeeds.class));

    private Messages() {}

    private static Map<String, Class<?>> records(List<Class<?>> blocks) {
        Map<String, Class<?>> found = new HashMap<>();
        for (Class<?> block : blocks) {
            for (Class<?> type : block.getDeclaredClasses()) {
                if (Message.class.isAssignableFrom(type)) {
                    found.put(type.getSimpleName(), type);
                }
            }
        }
        return Map.copyOf(found);
    }

    private static Optional<Class<?>> find(Version version, String name) {
        return Optional.<Class<?>>ofNullable((version.isFirst() ? FIRST : LATER).get(name))
                .filter(type -> isOf(type, version));
    }

    private static boolean isOf(Class<?> type, Version version) {
        Since since = type.getAnnotation(Since.class);
        return since == null
                || version.compareTo(Version.ofNumber(since.value()).orElseThrow()) >= 0;
    }

    /** All records that a version has. */
    static Set<String> names(Version version) {
        Set<String> names = new HashSet<>();
        (version.isFirst() ? FIRST : LATER).forEach((name, type) -> {
            if (isOf(type, version)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The record of a call. */
    public static Optional<Class<?>> request(Version version, String action) {
        return find(version, action + REQUEST);
    }

    /** The record of its answer; empty for what is never answered. */
    public static Optional<Class<?>> response(Version version, String action) {
        return find(version, action + RESPONSE);
    }

    /** The payload of a call. Throws IllegalArgumentException for an action that the version doesn't have. */
    public static Decoded readCall(Version version, String action, ObjectNode payload) {
        return read(
                version,
                request(version, action)
                        .orElseThrow(() -> new IllegalArgumentException("There is no such action in " + version)),
                payload);
    }

    /** The payload of an answer. Throws IllegalArgumentException for an action that has none in the version. */
    public static Decoded readAnswer(Version version, String action, ObjectNode payload) {
        return read(
                version,
                response(version, action)
                        .orElseThrow(() -> new IllegalArgumentException("There is no such answer in " + version)),
                payload);
    }

    static Decoded read(Version version, Class<?> type, ObjectNode payload) {
        Faults faults = new Faults();
        Object message = Form.of(type).read(payload, version, faults);
        Decoded.Wrong wrong = faults.wrong();
        if (wrong != null) {
            return wrong;
        }
        if (!(message instanceof Message read)) {
            throw new IllegalStateException(type + " was read without a fault, and isn't there");
        }
        return new Decoded.Read(read);
    }

    /**
     * What there is in a payload that nobody checks: texts that are missing are empty, numbers 0. Throws IllegalArgumentException
     * for a message that can't be without a word that isn't there.
     */
    public static <T extends Message> T taken(Class<T> type, JsonNode payload) {
        T message =
                Form.of(type).read(payload instanceof ObjectNode object ? object : Json.object(), Version.V2_1, null);
        if (message == null) {
            throw new IllegalArgumentException("A word is missing in a " + type.getSimpleName() + ".");
        }
        return message;
    }

    /** Without what that version doesn't have. */
    public static ObjectNode write(Message message, Version version) {
        return Form.of(message.getClass()).write(message, version);
    }
}
