package org.roaminghub.connector.ocpp.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A variable of the device model as one word: {@code Component{instance}@evse/connector.Variable{instance}:Attribute}. */
record SettingName(
        String component,
        @Nullable String componentInstance,
        @Nullable Integer evse,
        @Nullable Integer connector,
        String variable,
        @Nullable String variableInstance,
        @Nullable String attribute) {

    private static final Pattern FORM =
            Pattern.compile("([^.{}@:]{1,50})(?:\\{([^{}]{1,50})})?(?:@(\\d{1,6})(?:/(\\d{1,6}))?)?"
                    + "\\.([^.{}@:]{1,50})(?:\\{([^{}]{1,50})})?(?::(Actual|Target|MinSet|MaxSet))?");

    private static final String ACTUAL = "Actual";

    static SettingName parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "a variable is named Component{instance}@evse/connector.Variable{instance}:Attribute, at least"
                            + " Component.Variable");
        }
        return new SettingName(
                m.group(1), m.group(2), number(m.group(3)), number(m.group(4)), m.group(5), m.group(6), m.group(7));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    /** Empty for what has no name. */
    static Optional<SettingName> read(JsonNode item, @Nullable String attribute) {
        JsonNode component = item.path("component");
        JsonNode variable = item.path("variable");
        String name = Values.textOrNull(component, "name");
        String of = Values.textOrNull(variable, "name");
        return name == null || of == null
                ? Optional.empty()
                : Optional.of(new SettingName(
                        name,
                        Values.textOrNull(component, "instance"),
                        Values.wholeOrNull(component.path("evse"), "id"),
                        Values.wholeOrNull(component.path("evse"), "connectorId"),
                        of,
                        Values.textOrNull(variable, "instance"),
                        ACTUAL.equals(attribute) ? null : attribute));
    }

    String text() {
        StringBuilder text = new StringBuilder(component);
        instance(text, componentInstance);
        if (evse != null) {
            text.append('@').append(evse);
            if (connector != null) {
                text.append('/').append(connector);
            }
        }
        text.append('.').append(variable);
        instance(text, variableInstance);
        if (attribute != null) {
            text.append(':').append(attribute);
        }
        return text.toString();
    }

    private static void instance(StringBuilder text, @Nullable String instance) {
        if (instance != null) {
            text.append('{').append(instance).append('}');
        }
    }

    ObjectNode write() {
        ObjectNode item = Json.object();
        if (attribute != null && !attribute.equals(ACTUAL)) {
            item.put("attributeType", attribute);
        }
        ObjectNode of = item.putObject("component").put("name", component);
        if (componentInstance != null) {
            of.put("instance", componentInstance);
        }
        if (evse != null) {
            ObjectNode at = of.putObject("evse").put("id", evse);
            if (connector != null) {
                at.put("connectorId", connector);
            }
        }
        ObjectNode what = item.putObject("variable").put("name", variable);
        if (variableInstance != null) {
            what.put("instance", variableInstance);
        }
        return item;
    }

    /** Keys and passwords; what is only about them is none. */
    static boolean isSecret(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.contains("authorizationkey") || word.contains("password");
    }
}
