package org.roaminghub.app.cli;

import java.util.Map;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What is on its way to partners: list, retry, discard.")
final class DeliveriesCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists deliveries.")
    int list(
            @Mixin AdminOptions admin,
            @Option(names = "--status", defaultValue = "", description = "QUEUED, PARKED, ACKNOWLEDGED, DISCARDED.")
                    String status,
            @Option(names = "--party", defaultValue = "", description = "Only those of this party.") String party,
            @Option(names = "--limit", defaultValue = "100", description = "At most so many (default 100).")
                    int limit) {
        return admin.run(api -> {
            var deliveries = api.list("/deliveries", Map.of("status", status, "party", party), limit);
            if (admin.json()) {
                deliveries.forEach(admin::print);
                return;
            }
            var table = new Table("DELIVERY", "OBJECT", "TO", "STATUS", "ATTEMPTS", "REASON");
            deliveries.forEach(d -> table.row(
                    Json.text(d, "delivery_id"),
                    Json.text(d, "object"),
                    Json.text(d, "receiver"),
                    Json.text(d, "status"),
                    Json.text(d, "attempts"),
                    Json.text(d, "reason")));
            table.print(admin.out(), "no deliveries");
        });
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Sends a parked delivery again.")
    int retry(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "DELIVERY", description = "Its id.") String delivery,
            @Option(names = "--reason", required = true, description = "Why; it is recorded.") String reason) {
        return order(admin, delivery, "retry", reason);
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Gives a parked delivery up.")
    int discard(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "DELIVERY", description = "Its id.") String delivery,
            @Option(names = "--reason", required = true, description = "Why; it is recorded.") String reason) {
        return order(admin, delivery, "discard", reason);
    }

    private static int order(AdminOptions admin, String delivery, String what, String reason) {
        return admin.run(api -> {
            JsonNode answer = api.post(
                    "/deliveries/" + AdminApi.encode(delivery) + "/" + what,
                    Json.object().put("reason", reason));
            if (admin.json()) {
                admin.print(answer);
            } else {
                admin.out().println(delivery + " " + Json.text(answer, "status"));
            }
        });
    }
}
