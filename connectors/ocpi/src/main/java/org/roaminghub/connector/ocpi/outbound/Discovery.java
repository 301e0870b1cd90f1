package org.roaminghub.connector.ocpi.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Version;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.spi.inbound.PartnerConnection.Endpoint;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;

/** Reads a partner's versions and details (OCPI 2.2.1 ch. 6, 7): before the hub answers its registration, or starts one. */
public final class Discovery {

    /** Per call; a registration makes two or three. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int MAX_VERSIONS = 50;
    private static final Set<String> FUNCTIONAL =
            Set.of("cdrs", "chargingprofiles", "commands", "locations", "sessions", "tariffs", "tokens");
    private static final Set<String> CPO_SENDS = Set.of("cdrs", "locations", "sessions", "tariffs");

    private final PartnerClient client;
    private final boolean allowPlainHttp;

    public Discovery(PartnerClient client, boolean allowPlainHttp) {
        this.client = client;
        this.allowPlainHttp = allowPlainHttp;
    }

    /** Found, or the 3xxx that says what is wrong. */
    public sealed interface Found {
        record Endpoints(List<Endpoint> endpoints) implements Found {
            public Endpoints {
                endpoints = List.copyOf(endpoints);
            }
        }

        record Wrong(int statusCode, String why) implements Found {}
    }

    public Optional<String> problemWith(String url) {
        return PartnerUrl.problemWith(url, allowPlainHttp);
    }

    /** {@code roles} are those the partner says it has. */
    public Found read(
            PlatformId platform,
            String versionsUrl,
            String credential,
            String version,
            List<Role> roles,
            String correlationId) {
        JsonNode listed = get(platform, versionsUrl, credential, correlationId);
        if (listed == null || !listed.isArray() || listed.size() > MAX_VERSIONS) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "GET of the versions URL did not give a list of versions.");
        }
        String detailsUrl = null;
        try {
            for (JsonNode item : listed) {
                Version offered = Version.read(Fields.of(item));
                if (offered.version().equals(version)) {
                    detailsUrl = offered.url();
                }
            }
        } catch (BadField e) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The list of versions is wrong: " + e.sentence());
        }
        if (detailsUrl == null) {
            return new Found.Wrong(
                    Answers.UNSUPPORTED_VERSION, "Version " + version + " is not among the versions offered.");
        }
        if (problemWith(detailsUrl).isPresent()) {
            return new Found.Wrong(
                    Answers.CLIENT_UNUSABLE,
                    "The URL of the version details " + problemWith(detailsUrl).get() + ".");
        }
        return details(get(platform, detailsUrl, credential, correlationId), version, roles);
    }

    private Found details(@Nullable JsonNode data, String version, List<Role> roles) {
        if (data == null || !data.isObject()) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "GET of the version details did not give any.");
        }
        var endpoints = new ArrayList<Endpoint>();
        try {
            VersionDetails details = VersionDetails.read(Fields.of(data));
            if (!details.version().equals(version)) {
                return new Found.Wrong(Answers.UNSUPPORTED_VERSION, "The version details are of another version.");
            }
            for (var e : details.endpoints()) {
                var problem = problemWith(e.url());
                if (problem.isPresent()) {
                    return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The URL of an endpoint " + problem.get() + ".");
                }
                endpoints.add(new Endpoint(e.identifier(), e.role(), e.url()));
            }
        } catch (BadField e) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The version details are wrong: " + e.sentence());
        }
        for (Role role : roles) {
            if (endpoints.stream().noneMatch(e -> serves(role, e))) {
                return new Found.Wrong(
                        Answers.NO_ENDPOINTS, "The version details offer nothing that a " + role + " must offer.");
            }
        }
        return new Found.Endpoints(endpoints);
    }

    /** Whether the endpoint is one that a party of this role typically offers (OCPI 2.2.1 ch. 2). */
    private static boolean serves(Role role, Endpoint endpoint) {
        boolean sends = endpoint.role().equals("SENDER");
        return FUNCTIONAL.contains(endpoint.module())
                && switch (role) {
                    case CPO -> sends == CPO_SENDS.contains(endpoint.module());
                    case EMSP -> sends != CPO_SENDS.contains(endpoint.module());
                    case NSP, NAP, SCSP, OTHER, HUB, PSO -> true;
                };
    }

    private @Nullable JsonNode get(PlatformId platform, String url, String credential, String correlationId) {
        Reply reply =
                client.call(new Request(platform, "GET", url, credential, null, null, correlationId, null, DEADLINE));
        return reply instanceof Reply.Answered answered && answered.isSuccess() ? answered.data() : null;
    }
}
