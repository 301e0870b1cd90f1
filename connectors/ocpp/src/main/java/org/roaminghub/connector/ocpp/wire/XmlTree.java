package org.roaminghub.connector.ocpp.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages in XML as the trees that the same messages are in JSON, and back. XML knows no numbers and no lists, and wants its
 * elements in order: that is said here by their names. An element with attributes and text is an object with {@code value}.
 */
public final class XmlTree {

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{1,12})?");

    private static final Set<String> NUMBERS = Set.of(
            "connectorId",
            "transactionId",
            "meterStart",
            "meterStop",
            "reservationId",
            "listVersion",
            "duration",
            "startPeriod",
            "numberPhases",
            "chargingProfileId",
            "stackLevel",
            "limit",
            "minChargingRate");

    private static final Set<String> LISTS = Set.of(
            "meterValue",
            "sampledValue",
            "transactionData",
            "values",
            "configurationKey",
            "unknownKey",
            "localAuthorizationList",
            "chargingSchedulePeriod");

    /** What the hub writes, by element. */
    private static final Map<String, List<String>> ORDER = order("""
            bootNotificationResponse: status currentTime interval heartbeatInterval
            startTransactionResponse: transactionId idTagInfo
            dataTransferResponse: status data
            idTagInfo: status expiryDate parentIdTag
            cancelReservationRequest: reservationId
            changeAvailabilityRequest: connectorId type
            changeConfigurationRequest: key value
            clearChargingProfileRequest: id connectorId chargingProfilePurpose stackLevel
            dataTransferRequest: vendorId messageId data
            getCompositeScheduleRequest: connectorId duration chargingRateUnit
            getDiagnosticsRequest: location startTime stopTime retries retryInterval
            remoteStartTransactionRequest: idTag connectorId chargingProfile
            reserveNowRequest: connectorId expiryDate idTag parentIdTag reservationId
            sendLocalListRequest: updateType listVersion localAuthorizationList localAuthorisationList hash
            localAuthorizationList: idTag idTagInfo
            localAuthorisationList: idTag idTagInfo
            setChargingProfileRequest: connectorId csChargingProfiles
            triggerMessageRequest: requestedMessage connectorId
            updateFirmwareRequest: retrieveDate location retries retryInterval
            csChargingProfiles: chargingProfileId transactionId stackLevel chargingProfilePurpose chargingProfileKind \
            recurrencyKind validFrom validTo chargingSchedule
            chargingProfile: chargingProfileId transactionId stackLevel chargingProfilePurpose chargingProfileKind \
            recurrencyKind validFrom validTo chargingSchedule
            chargingSchedule: duration startSchedule chargingRateUnit chargingSchedulePeriod minChargingRate
            chargingSchedulePeriod: startPeriod limit numberPhases""");

    private XmlTree() {}

    private static Map<String, List<String>> order(String text) {
        Map<String, List<String>> order = new HashMap<>();
        text.lines()
                .map(line -> line.split(": ", 2))
                .forEach(part -> order.put(part[0], Arrays.asList(part[1].split(" +"))));
        return Map.copyOf(order);
    }

    // --- reading

    public static ObjectNode read(Element parent) {
        ObjectNode tree = Json.object();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && !isNothing(element)) {
                add(tree, element.getLocalName(), value(element));
            }
        }
        return tree;
    }

    private static boolean isNothing(Element element) {
        return element.getAttributeNS(SCHEMA_INSTANCE, "nil").matches("true|1");
    }

    private static void add(ObjectNode tree, String name, JsonNode value) {
        JsonNode before = tree.get(name);
        if (before instanceof ArrayNode list) {
            list.add(value);
        } else if (before != null || LISTS.contains(name)) {
            ArrayNode list = Json.array();
            if (before != null) {
                list.add(before);
            }
            tree.set(name, list.add(value));
        } else {
            tree.set(name, value);
        }
    }

    private static JsonNode value(Element element) {
        if (SoapNames.firstChild(element).isPresent()) {
            return read(element);
        }
        ObjectNode said = attributes(element);
        String text = element.getTextContent().strip();
        String name = element.getLocalName();
        if (!said.isEmpty()) {
            return said.put("value", text);
        }
        if (NUMBERS.contains(name) && WHOLE.matcher(text).matches()) {
            return said.numberNode(Long.parseLong(text));
        }
        if (NUMBERS.contains(name) && DECIMAL.matcher(text).matches()) {
            return said.numberNode(new BigDecimal(text));
        }
        return name.equals("readonly") ? said.booleanNode(text.matches("true|1")) : said.stringNode(text);
    }

    private static ObjectNode attributes(Element element) {
        ObjectNode said = Json.object();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Attr attribute
                    && !DECLARATIONS.equals(attribute.getNamespaceURI())
                    && !SCHEMA_INSTANCE.equals(attribute.getNamespaceURI())) {
                said.put(attribute.getLocalName(), attribute.getValue());
            }
        }
        return said;
    }

    // --- writing

    /** Puts what the tree says into the element, all of it in the element's namespace. */
    public static void write(Element parent, ObjectNode tree) {
        List<String> order = ORDER.getOrDefault(parent.getLocalName(), List.of());
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(tree.properties());
        fields.sort(Comparator.comparingInt(field -> place(order, field.getKey())));
        for (Map.Entry<String, JsonNode> field : fields) {
            if (field.getValue() instanceof ArrayNode list) {
                list.values().forEach(value -> append(parent, field.getKey(), value));
            } else if (!field.getValue().isNull()) {
                append(parent, field.getKey(), field.getValue());
            }
        }
    }

    private static int place(List<String> order, String name) {
        int place = order.indexOf(name);
        return place < 0 ? order.size() : place;
    }

    private static void append(Element parent, String name, JsonNode value) {
        Element element = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
        parent.appendChild(element);
        if (value instanceof ObjectNode object) {
            write(element, object);
        } else {
            element.setTextContent(
                    sayable(value.isNumber() ? value.decimalValue().toPlainString() : value.asString("")));
        }
    }

    /** XML has no way to write most control characters. */
    private static String sayable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && !isHalf(c) || c == '\t' || c == '\n' ? c : '?')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
