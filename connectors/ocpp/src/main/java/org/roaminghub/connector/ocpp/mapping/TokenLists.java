package org.roaminghub.connector.ocpp.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Figures;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v16.Profiles;
import org.roaminghub.connector.ocpp.message.v2.Authorizing;
import org.roaminghub.connector.ocpp.message.v2.Provisioning;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.outbound.StationLists.Entry;
import org.roaminghub.vocabulary.TokenKind;
import tools.jackson.databind.JsonNode;
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
        Integer number = version.isFirst()
                ? Messages.taken(Profiles.GetLocalListVersionResponse.class, answer)
                        .listVersion()
                : Messages.taken(Authorizing.GetLocalListVersionResponse.class, answer)
                        .versionNumber();
        return number == null ? 0 : number;
    }

    public static String limitsAction(Version version) {
        return version.isFirst() ? "GetConfiguration" : "GetVariables";
    }

    public static ObjectNode askLimits(Version version) {
        return Messages.write(
                version.isFirst()
                        ? new Core.GetConfigurationRequest(List.of(MOST_1_6, AT_ONCE_1_6))
                        : new Provisioning.GetVariablesRequest(List.of(
                                Provisioning.GetVariableData.of(COMPONENT, ITEMS, null),
                                Provisioning.GetVariableData.of(COMPONENT, BYTES, null))),
                version);
    }

    /** What can't be read isn't there. */
    public static Map<String, Integer> limits(Version version, JsonNode answer) {
        Map<String, Integer> limits = new HashMap<>();
        if (version.isFirst()) {
            for (Core.KeyValue key :
                    Messages.taken(Core.GetConfigurationResponse.class, answer).configurationKey()) {
                switch (String.valueOf(key.key())) {
                    case MOST_1_6 -> put(limits, MOST, key.value(), 1);
                    case AT_ONCE_1_6 -> put(limits, AT_ONCE, key.value(), 1);
                    default -> {}
                }
            }
            return limits;
        }
        for (Provisioning.GetVariableResult result :
                Messages.taken(Provisioning.GetVariablesResponse.class, answer).getVariableResult()) {
            switch (result.variable() == null
                    ? ""
                    : String.valueOf(result.variable().name())) {
                case ITEMS -> put(limits, AT_ONCE, result.attributeValue(), 1);
                case BYTES -> put(limits, AT_ONCE, result.attributeValue(), BYTES_AN_ENTRY);
                default -> {}
            }
        }
        return limits;
    }

    private static void put(Map<String, Integer> limits, String name, @Nullable String value, int each) {
        var number = Figures.read(value);
        if (number != null && number.signum() > 0) {
            int limit = Math.max(
                    1, number.min(new java.math.BigDecimal(Integer.MAX_VALUE)).intValue() / each);
            limits.merge(name, limit, Math::min);
        }
    }

    /** An entry without its state is one that goes. An empty list is left out: lists of nothing are not allowed in 2.x. */
    public static ObjectNode send(Version version, int number, boolean whole, List<Entry> entries) {
        String type = whole ? "Full" : "Differential";
        return Messages.write(
                version.isFirst()
                        ? new Profiles.SendLocalListRequest(
                                number,
                                type,
                                entries.stream().map(TokenLists::first).toList())
                        : new Authorizing.SendLocalListRequest(
                                number,
                                type,
                                entries.stream().map(TokenLists::later).toList()),
                version);
    }

    private static Profiles.AuthorizationData first(Entry entry) {
        return new Profiles.AuthorizationData(
                entry.uid(),
                entry.keep()
                        ? new Core.IdTagInfo(
                                Core.AuthorizationStatus.Accepted, group(entry, MAX_TAG_1_6), expires(entry))
                        : null);
    }

    private static Authorizing.AuthorizationData later(Entry entry) {
        String group = group(entry, MAX_TOKEN_2);
        return new Authorizing.AuthorizationData(
                Authorizing.IdToken.of(entry.uid(), entry.kind() == TokenKind.EMAID ? "eMAID" : "ISO14443"),
                entry.keep()
                        ? Authorizing.IdTokenInfo.of(Authorizing.AuthorizationStatus.Accepted, group, expires(entry))
                        : null);
    }

    private static @Nullable String group(Entry entry, int most) {
        String group = entry.group();
        return group == null || group.length() > most ? null : group;
    }

    private static @Nullable WireTime expires(Entry entry) {
        return entry.validUntil() == null ? null : WireTime.of(entry.validUntil());
    }
}
