package org.roaminghub.connector.ocpi.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
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

    private static final String SENDER = "SENDER";
    private static final String RECEIVER = "RECEIVER";
    private static final int MAX_VERSIONS = 50;
    private static final Set<String> FUNCTIONAL = Set.of(
            "bookings",
            "cdrs",
            "chargingprofiles",
            "commands",
            "invoicereconciliation",
            "locations",
            "payments",
            "sessions",
            "tariffs",
            "tokens");
    private static final Set<String> CPO_SENDS = Set.of("bookings", "cdrs", "locations", "sessions", "tariffs");

    private final PartnerClient client;
    private final boolean allowPlainHttp;

    public Discovery(PartnerClient client, boolean allowPlainHttp) {
        this.client = client;
        this.allowPlainHttp = allowPlainHttp;
    }

    /** Whose versions are read. {@code roles} are those the partner says it has. */
    public record Asked(
            PlatformId platform, String versionsUrl, String credential, List<Role> roles, String correlationId) {
        @Override
        public String toString() {
            return "Asked[" + platform + "]";
        }
    }

    /** Found, or the 3xxx that says what is wrong. */
    public sealed interface Found {
        record Endpoints(Dialect dialect, List<Endpoint> endpoints, Map<String, String> settings) implements Found {
            public Endpoints {
                endpoints = List.copyOf(endpoints);
                settings = Map.copyOf(settings);
            }
        }

        record Wrong(int statusCode, String why) implements Found {}
    }

    public Optional<String> problemWith(String url) {
        return PartnerUrl.problemWith(url, allowPlainHttp);
    }

    /** The endpoints of that version. {@code base64}: how the partner itself writes its token. */
    public Found read(Asked asked, Dialect wanted, boolean base64) {
        return read(asked, List.of(wanted), base64 || wanted.release().hasRouting());
    }

    /** The endpoints of the newest version that both speak. */
    public Found best(Asked asked) {
        return read(asked, Dialect.all(), true);
    }

    /** {@code wanted} best first. A token that isn't taken in one form is tried in the other (facts §1.3). */
    private Found read(Asked asked, List<Dialect> wanted, boolean base64First) {
        boolean base64 = base64First;
        Reply reply = get(asked, asked.versionsUrl(), base64);
        if (reply instanceof Reply.None none && none.isUnauthorized()) {
            base64 = !base64First;
            reply = get(asked, asked.versionsUrl(), base64);
        }
        JsonNode listed = dataOf(reply);
        if (listed == null || !listed.isArray() || listed.size() > MAX_VERSIONS) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "GET of the versions URL did not give a list of versions.");
        }
        Map<String, String> offered = new HashMap<>();
        try {
            for (JsonNode item : listed) {
                Version version = Version.read(Fields.of(item));
                offered.put(version.version(), version.url());
            }
        } catch (BadField e) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The list of versions is wrong: " + e.sentence());
        }
        for (Dialect dialect : wanted) {
            String detailsUrl = offered.get(dialect.version());
            if (detailsUrl != null) {
                // Before the version was known the form of its token was not: 2.1.1 has it as it is.
                return details(
                        asked,
                        dialect,
                        detailsUrl,
                        wanted.size() == 1 ? base64 : dialect.release().hasRouting(),
                        base64);
            }
        }
        return new Found.Wrong(
                Answers.UNSUPPORTED_VERSION,
                wanted.size() == 1
                        ? "Version " + wanted.getFirst().version() + " is not among the versions offered."
                        : "No version that the hub speaks is among the versions offered.");
    }

    private Found details(Asked asked, Dialect dialect, String url, boolean base64, boolean worked) {
        Optional<String> problem = problemWith(url);
        if (problem.isPresent()) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The URL of the version details " + problem.get() + ".");
        }
        Reply reply = get(asked, url, base64);
        if (base64 != worked && reply instanceof Reply.None none && none.isUnauthorized()) {
            return details(dataOf(get(asked, url, worked)), dialect, asked.roles(), worked);
        }
        return details(dataOf(reply), dialect, asked.roles(), base64);
    }

    private Found details(@Nullable JsonNode data, Dialect dialect, List<Role> roles, boolean base64) {
        if (data == null || !data.isObject()) {
            return new Found.Wrong(Answers.CLIENT_UNUSABLE, "GET of the version details did not give any.");
        }
        var endpoints = new ArrayList<Endpoint>();
        try {
            VersionDetails details = VersionDetails.read(Fields.of(data, dialect.release()));
            if (!details.version().equals(dialect.version())) {
                return new Found.Wrong(Answers.UNSUPPORTED_VERSION, "The version details are of another version.");
            }
            for (var e : details.endpoints()) {
                var problem = problemWith(e.url());
                if (problem.isPresent()) {
                    return new Found.Wrong(Answers.CLIENT_UNUSABLE, "The URL of an endpoint " + problem.get() + ".");
                }
                sides(e, roles).forEach(side -> endpoints.add(new Endpoint(identifier(e.identifier()), side, e.url())));
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
        return new Found.Endpoints(dialect, endpoints, Encoding.learnt(base64));
    }

    /** The Bookings edition prints its module both ways (facts ch. 8, 11). */
    private static String identifier(String said) {
        return said.equalsIgnoreCase("booking") ? "bookings" : said;
    }

    /** 2.1.1 says no interface role: the roles of the partner tell which one it is. */
    private static List<String> sides(org.roaminghub.connector.ocpi.wire.Endpoint e, List<Role> roles) {
        String said = e.role();
        if (said != null) {
            return List.of(said);
        }
        if (!FUNCTIONAL.contains(e.identifier())) {
            return List.of(SENDER);
        }
        boolean ofCpos = CPO_SENDS.contains(e.identifier());
        return roles.stream()
                .map(role -> (role == Role.CPO) == ofCpos ? SENDER : RECEIVER)
                .distinct()
                .toList();
    }

    /** Whether the endpoint is one that a party of this role typically offers (OCPI 2.2.1 ch. 2). */
    private static boolean serves(Role role, Endpoint endpoint) {
        boolean sends = endpoint.role().equals(SENDER);
        return FUNCTIONAL.contains(endpoint.module())
                && switch (role) {
                    case CPO -> sends == CPO_SENDS.contains(endpoint.module());
                    case EMSP -> sends != CPO_SENDS.contains(endpoint.module());
                    case NSP, NAP, SCSP, OTHER, HUB, PSO -> true;
                };
    }

    private Reply get(Asked asked, String url, boolean base64) {
        return client.call(new Request(
                asked.platform(),
                "GET",
                url,
                asked.credential(),
                base64,
                null,
                null,
                asked.correlationId(),
                null,
                DEADLINE));
    }

    private static @Nullable JsonNode dataOf(Reply reply) {
        return reply instanceof Reply.Answered answered && answered.isSuccess() ? answered.data() : null;
    }
}
