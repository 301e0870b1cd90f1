package org.roaminghub.connector.ocpp.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.EVSE;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Variable;

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
    static Optional<SettingName> read(
            @Nullable Component component, @Nullable Variable variable, @Nullable String attribute) {
        String name = component == null ? null : Values.some(component.name());
        String of = variable == null ? null : Values.some(variable.name());
        if (component == null || variable == null || name == null || of == null) {
            return Optional.empty();
        }
        EVSE evse = component.evse();
        String which = Values.some(attribute);
        return Optional.of(new SettingName(
                name,
                Values.some(component.instance()),
                evse == null ? null : evse.id(),
                evse == null ? null : evse.connectorId(),
                of,
                Values.some(variable.instance()),
                ACTUAL.equals(which) ? null : which));
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

    /** Null: its actual value. */
    @Nullable
    String attributeType() {
        return ACTUAL.equals(attribute) ? null : attribute;
    }

    Component part() {
        return new Component(component, componentInstance, evse == null ? null : new EVSE(evse, connector));
    }

    Variable property() {
        return new Variable(variable, variableInstance);
    }

    /** Keys and passwords; what is only about them is none. */
    static boolean isSecret(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.contains("authorizationkey") || word.contains("password");
    }
}
