package org.roaminghub.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(
        name = "tariff",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Prices: add, change, withdraw those of own stations; list, show anyone's.")
final class TariffCommand {

    private static final int MAX_TARIFFS = 100_000;

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Enters a tariff of the hub's own stations; connectors name it in their location's tariff_ids.")
    int add(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "FILE", description = "An OCPI 2.2.1 Tariff, as JSON.") Path file) {
        JsonNode tariff = read(admin, file);
        return admin.run(api -> show(admin, List.of(api.post("/tariffs", tariff))));
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Replaces one. Sessions that run keep the tariff that they started with.")
    int change(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "FILE", description = "The whole OCPI 2.2.1 Tariff, as JSON.") Path file) {
        JsonNode tariff = read(admin, file);
        return admin.run(api -> show(admin, List.of(api.put(path(Json.text(tariff, "id")), tariff))));
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true, description = "Takes one of the own stations' back.")
    int withdraw(
            @Mixin AdminOptions admin, @Parameters(paramLabel = "TARIFF", description = "Its own id.") String tariff) {
        return admin.run(api -> api.delete(path(tariff)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tariffs of all CPOs.")
    int list(
            @Mixin AdminOptions admin,
            @Option(names = "--party", description = "Only those of this CPO.", defaultValue = "") String party) {
        return admin.run(api -> show(admin, api.list("/tariffs", Map.of("party", party), MAX_TARIFFS)));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one, whole.")
    int show(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "TARIFF", description = "The hub's id or the CPO's.") String tariff) {
        return admin.run(api -> admin.print(api.get(path(tariff))));
    }

    private static String path(String tariff) {
        return "/tariffs/" + AdminApi.encode(tariff);
    }

    private static JsonNode read(AdminOptions admin, Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw admin.wrong("can't read " + file + ": " + e.getMessage());
        } catch (JacksonException e) {
            throw admin.wrong(file + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private static void show(AdminOptions admin, List<JsonNode> tariffs) {
        if (admin.json()) {
            tariffs.forEach(admin::print);
            return;
        }
        var table = new Table("TARIFF", "CPO", "CURRENCY", "STATUS", "PRICES", "LAST UPDATED");
        tariffs.forEach(t -> table.row(
                Json.text(t, "id"),
                Json.text(t, "country_code") + "*" + Json.text(t, "party_id"),
                Json.text(t, "currency"),
                Json.text(t, "status"),
                t.path("elements")
                        .valueStream()
                        .flatMap(e -> e.path("price_components").valueStream())
                        .map(c -> Json.text(c, "type") + " " + Json.text(c, "price"))
                        .collect(Collectors.joining(", ")),
                Json.text(t, "last_updated")));
        table.print(admin.out(), "no tariffs");
    }
}
