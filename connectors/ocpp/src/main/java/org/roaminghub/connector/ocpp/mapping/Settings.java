package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v16.Core.ChangeConfigurationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.ChangeConfigurationResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.GetConfigurationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.GetConfigurationResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.KeyValue;
import org.roaminghub.connector.ocpp.message.v16.Profiles.GetDiagnosticsResponse;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.GetLogResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetBaseReportRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariableData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariableResult;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.NotifyReportRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.ReportData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariableData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariableResult;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariablesRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.SetVariablesResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.VariableAttribute;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.VariableCharacteristics;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.ChangeTransactionTariffRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.ClearTariffsRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.ClearTariffsResponse;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.GetTariffsRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.SetDefaultTariffRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Configuration of 1.6 (§5.3, §5.8) and the device model of 2.x (B05 to B08) under one kind of names. */
public final class Settings implements StationWords {

    /** Variables in one message: a station's own limit is a variable, too, and few stations take fewer. */
    private static final int AT_ONCE = 10;

    private static final int MAX_NAME_1_6 = 50;
    /** What became of a change that nothing is said about. */
    private static final String UNKNOWN = "Unknown";

    @Override
    public List<Said> ask(String version, List<String> names, int requestId) {
        if (isFirst(version)) {
            return List.of(said(
                    "GetConfiguration",
                    new GetConfigurationRequest(
                            names.stream().map(Settings::key).toList())));
        }
        if (names.isEmpty()) {
            return List.of(said("GetBaseReport", new GetBaseReportRequest(requestId, "FullInventory")));
        }
        List<Said> calls = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            calls.add(said(
                    "GetVariables",
                    new GetVariablesRequest(names.subList(from, Math.min(names.size(), from + AT_ONCE)).stream()
                            .map(SettingName::parse)
                            .map(name -> new GetVariableData(name.attributeType(), name.part(), name.property()))
                            .toList())));
        }
        return calls;
    }

    @Override
    public List<Said> change(String version, Map<String, String> values) {
        List<Said> calls = new ArrayList<>();
        if (isFirst(version)) {
            values.forEach((name, value) ->
                    calls.add(said("ChangeConfiguration", new ChangeConfigurationRequest(key(name), value))));
            return calls;
        }
        List<SetVariableData> changes = new ArrayList<>();
        values.forEach((text, value) -> {
            SettingName name = SettingName.parse(text);
            changes.add(new SetVariableData(name.attributeType(), name.part(), name.property(), value));
        });
        for (int from = 0; from < changes.size(); from += AT_ONCE) {
            calls.add(said(
                    "SetVariables",
                    new SetVariablesRequest(changes.subList(from, Math.min(changes.size(), from + AT_ONCE)))));
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
            for (KeyValue item :
                    Messages.taken(GetConfigurationResponse.class, body).configurationKey()) {
                String key = Values.some(item.key());
                if (key != null) {
                    found.add(new Setting(
                            key,
                            value(key, Values.some(item.value())),
                            Boolean.TRUE.equals(item.readonly()),
                            null,
                            null,
                            null));
                }
            }
            return found;
        }
        for (GetVariableResult item :
                Messages.taken(GetVariablesResponse.class, body).getVariableResult()) {
            if ("Accepted".equals(item.attributeStatus())) {
                SettingName.read(item.component(), item.variable(), item.attributeType())
                        .ifPresent(name -> found.add(new Setting(
                                name.text(),
                                value(name.text(), Values.some(item.attributeValue())),
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
                ? Messages.taken(GetConfigurationResponse.class, body).unknownKey()
                : Messages.taken(GetVariablesResponse.class, body).getVariableResult().stream()
                        .filter(item -> item.attributeStatus() != null
                                && item.attributeStatus().startsWith("Unknown"))
                        .flatMap(item ->
                                SettingName.read(item.component(), item.variable(), item.attributeType()).stream())
                        .map(SettingName::text)
                        .toList();
    }

    /** A part of a report (2.x B07): each variable with all its attributes. */
    public static List<Setting> report(NotifyReportRequest payload) {
        List<Setting> found = new ArrayList<>();
        for (ReportData item : payload.reportData()) {
            VariableCharacteristics traits = item.variableCharacteristics();
            for (VariableAttribute attribute : item.variableAttribute()) {
                SettingName.read(item.component(), item.variable(), attribute.type())
                        .ifPresent(name -> found.add(setting(name.text(), attribute, traits)));
            }
        }
        return found;
    }

    private static Setting setting(String name, VariableAttribute attribute, @Nullable VariableCharacteristics traits) {
        BigDecimal limit = traits == null ? null : traits.maxLimit();
        return new Setting(
                name,
                "WriteOnly".equals(attribute.mutability()) ? null : value(name, Values.some(attribute.value())),
                "ReadOnly".equals(attribute.mutability()),
                traits == null ? null : Values.word(traits.dataType()),
                traits == null ? null : Values.word(traits.unit()),
                limit == null ? null : limit.stripTrailingZeros().toPlainString());
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
            String status =
                    Messages.taken(ChangeConfigurationResponse.class, body).status();
            words.put(
                    Messages.taken(ChangeConfigurationRequest.class, Json.read(said.payload()))
                            .key(),
                    status.isEmpty() ? UNKNOWN : status);
            return words;
        }
        for (SetVariableResult item :
                Messages.taken(SetVariablesResponse.class, body).setVariableResult()) {
            String status = item.attributeStatus();
            SettingName.read(item.component(), item.variable(), item.attributeType())
                    .ifPresent(name -> words.put(name.text(), status == null ? UNKNOWN : status));
        }
        return words;
    }

    @Override
    public Said setTariff(String version, Tariff tariff, int evse) {
        reckons(version);
        return said("SetDefaultTariff", new SetDefaultTariffRequest(evse, DefaultTariff.of(tariff)));
    }

    @Override
    public Optional<Said> changeTariff(String transaction, Tariff tariff) {
        return DefaultTariff.ofDriver(tariff)
                .map(said -> said("ChangeTransactionTariff", new ChangeTransactionTariffRequest(said, transaction)));
    }

    @Override
    public Said clearTariffs(String version) {
        reckons(version);
        return said("ClearTariffs", new ClearTariffsRequest(List.of(), null));
    }

    @Override
    public Said clearTariff(String version, String id, int evse) {
        reckons(version);
        return said("ClearTariffs", new ClearTariffsRequest(List.of(id), evse == 0 ? null : evse));
    }

    @Override
    public boolean areCleared(byte[] answer) {
        JsonNode said = Json.read(answer);
        return said.path("clearTariffsResult").isArray()
                && Messages.taken(ClearTariffsResponse.class, said).clearTariffsResult().stream()
                        .noneMatch(one -> "Rejected".equals(one.status()));
    }

    @Override
    public String tariffId(Said said) {
        return Messages.taken(SetDefaultTariffRequest.class, Json.read(said.payload()))
                .tariff()
                .tariffId();
    }

    @Override
    public Said askTariffs(String version) {
        reckons(version);
        return said("GetTariffs", new GetTariffsRequest(0));
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
        String name =
                Values.some(Messages.taken(GetDiagnosticsResponse.class, body).fileName());
        return Optional.ofNullable(
                name == null
                        ? Values.some(Messages.taken(GetLogResponse.class, body).filename())
                        : name);
    }

    private static boolean isFirst(String version) {
        return Version.ofNumber(version).filter(Version::isFirst).isPresent();
    }

    /** What older versions don't have isn't in these. */
    private static Said said(String action, Message body) {
        return said(action, Messages.write(body, Version.V2_1));
    }

    private static Said said(String action, ObjectNode body) {
        return new Said(action, Json.write(body));
    }
}
