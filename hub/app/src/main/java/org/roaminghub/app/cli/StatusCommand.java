package org.roaminghub.app.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.HubUnreachable;
import org.roaminghub.app.cli.client.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Health, partners, lag of the projections, parked deliveries.")
final class StatusCommand implements Callable<Integer> {

    private static final int MAX_ITEMS = 10_000;
    private static final String DEFAULT_MANAGEMENT_PORT = "8081";

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(
            names = "--management-url",
            description = "Where health is asked; default the hub's host at HUB_MANAGEMENT_PORT, else 8081.")
    private @Nullable String managementUrl;

    @Override
    public Integer call() {
        return admin.run(api -> {
            var platforms = api.list("/platforms", Map.of(), MAX_ITEMS);
            var projections = api.list("/projections", Map.of(), MAX_ITEMS);
            var parked = api.list("/deliveries", Map.of("status", "PARKED"), MAX_ITEMS);
            var health = health(api);
            if (admin.json()) {
                print(health, platforms, projections, parked);
            } else {
                show(health, platforms, projections, parked);
            }
        });
    }

    private String health(AdminApi api) {
        var base = managementUrl;
        if (base == null) {
            var port = admin.environment().getOrDefault("HUB_MANAGEMENT_PORT", DEFAULT_MANAGEMENT_PORT);
            base = "http://" + URI.create(api.url()).getHost() + ":" + port;
        }
        try {
            return api.statusOf(base + "/actuator/health/readiness") == 200 ? "READY" : "NOT_READY";
        } catch (HubUnreachable e) {
            return "UNKNOWN";
        }
    }

    private void show(String health, List<JsonNode> platforms, List<JsonNode> projections, List<JsonNode> parked) {
        var out = admin.out();
        out.println("health       " + (health.equals("UNKNOWN") ? "answers; readiness can't be asked" : health));
        var byStatus = platforms.stream()
                .collect(Collectors.groupingBy(p -> Json.text(p, "status"), TreeMap::new, Collectors.counting()));
        out.println("platforms    " + platforms.size() + (byStatus.isEmpty() ? "" : "  " + byStatus));
        projections.forEach(
                p -> out.println("projection   %s  lag %s".formatted(Json.text(p, "name"), Json.text(p, "lag"))));
        out.println("parked       " + parked.size() + " deliveries");
    }

    private void print(String health, List<JsonNode> platforms, List<JsonNode> projections, List<JsonNode> parked) {
        var status = Json.object().put("health", health);
        var list = status.putArray("platforms");
        platforms.forEach(list::add);
        var views = status.putArray("projections");
        projections.forEach(views::add);
        status.put("parked_deliveries", parked.size());
        admin.print(status);
    }
}
