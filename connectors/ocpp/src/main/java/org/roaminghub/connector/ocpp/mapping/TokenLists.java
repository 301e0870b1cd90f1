package org.roaminghub.connector.ocpp.mapping;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.outbound.StationLists.Entry;
import org.roaminghub.vocabulary.TokenKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Local authorisation lists in the words of each version (1.6 §5.10 and §5.15, 2.x D01 and D02). */
public final class TokenLists {

    public static final String MOST = "most";
    public static final String AT_ONCE = "atOnce";

    private static final int MAX_TAG_1_6 = 20;
    private static final int MAX_TOKEN_2 = 36;
    private static final String MOST_1_6 = "LocalAuthListMaxLength";
    private static final String AT_ONCE_1_6 = "SendLocalListMaxLength";
    private static final String COMPONENT = "LocalAuthListCtrlr";
    private static final String ITEMS = "ItemsPerMessage";
    private static final String BYTES = "BytesPerMessage";
    /** Of an entry with all that there may be in it. */
    private static final int BYTES_AN_ENTRY = 256;

    private TokenLists() {}

    /** Characters of a uid that a list may hold. */
    public static int longest(Version version) {
        return version.isFirst() ? MAX_TAG_1_6 : MAX_TOKEN_2;
    }

    /** An answer without a number is as good as none: the list is unknown and counts as empty. */
    public static int version(Version version, JsonNode answer) {
        return Values.whole(answer, version.isFirst() ? "listVersion" : "versionNumber", 0);
    }

    public static String limitsAction(Version version) {
        return version.isFirst() ? "GetConfiguration" : "GetVariables";
    }

    public static ObjectNode askLimits(Version version) {
        ObjectNode ask = Json.object();
        if (version.isFirst()) {
            ask.putArray("key").add(MOST_1_6).add(AT_ONCE_1_6);
            return ask;
        }
        ArrayNode data = ask.putArray("getVariableData");
        for (String name : List.of(ITEMS, BYTES)) {
            ObjectNode one = data.addObject();
            one.putObject("component").put("name", COMPONENT);
            one.putObject("variable").put("name", name);
        }
        return ask;
    }

    /** What can't be read isn't there. */
    public static Map<String, Integer> limits(Version version, JsonNode answer) {
        Map<String, Integer> limits = new HashMap<>();
        if (version.isFirst()) {
            for (JsonNode key : answer.path("configurationKey").values()) {
                switch (Values.text(key, "key", "")) {
                    case MOST_1_6 -> put(limits, MOST, key.get("value"), 1);
                    case AT_ONCE_1_6 -> put(limits, AT_ONCE, key.get("value"), 1);
                    default -> {}
                }
            }
            return limits;
        }
        for (JsonNode result : answer.path("getVariableResult").values()) {
            switch (Values.text(result.path("variable"), "name", "")) {
                case ITEMS -> put(limits, AT_ONCE, result.get("attributeValue"), 1);
                case BYTES -> put(limits, AT_ONCE, result.get("attributeValue"), BYTES_AN_ENTRY);
                default -> {}
            }
        }
        return limits;
    }

    private static void put(Map<String, Integer> limits, String name, @Nullable JsonNode value, int each) {
        var number = Values.decimal(value);
        if (number != null && number.signum() > 0) {
            int limit = Math.max(
                    1, number.min(new java.math.BigDecimal(Integer.MAX_VALUE)).intValue() / each);
            limits.merge(name, limit, Math::min);
        }
    }

    /** An entry without its state is one that goes. An empty list is left out: lists of nothing are not allowed in 2.x. */
    public static ObjectNode send(Version version, int number, boolean whole, List<Entry> entries) {
        ObjectNode body = Json.object()
                .put(version.isFirst() ? "listVersion" : "versionNumber", number)
                .put("updateType", whole ? "Full" : "Differential");
        if (entries.isEmpty()) {
            return body;
        }
        ArrayNode list = body.putArray("localAuthorizationList");
        for (Entry entry : entries) {
            list.add(version.isFirst() ? first(entry) : later(entry));
        }
        return body;
    }

    private static ObjectNode first(Entry entry) {
        ObjectNode item = Json.object().put("idTag", entry.uid());
        if (entry.keep()) {
            ObjectNode info = item.putObject("idTagInfo").put("status", "Accepted");
            expires(info, "expiryDate", entry);
            String group = entry.group();
            if (group != null && group.length() <= MAX_TAG_1_6) {
                info.put("parentIdTag", group);
            }
        }
        return item;
    }

    private static ObjectNode later(Entry entry) {
        ObjectNode item = Json.object();
        item.putObject("idToken")
                .put("idToken", entry.uid())
                .put("type", entry.kind() == TokenKind.EMAID ? "eMAID" : "ISO14443");
        if (entry.keep()) {
            ObjectNode info = item.putObject("idTokenInfo").put("status", "Accepted");
            expires(info, "cacheExpiryDateTime", entry);
            String group = entry.group();
            if (group != null && group.length() <= MAX_TOKEN_2) {
                info.putObject("groupIdToken").put("idToken", group).put("type", "Central");
            }
        }
        return item;
    }

    private static void expires(ObjectNode info, String name, Entry entry) {
        if (entry.validUntil() != null) {
            info.put(name, entry.validUntil().truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
