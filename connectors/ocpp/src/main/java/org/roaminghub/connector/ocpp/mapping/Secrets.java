package org.roaminghub.connector.ocpp.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v16.Core.ChangeConfigurationRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariableData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariablesRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariablesResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Variable;
import org.roaminghub.connector.ocpp.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passwords in messages: which one a call gives a station, and messages without any. */
public final class Secrets {

    private static final String HIDDEN = "***";
    private static final String KEY_1_6 = "AuthorizationKey";
    private static final String VARIABLE_2 = "BasicAuthPassword";

    /** Members that are passwords: of stations, access points and tunnels (2.x SetNetworkProfile). */
    private static final Set<String> MEMBERS = Set.of("basicauthpassword", "apnpassword", "password", "key", "simpin");

    private Secrets() {}

    /** The password that a station has once it accepts the call. */
    public static Optional<String> newPassword(String action, JsonNode payload) {
        return switch (action) {
            case "ChangeConfiguration" -> {
                ChangeConfigurationRequest change = Messages.taken(ChangeConfigurationRequest.class, payload);
                yield change.key().equalsIgnoreCase(KEY_1_6)
                        ? Optional.ofNullable(Values.some(change.value()))
                        : Optional.empty();
            }
            case "SetVariables" ->
                Messages.taken(SetVariablesRequest.class, payload).setVariableData().stream()
                        .filter(data -> isPassword(data.variable()))
                        .findFirst()
                        .map(SetVariableData::attributeValue);
            default -> Optional.empty();
        };
    }

    /** Whether the answer to such a call says yes, if only after a reboot. */
    public static boolean isTaken(String action, JsonNode answer) {
        String status = action.equals("SetVariables")
                ? Messages.taken(SetVariablesResponse.class, answer).setVariableResult().stream()
                        .filter(result -> isPassword(result.variable()))
                        .findFirst()
                        .map(result -> String.valueOf(result.attributeStatus()))
                        .orElse("")
                : Values.text(answer, "status", "");
        return status.equals("Accepted") || status.equals("RebootRequired");
    }

    private static boolean isPassword(@Nullable Variable variable) {
        return variable != null && VARIABLE_2.equalsIgnoreCase(variable.name());
    }

    private static boolean isPassword(JsonNode data) {
        return Values.text(data.path("variable"), "name", "").equalsIgnoreCase(VARIABLE_2);
    }

    /** Changes {@code message}; whether there was anything to hide. */
    public static boolean hide(JsonNode message) {
        boolean found = false;
        if (message instanceof ObjectNode object) {
            if (Values.text(object, "key", "").equalsIgnoreCase(KEY_1_6)) {
                found = hide(object, "value");
            }
            if (isPassword(object)) {
                found |= hide(object, "attributeValue");
            }
            for (String name : Set.copyOf(object.propertyNames())) {
                boolean secret = MEMBERS.contains(name.toLowerCase(Locale.ROOT)) && !isName(object, name);
                found |= secret && hide(object, name);
            }
        }
        for (JsonNode inner : message.values()) {
            found |= hide(inner);
        }
        return found;
    }

    /** Beside a password (of a tunnel) a key is a secret, elsewhere the name of a setting. */
    private static boolean isName(ObjectNode object, String name) {
        return name.equals("key") && !object.has("password");
    }

    private static boolean hide(ObjectNode object, String name) {
        if (!object.path(name).isString()) {
            return false;
        }
        object.put(name, HIDDEN);
        return true;
    }

    /** The text without what must not be kept; what is no JSON has nothing of the kind. */
    public static byte[] hidden(byte[] text, JsonNode read) {
        return hide(read) ? Json.write(read) : text;
    }
}
