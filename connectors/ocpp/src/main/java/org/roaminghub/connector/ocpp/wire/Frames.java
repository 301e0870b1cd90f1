package org.roaminghub.connector.ocpp.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes frames. What can't be read is answered as far as it can be known what was meant. */
public final class Frames {

    static final int CALL = 2;
    static final int RESULT = 3;
    static final int ERROR = 4;
    static final int RESULT_ERROR = 5;
    static final int SEND = 6;

    private static final int MAX_ID = 36;
    /** Stations of 1.6 were seen with longer ids than they may have; nothing is wrong with them otherwise. */
    private static final int MAX_ID_LENIENT = 255;

    private static final int MAX_DESCRIPTION = 255;
    private static final String NO_ID = "-1";

    private Frames() {}

    public static Frame read(byte[] text, Version version) {
        JsonNode tree;
        try {
            tree = Json.read(text);
        } catch (JacksonException e) {
            return new Frame.Bad(NO_ID, ErrorCode.FORMAT, "This is no JSON.");
        }
        if (!(tree instanceof ArrayNode list) || list.isEmpty() || !list.get(0).isInt()) {
            return new Frame.Bad(NO_ID, ErrorCode.FORMAT, "A message is an array that begins with its type.");
        }
        int type = list.get(0).intValue();
        String id = idOf(list, version);
        return switch (type) {
            case CALL -> call(list, id, text);
            case RESULT -> result(list, id);
            case ERROR -> id == null ? new Frame.Nothing() : new Frame.Error(id, said(list, 2), said(list, 3));
            case RESULT_ERROR ->
                version == Version.V2_1 && id != null ? new Frame.ResultError(id, said(list, 2)) : new Frame.Nothing();
            case SEND -> version == Version.V2_1 ? send(list, id, text) : unknown(id, version);
            default -> unknown(id, version);
        };
    }

    private static @Nullable String idOf(ArrayNode list, Version version) {
        if (list.size() < 2 || !list.get(1).isString()) {
            return null;
        }
        String id = list.get(1).stringValue();
        int most = version.isFirst() ? MAX_ID_LENIENT : MAX_ID;
        return id.isEmpty() || id.length() > most ? null : id;
    }

    private static Frame call(ArrayNode list, @Nullable String id, byte[] text) {
        if (id == null) {
            return new Frame.Bad(NO_ID, ErrorCode.FORMAT, "A message has an id of 1 to " + MAX_ID + " characters.");
        }
        if (list.size() != 4 || !list.get(2).isString()) {
            return new Frame.Bad(id, ErrorCode.FORMAT, "A call is [2, id, action, payload].");
        }
        ObjectNode payload = payload(list.get(3));
        return payload == null
                ? new Frame.Bad(id, ErrorCode.FORMAT, "A payload is a JSON object.")
                : new Frame.Call(id, list.get(2).stringValue(), payload, text);
    }

    private static Frame result(ArrayNode list, @Nullable String id) {
        ObjectNode payload = list.size() == 3 ? payload(list.get(2)) : null;
        return id == null || payload == null ? new Frame.Nothing() : new Frame.Result(id, payload);
    }

    private static Frame send(ArrayNode list, @Nullable String id, byte[] text) {
        ObjectNode payload = list.size() == 4 && list.get(2).isString() ? payload(list.get(3)) : null;
        return id == null || payload == null
                ? new Frame.Nothing()
                : new Frame.Send(id, list.get(2).stringValue(), payload, text);
    }

    /** Stations write null for a payload without fields. */
    private static @Nullable ObjectNode payload(JsonNode node) {
        return node.isNull() ? Json.object() : node instanceof ObjectNode object ? object : null;
    }

    /** A version that has no word for it ignores it (OCPP-J 1.6 §4.1.3). */
    private static Frame unknown(@Nullable String id, Version version) {
        return version.isFirst()
                ? new Frame.Nothing()
                : new Frame.Bad(id == null ? NO_ID : id, ErrorCode.MESSAGE_TYPE, "There is no such type of message.");
    }

    private static String said(ArrayNode list, int place) {
        return list.size() > place ? list.get(place).asString("") : "";
    }

    public static byte[] call(String id, String action, ObjectNode payload) {
        return Json.write(Json.array().add(CALL).add(id).add(action).add(payload));
    }

    public static byte[] result(String id, ObjectNode payload) {
        return Json.write(Json.array().add(RESULT).add(id).add(payload));
    }

    public static byte[] error(String id, ErrorCode code, String why, Version version) {
        String description = why.length() > MAX_DESCRIPTION ? why.substring(0, MAX_DESCRIPTION) : why;
        return Json.write(Json.array()
                .add(ERROR)
                .add(id)
                .add(code.in(version))
                .add(description)
                .add(Json.object()));
    }
}
