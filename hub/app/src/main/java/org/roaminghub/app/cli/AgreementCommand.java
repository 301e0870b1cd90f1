package org.roaminghub.app.cli;

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

@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Who may roam where: add, list, terminate.")
final class AgreementCommand {

    private static final int MAX_AGREEMENTS = 100_000;

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Lets the drivers of an eMSP charge at a CPO.")
    int add(
            @Mixin AdminOptions admin,
            @Option(names = "--cpo", required = true, description = "As DE*VOL.") String cpo,
            @Option(names = "--emsp", required = true, description = "As NL*MOV.") String emsp,
            @Option(names = "--from", paramLabel = "TIME", description = "RFC 3339; default now.") @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "RFC 3339; default without end.") @Nullable
                    String to,
            @Option(
                            names = "--service",
                            paramLabel = "SERVICE",
                            description = "authorize, remote_start, reserve, cdr …; may be repeated; default all.")
                    @Nullable
                    List<String> services,
            @Option(names = "--tariff", paramLabel = "ID", description = "A tariff that applies; may be repeated.")
                    @Nullable
                    List<String> tariffs,
            @Option(names = "--currency", paramLabel = "CCC", description = "ISO 4217; default EUR.") @Nullable
                    String currency,
            @Mixin TermsOptions terms) {
        var body = Json.object().put("cpo", cpo).put("emsp", emsp);
        if (from != null) {
            body.put("valid_from", from);
        }
        if (to != null) {
            body.put("valid_to", to);
        }
        if (services != null) {
            services.forEach(body.putArray("services")::add);
        }
        if (tariffs != null) {
            tariffs.forEach(body.putArray("tariff_ids")::add);
        }
        if (currency != null) {
            body.put("currency", currency);
        }
        terms.addTo(body);
        return admin.run(api -> show(admin, List.of(api.post("/agreements", body))));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the agreements.")
    int list(
            @Mixin AdminOptions admin,
            @Option(names = "--party", description = "Only those of this party.", defaultValue = "") String party) {
        return admin.run(api -> show(admin, api.list("/agreements", Map.of("party", party), MAX_AGREEMENTS)));
    }

    @Command(name = "terminate", mixinStandardHelpOptions = true, description = "Ends an agreement now.")
    int terminate(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "AGREEMENT", description = "Its id.") String agreement,
            @Option(names = "--reason", description = "Why; it is recorded.") @Nullable String reason) {
        var body = reason == null ? Json.object() : Json.object().put("reason", reason);
        return admin.run(api ->
                show(admin, List.of(api.post("/agreements/" + AdminApi.encode(agreement) + "/terminate", body))));
    }

    private static void show(AdminOptions admin, List<JsonNode> agreements) {
        if (admin.json()) {
            agreements.forEach(admin::print);
            return;
        }
        var table = new Table("AGREEMENT", "CPO", "EMSP", "STATUS", "FROM", "TO", "SERVICES");
        agreements.forEach(a -> table.row(
                Json.text(a, "agreement_id"),
                Json.text(a, "cpo"),
                Json.text(a, "emsp"),
                Json.text(a, "status"),
                Json.text(a, "valid_from"),
                Json.text(a, "valid_to"),
                a.path("services").values().stream().map(s -> s.asString("")).collect(Collectors.joining(" "))));
        table.print(admin.out(), "no agreements");
    }
}
