package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.hub.party.CertificateName;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Platforms: the technical connections, and the parties that each speaks for. */
@RestController
@RequestMapping("/api/v1/platforms")
@Tag(name = "Platforms")
class PlatformController {

    private static final int MAX_PARTIES = 1_000;

    private final Parties parties;
    private final ObjectProvider<Connector> connectors;

    PlatformController(Parties parties, ObjectProvider<Connector> connectors) {
        this.parties = parties;
        this.connectors = connectors;
    }

    @ApiJson
    record PlatformBody(
            @Nullable String name,
            @Nullable String protocol,
            @Nullable List<@Nullable PartyBody> parties,
            @Nullable Map<String, String> settings) {}

    @ApiJson
    record PartyBody(
            @Nullable String role,
            @Nullable String party,
            @Nullable String name,
            @Nullable String website,
            @Nullable String logo) {}

    @ApiJson
    record GateBody(@Nullable Integer rateLimit, @Nullable List<@Nullable String> clientCertificates) {}

    @ApiJson
    record ReasonBody(@Nullable String reason) {}

    @ApiJson
    record RegisterBody(
            @Nullable String versionsUrl, @Nullable String token) {}

    /** Shown once. */
    @ApiJson
    record OcpiAccess(String registrationToken, String versionsUrl) {}

    @ApiJson
    record NewPlatform(String platformId, String status, PlatformItem platform, OcpiAccess ocpi) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Makes a platform",
            description = "The registration token is shown once. 409 when a party belongs to another platform.")
    NewPlatform register(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @RequestBody PlatformBody body) {
        String name = Ask.required("name", body.name());
        Protocol protocol = Ask.word("protocol", body.protocol(), Protocol.class);
        if (protocol == Protocol.OCPP) {
            throw Problem.malformed(
                    "protocol", "is none of partners: stations are entered one by one, by POST /stations");
        }
        connector(protocol);
        List<@Nullable PartyBody> asked = Objects.requireNonNullElse(body.parties(), List.of());
        if (asked.isEmpty() || asked.size() > MAX_PARTIES) {
            throw Problem.malformed("parties", "has 1 to " + MAX_PARTIES + " entries");
        }
        List<HostedParty> hosted = new java.util.ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            hosted.add(party("parties[" + i + "].", asked.get(i), name));
        }
        Map<String, String> settings = Objects.requireNonNullElse(body.settings(), Map.of());
        if (settings.containsKey(Gate.RATE_LIMIT) || settings.containsKey(Gate.CERTIFICATES)) {
            throw Problem.malformed("settings", "leaves the gate out: POST /platforms/{id}/gate sets it");
        }
        Parties.Registered made = Problem.orThrow(parties.register(name, protocol, hosted, settings, user.actor()));
        return new NewPlatform(
                made.platform().platform().toString(),
                made.platform().status().name(),
                item(made.platform()),
                ocpi(made.registrationToken()));
    }

    @GetMapping
    @Operation(summary = "Platforms, in order of creation")
    PageBody<PlatformItem> list(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = ListController.PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = "PLANNED, CONNECTED, OFFLINE or SUSPENDED")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        PartyId speaksFor = Ask.partyOrNull("party", party);
        ConnectionStatus state = status == null ? null : Ask.word("status", status, ConnectionStatus.class);
        List<KnownPlatform> all = parties.list().stream()
                .filter(platform -> isVisible(platform, user))
                .filter(platform -> speaksFor == null
                        || platform.parties().stream().anyMatch(p -> p.party().equals(speaksFor)))
                .filter(platform -> state == null || platform.status() == state)
                .toList();
        return MemoryPage.of(
                all, platform -> platform.platform().value(), Ask.after(after), Ask.limit(limit), this::item);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One platform",
            description = "Connection, roles, version, endpoints and when it was last seen.")
    PlatformItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return item(known(id, user));
    }

    @PostMapping("/{id}/suspend")
    @Operation(summary = "Suspends a platform", description = "Nothing goes to it, nothing is taken from it.")
    PlatformItem suspend(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        return item(Problem.orThrow(parties.suspend(known(id, user).platform(), reason(body), user.actor())));
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Back to the state before the suspension")
    PlatformItem resume(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        return item(Problem.orThrow(parties.resume(known(id, user).platform(), reason(body), user.actor())));
    }

    @PostMapping("/{id}/gate")
    @Operation(
            summary = "By what it gets in, beside its token",
            description =
                    "rate_limit: requests a second, 0 = no limit, absent = HUB_RATE_LIMIT. client_certificates: subjects as"
                            + " CN=cpo,O=Voltwerk or SHA-256 fingerprints; where there are any, its requests are taken only over"
                            + " connections with one of them, and nobody else's with these. What is absent is no longer set.")
    PlatformItem gate(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody GateBody body) {
        KnownPlatform platform = known(id, user);
        try {
            List<String> certificates = new java.util.ArrayList<>();
            for (String certificate : Objects.requireNonNullElse(body.clientCertificates(), List.<String>of())) {
                certificates.add(CertificateName.parse(Objects.requireNonNullElse(certificate, "")));
            }
            Gate gate = Gate.parse(body.rateLimit(), certificates);
            return item(Problem.orThrow(parties.setGate(platform.platform(), gate, user.actor())));
        } catch (IllegalArgumentException senseless) {
            throw new Problem(Refusal.MALFORMED, String.valueOf(senseless.getMessage()));
        }
    }

    @PostMapping("/{id}/parties")
    @Operation(
            summary = "Adds a party, or approves one that the partner claimed",
            description = "409 when it is another platform's.")
    PlatformItem addParty(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody PartyBody body) {
        KnownPlatform platform = known(id, user);
        return item(
                Problem.orThrow(parties.addParty(platform.platform(), party("", body, platform.name()), user.actor())));
    }

    @PostMapping("/{id}/registration-token")
    @Operation(summary = "A new one-time OCPI token A", description = "Shown once; the one before is dead.")
    OcpiAccess registrationToken(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return ocpi(Problem.orThrow(parties.newRegistrationToken(known(id, user).platform(), user.actor())));
    }

    @PostMapping("/{id}/register")
    @Operation(
            summary = "The hub starts the handshake itself",
            description = "With the address and token that the partner gave.")
    PlatformItem startHandshake(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody RegisterBody body) {
        KnownPlatform platform = known(id, user);
        String url = address(Ask.required("versions_url", body.versionsUrl()));
        String token = Ask.required("token", body.token());
        return switch (connector(platform.protocol()).handshake().start(platform, url, token)) {
            case Handshake.Result.Registered(String version) -> item(parties.get(platform.platform()));
            case Handshake.Result.NotRegistered(Refusal refusal, String why) -> throw new Problem(refusal, why);
        };
    }

    private static String address(String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.toString();
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw Problem.malformed("versions_url", "is an http(s) address");
    }

    private Connector connector(Protocol protocol) {
        return connectors.stream()
                .filter(connector -> connector.protocol() == protocol)
                .findFirst()
                .orElseThrow(
                        () -> new Problem(Refusal.NOT_SUPPORTED, "This hub has no connector for " + protocol + "."));
    }

    private KnownPlatform known(String id, AdminUser user) {
        return parties.find(new PlatformId(Ask.id("id", id)))
                .filter(platform -> isVisible(platform, user))
                .orElseThrow(() -> Problem.unknown("platform"));
    }

    private static boolean isVisible(KnownPlatform platform, AdminUser user) {
        return user.scope().isAll()
                || platform.parties().stream()
                        .anyMatch(p -> p.active() && user.scope().covers(p.party()));
    }

    private static @Nullable String reason(@Nullable ReasonBody body) {
        return body == null ? null : Ask.optional("reason", body.reason());
    }

    private static HostedParty party(String at, @Nullable PartyBody body, String platformName) {
        if (body == null) {
            throw Problem.malformed(at + "party", "is missing");
        }
        String name = Ask.optional(at + "name", body.name());
        return new HostedParty(
                Ask.word(at + "role", body.role(), Role.class),
                Ask.party(at + "party", body.party()),
                name == null ? platformName : name,
                Ask.optional(at + "website", body.website()),
                Ask.optional(at + "logo", body.logo()),
                true);
    }

    private OcpiAccess ocpi(String token) {
        return new OcpiAccess(token, parties.publicUrl() + "/ocpi/versions");
    }

    private PlatformItem item(KnownPlatform platform) {
        return PlatformItem.of(platform, parties.lastSeen(platform.platform()).orElse(null));
    }
}
