package org.roaminghub.connector.ocpp.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Configuration of 1.6 (§5.3, §5.8) and the device model of 2.x (B05 to B08) under one kind of names. */
public final class Settings implements StationWords {

    /** Variables in one message: a station's own limit is a variable, too, and few stations take fewer. */
    private static final int AT_ONCE = 10;

    private static final int MAX_NAME_1_6 = 50;

    @Override
    public List<Said> ask(String version, List<String> names, int requestId) {
        if (isFirst(version)) {
            ObjectNode body = Json.object();
            if (!names.isEmpty()) {
                ArrayNode keys = body.putArray("key");
                names.forEach(name -> keys.add(key(name)));
            }
            return List.of(said("GetConfiguration", body));
        }
        if (names.isEmpty()) {
            return List.of(said(
                    "GetBaseReport", Json.object().put("requestId", requestId).put("reportBase", "FullInventory")));
        }
        List<Said> calls = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            ObjectNode body = Json.object();
            ArrayNode data = body.putArray("getVariableData");
            names.subList(from, Math.min(names.size(), from + AT_ONCE))
                    .forEach(name -> data.add(SettingName.parse(name).write()));
            calls.add(said("GetVariables", body));
        }
        return calls;
    }

    @Override
    public List<Said> change(String version, Map<String, String> values) {
        List<Said> calls = new ArrayList<>();
        if (isFirst(version)) {
            values.forEach((name, value) -> calls.add(said(
                    "ChangeConfiguration", Json.object().put("key", key(name)).put("value", value))));
            return calls;
        }
        ObjectNode body = Json.object();
        for (Map.Entry<String, String> change : values.entrySet()) {
            ObjectNode one = SettingName.parse(change.getKey()).write();
            body.withArray("setVariableData").add(one.put("attributeValue", change.getValue()));
            if (body.withArray("setVariableData").size() == AT_ONCE) {
                calls.add(said("SetVariables", body));
                body = Json.object();
            }
        }
        if (!body.isEmpty()) {
            calls.add(said("SetVariables", body));
        }
        return calls;
    }

    private static String key(String name) {
        if (name.isBlank() || name.length() > MAX_NAME_1_6) {
            throw new IllegalArgumentException("a key of OCPP 1.6 has 1 to " + MAX_NAME_1_6 + " characters");
        }
        return name;
    }

    @Override
    public List<Setting> settings(String version, byte[] answer) {
        JsonNode body = Json.read(answer);
        List<Setting> found = new ArrayList<>();
        if (isFirst(version)) {
            for (JsonNode item : body.path("configurationKey").values()) {
                String key = Values.textOrNull(item, "key");
                if (key != null) {
                    found.add(new Setting(
                            key,
                            value(key, Values.textOrNull(item, "value")),
                            item.path("readonly").asBoolean(false),
                            null,
                            null,
                            null));
                }
            }
            return found;
        }
        for (JsonNode item : body.path("getVariableResult").values()) {
            if (Values.text(item, "attributeStatus", "").equals("Accepted")) {
                SettingName.read(item, Values.textOrNull(item, "attributeType"))
                        .ifPresent(name -> found.add(new Setting(
                                name.text(),
                                value(name.text(), Values.textOrNull(item, "attributeValue")),
                                null,
                                null,
                                null,
                                null)));
            }
        }
        return found;
    }

    @Override
    public List<String> absent(String version, byte[] answer) {
        JsonNode body = Json.read(answer);
        return isFirst(version)
                ? body.path("unknownKey").valueStream().map(JsonNode::asString).toList()
                : body.path("getVariableResult")
                        .valueStream()
                        .filter(item -> Values.text(item, "attributeStatus", "").startsWith("Unknown"))
                        .flatMap(item -> SettingName.read(item, Values.textOrNull(item, "attributeType")).stream())
                        .map(SettingName::text)
                        .toList();
    }

    /** A part of a report (2.x B07): each variable with all its attributes. */
    public static List<Setting> report(JsonNode payload) {
        List<Setting> found = new ArrayList<>();
        for (JsonNode item : payload.path("reportData").values()) {
            JsonNode traits = item.path("variableCharacteristics");
            var limit = Values.decimal(traits.get("maxLimit"));
            for (JsonNode attribute : item.path("variableAttribute").values()) {
                SettingName.read(item, Values.textOrNull(attribute, "type")).ifPresent(name -> {
                    String mutability = Values.text(attribute, "mutability", "ReadWrite");
                    found.add(new Setting(
                            name.text(),
                            mutability.equals("WriteOnly")
                                    ? null
                                    : value(name.text(), Values.textOrNull(attribute, "value")),
                            mutability.equals("ReadOnly"),
                            Values.word(traits, "dataType"),
                            Values.word(traits, "unit"),
                            limit == null ? null : limit.stripTrailingZeros().toPlainString()));
                });
            }
        }
        return found;
    }

    /** A secret that a station tells anybody is not written down. */
    private static @Nullable String value(String name, @Nullable String value) {
        return SettingName.isSecret(name) ? null : value;
    }

    @Override
    public Map<String, String> changed(String version, Said said, byte[] answer) {
        Map<String, String> words = new LinkedHashMap<>();
        JsonNode body = Json.read(answer);
        if (isFirst(version)) {
            words.put(Values.text(Json.read(said.payload()), "key", ""), Values.text(body, "status", "Unknown"));
            return words;
        }
        for (JsonNode item : body.path("setVariableResult").values()) {
            SettingName.read(item, Values.textOrNull(item, "attributeType"))
                    .ifPresent(name -> words.put(name.text(), Values.text(item, "attributeStatus", "Unknown")));
        }
        return words;
    }

    @Override
    public Said setTariff(String version, Tariff tariff, int evse) {
        reckons(version);
        ObjectNode body = Json.object().put("evseId", evse);
        body.set("tariff", DefaultTariff.of(tariff));
        return said("SetDefaultTariff", body);
    }

    @Override
    public Optional<Said> changeTariff(String transaction, Tariff tariff) {
        return DefaultTariff.ofDriver(tariff).map(said -> {
            ObjectNode body = Json.object().put("transactionId", transaction);
            body.set("tariff", said);
            return said("ChangeTransactionTariff", body);
        });
    }

    @Override
    public Said clearTariffs(String version) {
        reckons(version);
        return said("ClearTariffs", Json.object());
    }

    @Override
    public Said clearTariff(String version, String id, int evse) {
        reckons(version);
        ObjectNode body = Json.object();
        body.putArray("tariffIds").add(id);
        return said("ClearTariffs", evse == 0 ? body : body.put("evseId", evse));
    }

    @Override
    public boolean areCleared(byte[] answer) {
        JsonNode results = Json.read(answer).path("clearTariffsResult");
        return results.isArray()
                && results.valueStream()
                        .noneMatch(one -> Values.text(one, "status", "").equals("Rejected"));
    }

    @Override
    public String tariffId(Said said) {
        return Values.text(Json.read(said.payload()).path("tariff"), "tariffId", "");
    }

    @Override
    public Said askTariffs(String version) {
        reckons(version);
        return said("GetTariffs", Json.object().put("evseId", 0));
    }

    private static void reckons(String version) {
        if (!version.equals(Version.V2_1.number())) {
            throw new IllegalArgumentException("Stations of OCPP " + version + " know of no tariffs.");
        }
    }

    @Override
    public Optional<Said> runningCost(String version, SoFar cost) {
        return isFirst(version)
                ? CostMessages.running(cost).map(body -> said("DataTransfer", body))
                : Optional.of(said("CostUpdated", CostMessages.updated(cost)));
    }

    @Override
    public Optional<Integer> limitedStart(String version, String action, byte[] payload) {
        return version.equals(Version.V2_1.number()) && action.equals("RequestStartTransaction")
                ? Optional.ofNullable(Values.wholeOrNull(Json.read(payload), "remoteStartId"))
                : Optional.empty();
    }

    @Override
    public Optional<String> requestId(byte[] payload) {
        return Optional.ofNullable(Values.number(Json.read(payload), "requestId"));
    }

    @Override
    public Optional<String> fileName(byte[] answer) {
        JsonNode body = Json.read(answer);
        String name = Values.textOrNull(body, "fileName");
        return Optional.ofNullable(name == null ? Values.textOrNull(body, "filename") : name);
    }

    private static boolean isFirst(String version) {
        return Version.ofNumber(version).filter(Version::isFirst).isPresent();
    }

    private static Said said(String action, ObjectNode body) {
        return new Said(action, Json.write(body));
    }
}
