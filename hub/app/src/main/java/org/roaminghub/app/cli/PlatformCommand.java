package org.roaminghub.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.AdminRefused;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "platform",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Partners' technical connections: add, list, show, suspend, resume, register …")
final class PlatformCommand {

    private static final int MAX_PLATFORMS = 10_000;
    private static final String WHICH = "The platform's id, or a party that it speaks for, as DE*VOL.";

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a platform; shows its secrets once.")
    int add(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
            @Option(
                            names = "--party",
                            required = true,
                            paramLabel = "ROLE:PARTY[:NAME]",
                            description = "A party it speaks for, as CPO:DE*VOL:Voltwerk; may be repeated.")
                    List<String> parties,
            @Option(names = "--protocol", defaultValue = "OCPI", description = "OCPI, OCHP or EMIP (default OCPI).")
                    String protocol) {
        var body = Json.object().put("name", name).put("protocol", protocol.toUpperCase(Locale.ROOT));
        var list = body.putArray("parties");
        parties.forEach(party -> list.add(party(party, name)));
        return admin.run(api -> show(admin, api.post("/platforms", body)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the platforms.")
    int list(@Mixin AdminOptions admin) {
        return admin.run(api -> {
            var platforms = api.list("/platforms", Map.of(), MAX_PLATFORMS);
            if (admin.json()) {
                platforms.forEach(admin::print);
                return;
            }
            var table = new Table("PLATFORM", "NAME", "PROTOCOL", "STATUS", "PARTIES", "LAST SEEN");
            platforms.forEach(p -> table.row(
                    Json.text(p, "platform_id"),
                    Json.text(p, "name"),
                    Json.text(p, "protocol"),
                    Json.text(p, "status"),
                    parties(p),
                    Json.text(p, "last_seen")));
            table.print(admin.out(), "no platforms");
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one platform.")
    int show(@Mixin AdminOptions admin, @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform) {
        return admin.run(api -> show(admin, api.get("/platforms/" + id(api, platform))));
    }

    @Command(name = "suspend", mixinStandardHelpOptions = true, description = "Stops all traffic with a platform.")
    int suspend(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform,
            @Option(names = "--reason", description = "Why; it is recorded.") @Nullable String reason) {
        return order(admin, platform, "suspend", reason(reason));
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a suspended platform work again.")
    int resume(@Mixin AdminOptions admin, @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform) {
        return order(admin, platform, "resume", Json.object());
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Makes a new one-time OCPI registration token (token A) for a platform.")
    int token(@Mixin AdminOptions admin, @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform) {
        return order(admin, platform, "registration-token", Json.object());
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = "Lets the hub start the OCPI handshake with a partner.")
    int register(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform,
            @Option(names = "--versions-url", required = true, description = "The partner's versions endpoint.")
                    String versionsUrl,
            @Option(names = "--partner-token", required = true, description = "The token A that the partner gave.")
                    String partnerToken) {
        return order(
                admin,
                platform,
                "register",
                Json.object().put("versions_url", versionsUrl).put("token", partnerToken));
    }

    @Command(
            name = "party",
            mixinStandardHelpOptions = true,
            description = "Adds a party to a platform, or approves one that the partner claimed.")
    int party(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform,
            @Parameters(paramLabel = "ROLE:PARTY[:NAME]", description = "As EMSP:NL*MOV:Movlyn.") String party) {
        return order(admin, platform, "parties", party(party, null));
    }

    @Command(
            name = "gate",
            mixinStandardHelpOptions = true,
            description = "Sets by what a platform gets in beside its token; what is left out is no longer set.")
    int gate(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PLATFORM", description = WHICH) String platform,
            @Option(
                            names = "--rate-limit",
                            paramLabel = "N",
                            description = "Requests a second, 0 = no limit (default: HUB_RATE_LIMIT).")
                    @Nullable
                    Integer rateLimit,
            @Option(
                            names = "--certificate",
                            paramLabel = "SUBJECT|SHA256",
                            description =
                                    "Its client certificate, as CN=cpo,O=Voltwerk or a fingerprint; may be repeated.")
                    @Nullable
                    List<String> certificates) {
        ObjectNode body = Json.object();
        if (rateLimit != null) {
            body.put("rate_limit", rateLimit);
        }
        if (certificates != null) {
            var list = body.putArray("client_certificates");
            certificates.forEach(list::add);
        }
        return order(admin, platform, "gate", body);
    }

    private int order(AdminOptions admin, String platform, String what, JsonNode body) {
        return admin.run(api -> show(admin, api.post("/platforms/" + id(api, platform) + "/" + what, body)));
    }

    private static void show(AdminOptions admin, JsonNode answer) {
        if (admin.json()) {
            admin.print(answer);
            return;
        }
        if (answer.has("platform_id")) {
            admin.out()
                    .println("%s  %s  %s  %s"
                            .formatted(
                                    Json.text(answer, "platform_id"),
                                    Json.text(answer, "name"),
                                    Json.text(answer, "status"),
                                    parties(answer)));
        }
        lines(admin, "", answer);
    }

    /** What is left, a line each: addresses, secrets, endpoints. */
    private static void lines(AdminOptions admin, String prefix, JsonNode answer) {
        var shown = List.of("platform_id", "name", "status", "parties");
        answer.properties().forEach(field -> {
            if (!prefix.isEmpty() || !shown.contains(field.getKey())) {
                if (field.getValue().isObject()) {
                    lines(admin, prefix + field.getKey() + ".", field.getValue());
                } else {
                    var value = field.getValue().isArray()
                            ? field.getValue().toString()
                            : field.getValue().asString("");
                    admin.out().println("  " + prefix + field.getKey() + ": " + value);
                }
            }
        });
    }

    private static String parties(JsonNode platform) {
        return platform.path("parties").values().stream()
                .map(p -> Json.text(p, "role") + " " + Json.text(p, "party"))
                .collect(Collectors.joining(", "));
    }

    /** By itself when it is an id, else by the party it speaks for. */
    private static String id(AdminApi api, String platform) {
        if (isId(platform)) {
            return platform;
        }
        var wanted = plain(platform);
        return api.list("/platforms", Map.of(), MAX_PLATFORMS).stream()
                .filter(p -> p.path("parties").values().stream()
                        .anyMatch(party -> plain(Json.text(party, "party")).equals(wanted)))
                .findFirst()
                .map(p -> Json.text(p, "platform_id"))
                .orElseThrow(() -> new AdminRefused(404, "no platform speaks for " + platform));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String plain(String party) {
        return party.replace("*", "").replace("-", "").toUpperCase(Locale.ROOT);
    }

    private ObjectNode party(String text, @Nullable String defaultName) {
        var parts = text.split(":", 3);
        if (parts.length < 2) {
            var command = Objects.requireNonNull(spec, "set by picocli").commandLine();
            throw new ParameterException(command, "a party is written ROLE:PARTY[:NAME], as CPO:DE*VOL, not " + text);
        }
        var body = Json.object().put("role", parts[0].toUpperCase(Locale.ROOT)).put("party", parts[1]);
        var name = parts.length == 3 ? parts[2] : defaultName;
        return name == null ? body : body.put("name", name);
    }

    private static ObjectNode reason(@Nullable String reason) {
        return reason == null ? Json.object() : Json.object().put("reason", reason);
    }
}
