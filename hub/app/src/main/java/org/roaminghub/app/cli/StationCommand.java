package org.roaminghub.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "station",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The hub's own charging stations: add, list, show, approve, place, command, config, local-list,"
                + " tariff, reservation.")
final class StationCommand {

    private static final int MAX_STATIONS = 100_000;

    /** As it is written on the command line. */
    enum OnOff {
        on,
        off
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Enters a station.")
    int add(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION", description = "Its id, as at the end of its address.") String station,
            @Option(
                            names = "--location",
                            required = true,
                            paramLabel = "FILE",
                            description = "An OCPI 2.2.1 Location with this station's EVSEs, as JSON.")
                    Path location,
            @Option(names = "--party", defaultValue = "DE*HUB", description = "The hub's own party (default DE*HUB).")
                    String party,
            @Option(
                            names = "--security-profile",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "0: none, 1: a password, 2: a password by TLS, 3: a certificate (default 1).")
                    int profile,
            @Option(names = "--password", paramLabel = "TEXT", description = "16 to 40 characters.") @Nullable
                    String password,
            @Option(
                            names = "--ocpp",
                            paramLabel = "VERSION",
                            description = "1.5S or 1.6S: it speaks by SOAP, with profile 0 or 1; else by WebSocket.")
                    @Nullable
                    String ocpp,
            @Option(names = "--pending", description = "Its boots wait for your approval.") boolean pending) {
        var body = Json.object()
                .put("station_id", station)
                .put("party", party)
                .put("security_profile", profile)
                .put("approved", !pending);
        if (password != null) {
            body.put("password", password);
        }
        if (ocpp != null) {
            body.put("ocpp", ocpp);
        }
        body.set("location", Json.read(read(location)));
        return admin.run(api -> show(admin, List.of(api.post("/stations", body))));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the stations.")
    int list(@Mixin AdminOptions admin) {
        return admin.run(api -> show(admin, api.list("/stations", Map.of(), MAX_STATIONS)));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one with its newest transactions.")
    int show(@Mixin AdminOptions admin, @Parameters(paramLabel = "STATION") String station) {
        return admin.run(api -> admin.print(api.get(path(station))));
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Accepts its boots from now on.")
    int approve(@Mixin AdminOptions admin, @Parameters(paramLabel = "STATION") String station) {
        return admin.run(api -> show(admin, List.of(api.post(path(station) + "/approve", Json.object()))));
    }

    @Command(
            name = "place",
            mixinStandardHelpOptions = true,
            description = "Changes what is published of a place, one of its EVSEs or connectors; partners are told.")
    int place(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "LOCATION", description = "Its own id.") String location,
            @Parameters(
                            paramLabel = "CHANGE",
                            description = "Fields of OCPI 2.2.1, as {\"name\":\"Harbour\"}; null takes one away.")
                    String change,
            @Parameters(paramLabel = "EVSE", arity = "0..1", description = "Of that EVSE, by its uid.") @Nullable
                    String evse,
            @Parameters(paramLabel = "CONNECTOR", arity = "0..1", description = "Of that connector.") @Nullable
                    String connector) {
        String path = "/locations/" + AdminApi.encode(location)
                + (evse == null ? "" : "/evses/" + AdminApi.encode(evse))
                + (evse == null || connector == null ? "" : "/connectors/" + AdminApi.encode(connector));
        JsonNode body = Json.read(change.getBytes(StandardCharsets.UTF_8));
        return admin.run(api -> admin.print(api.patch(path, body)));
    }

    @Command(
            name = "command",
            mixinStandardHelpOptions = true,
            description = "Sends a call in the words of its OCPP version and prints the answer.")
    int command(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION") String station,
            @Parameters(paramLabel = "ACTION", description = "As Reset.") String action,
            @Parameters(
                            paramLabel = "PAYLOAD",
                            arity = "0..1",
                            defaultValue = "{}",
                            description = "As {\"type\":\"Soft\"}.")
                    String payload) {
        var body = Json.object().put("action", action);
        body.set("payload", Json.read(payload.getBytes(StandardCharsets.UTF_8)));
        return admin.run(api -> admin.print(api.post(path(station) + "/commands", body)));
    }

    @Command(
            name = "local-list",
            mixinStandardHelpOptions = true,
            description = "Shows or turns on or off the tokens that a station keeps for when it can't ask.")
    int localList(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION") String station,
            @Parameters(paramLabel = "on|off", arity = "0..1", description = "Absent: shows it.") @Nullable
                    OnOff state) {
        String path = path(station) + "/local-list";
        return admin.run(api -> admin.print(
                state == null ? api.get(path) : api.put(path, Json.object().put("enabled", state == OnOff.on))));
    }

    @Command(
            name = "tariff",
            mixinStandardHelpOptions = true,
            description = {
                "Asks a station of OCPP 2.1 which tariffs it has; makes an own one its default, or takes all away.",
                "A default that changes later is sent again by itself."
            })
    int tariff(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION") String station,
            @Parameters(paramLabel = "TARIFF", arity = "0..1", description = "Becomes its default; absent: asks it.")
                    @Nullable
                    String tariff,
            @Option(names = "--evse", paramLabel = "N", description = "Of that EVSE only, by the station's number.")
                    @Nullable
                    Integer evse,
            @Option(names = "--clear", description = "Takes all tariffs from it.") boolean clear) {
        String path = path(station) + "/tariff";
        if (clear && tariff != null) {
            throw admin.wrong("A tariff is set or all are cleared, not both.");
        }
        if (evse != null && tariff == null) {
            throw admin.wrong("--evse goes with a tariff.");
        }
        return admin.run(api -> admin.print(
                clear ? api.delete(path) : tariff == null ? api.get(path) : api.put(path, wanted(tariff, evse))));
    }

    private static ObjectNode wanted(String tariff, @Nullable Integer evse) {
        ObjectNode body = Json.object().put("tariff_id", tariff);
        return evse == null ? body : body.put("evse", evse);
    }

    enum Decision {
        bill,
        waive
    }

    @Command(
            name = "reservation",
            mixinStandardHelpOptions = true,
            description = "Bills a reservation that is held (see show), or never does.")
    int reservation(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION") String station,
            @Parameters(paramLabel = "RESERVATION", description = "Its hub_id.") String reservation,
            @Parameters(paramLabel = "bill|waive") Decision decision) {
        String path = path(station) + "/reservations/" + AdminApi.encode(reservation) + "/" + decision;
        return admin.run(api -> admin.print(api.post(path, Json.object())));
    }

    @Command(
            name = "config",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what a station said last of its configuration or device model; reads it anew, or changes it.",
                "A variable of 2.x is named Component.Variable, in full"
                        + " Component{instance}@evse/connector.Variable{instance}:Attribute."
            })
    int config(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "STATION") String station,
            @Parameters(paramLabel = "NAME", arity = "0..*", description = "Read from the station now.") @Nullable
                    List<String> names,
            @Option(names = "--read", description = "Reads all; 2.x sends a report, which takes a while.") boolean all,
            @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Changes it; may be repeated.") @Nullable
                    Map<String, String> changes) {
        String path = path(station) + "/configuration";
        return admin.run(api -> {
            if (changes != null) {
                var values = Json.object();
                changes.forEach(values::put);
                var body = Json.object();
                body.set("values", values);
                admin.print(api.put(path, body));
            } else if (all || (names != null && !names.isEmpty())) {
                var body = Json.object();
                if (names != null) {
                    var list = body.putArray("names");
                    names.forEach(list::add);
                }
                admin.print(api.post(path + "/read", body));
            } else {
                admin.print(api.get(path));
            }
        });
    }

    private static String path(String station) {
        return "/stations/" + AdminApi.encode(station);
    }

    private static void show(AdminOptions admin, List<JsonNode> stations) {
        if (admin.json()) {
            stations.forEach(admin::print);
            return;
        }
        var table = new Table("STATION", "STATUS", "CONNECTED", "OCPP", "LOCATION", "EVSES");
        stations.forEach(s -> table.row(
                Json.text(s, "station_id"),
                Json.text(s, "status"),
                Json.text(s, "connected"),
                Json.text(s, "ocpp_version"),
                Json.text(s, "location_id"),
                s.path("evses").values().stream()
                        .map(e -> Json.text(e, "status"))
                        .collect(Collectors.joining(" "))));
        table.print(admin.out(), "no stations");
    }
}
