package org.roaminghub.connector.ocpp.message;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final List<Class<?>> FIRST = List.of(Core.class, Profiles.class, Security.class);

    private static final List<Class<?>> LATER = List.of(
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
            VehicleNeeds.class);

    /** By action. */
    private static final Map<Version, Map<String, Class<?>>> REQUESTS = records(REQUEST);

    private static final Map<Version, Map<String, Class<?>>> RESPONSES = records(RESPONSE);

    private Messages() {}

    private static Map<Version, Map<String, Class<?>>> records(String kind) {
        Map<Version, Map<String, Class<?>>> found = new EnumMap<>(Version.class);
        for (Version version : Version.values()) {
            Map<String, Class<?>> records = new HashMap<>();
            for (Class<?> block : version.isFirst() ? FIRST : LATER) {
                for (Class<?> type : block.getDeclaredClasses()) {
                    String name = type.getSimpleName();
                    if (Message.class.isAssignableFrom(type) && name.endsWith(kind) && isOf(type, version)) {
                        records.put(name.substring(0, name.length() - kind.length()), type);
                    }
                }
            }
            found.put(version, records);
        }
        return found;
    }

    private static boolean isOf(Class<?> type, Version version) {
        Since since = type.getAnnotation(Since.class);
        return since == null
                || version.compareTo(Version.ofNumber(since.value()).orElseThrow()) >= 0;
    }

    private static Optional<Class<?>> find(
            Map<Version, Map<String, Class<?>>> records, Version version, String action) {
        return Optional.ofNullable(records.getOrDefault(version, Map.of()).get(action));
    }

    /** How many records a version has. */
    static int count(Version version) {
        return REQUESTS.getOrDefault(version, Map.of()).size()
                + RESPONSES.getOrDefault(version, Map.of()).size();
    }

    /** The record of a call. */
    public static Optional<Class<?>> request(Version version, String action) {
        return find(REQUESTS, version, action);
    }

    /** The record of its answer; empty for what is never answered. */
    public static Optional<Class<?>> response(Version version, String action) {
        return find(RESPONSES, version, action);
    }

    /** The payload of a call. Throws IllegalArgumentException for an action that the version doesn't have. */
    public static Decoded readCall(Version version, String action, ObjectNode payload) {
        return read(version, request(version, action).orElseThrow(() -> unknown(version, action)), payload);
    }

    /** The payload of an answer. Throws IllegalArgumentException for an action that has none in the version. */
    public static Decoded readAnswer(Version version, String action, ObjectNode payload) {
        return read(version, response(version, action).orElseThrow(() -> unknown(version, action)), payload);
    }

    private static IllegalArgumentException unknown(Version version, String action) {
        return new IllegalArgumentException("There is no such message as " + action + " in " + version);
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
     * What there is in a payload, or a part of one, that nobody checks: texts that are missing are empty, numbers 0. Throws IllegalArgumentException
     * for a message that can't be without a word that isn't there.
     */
    public static <T extends Record> T taken(Class<T> type, JsonNode payload) {
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
