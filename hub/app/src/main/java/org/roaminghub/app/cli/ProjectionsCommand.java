package org.roaminghub.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        description = "Lists the projections: what people look at, and how far behind it is.")
final class ProjectionsCommand implements Callable<Integer> {

    private static final int MAX_PROJECTIONS = 1_000;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Override
    public Integer call() {
        return admin.run(api -> {
            var projections = api.list("/projections", Map.of(), MAX_PROJECTIONS);
            if (admin.json()) {
                projections.forEach(admin::print);
                return;
            }
            var table = new Table("PROJECTION", "STATUS", "POSITION", "LAG", "PROGRESS");
            projections.forEach(p -> table.row(
                    Json.text(p, "name"),
                    Json.text(p, "status"),
                    Json.text(p, "position"),
                    Json.text(p, "lag"),
                    Json.text(p, "progress")));
            table.print(admin.out(), "no projections");
        });
    }
}
