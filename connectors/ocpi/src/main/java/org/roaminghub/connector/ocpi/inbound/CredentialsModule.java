package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.outbound.Discovery;
import org.roaminghub.connector.ocpi.outbound.HubCredentials;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registration by the partner (OCPI 2.2.1 ch. 7): the hub calls back before it answers. */
final class CredentialsModule {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialsModule.class);
    private static final Answers.Answer NOT_ALLOWED = Answers.ofCredentials(Refusal.WRONG_STATE);

    private final Platforms platforms;
    private final HubCredentials hub;
    private final Discovery discovery;

    CredentialsModule(HubDoors doors, Discovery discovery, String hubName) {
        this.platforms = doors.platforms();
        this.hub = new HubCredentials(doors.platforms(), doors.routes(), hubName);
        this.discovery = discovery;
    }

    OcpiResponse handle(Exchange x, Dialect dialect) throws NotJson {
        boolean registered = !x.holder().registrationOnly();
        return switch (x.method()) {
            case "GET" -> x.success(200, hub.of(dialect, x.platform().platform(), x.credential()));
            case "POST" ->
                registered
                        ? x.refuse(NOT_ALLOWED, "The platform is registered already: PUT renews.")
                        : connect(x, dialect);
            case "PUT" ->
                registered
                        ? connect(x, dialect)
                        : x.refuse(NOT_ALLOWED, "The platform is not registered: POST registers.");
            case "DELETE" -> registered ? unregister(x) : x.refuse(NOT_ALLOWED, "The platform is not registered.");
            default -> throw Refused.wrongMethod("GET, POST, PUT, DELETE");
        };
    }

    private OcpiResponse connect(Exchange x, Dialect dialect) throws NotJson {
        if (!dialect.release().hasRouting()) {
            Details211.requireOneRole(x.platform());
        }
        Credentials credentials = dialect.credentials(x.json());
        Optional<String> problem = discovery.problemWith(credentials.url());
        if (problem.isPresent()) {
            throw BadField.at("url", problem.get());
        }
        List<ClaimedParty> claims = HubCredentials.claims(credentials, x.platform());
        if (claims.isEmpty()) {
            throw BadField.at("party_id", "is not a party whose role the administrator has entered");
        }
        if (claims.stream().anyMatch(c -> c.party().equals(x.hub()))) {
            return refused(x, Answers.ofCredentials(Refusal.NOT_YOURS), "The hub's own party is claimed.");
        }
        List<Role> roles = claims.stream().map(ClaimedParty::role).distinct().toList();
        var asked = new Discovery.Asked(
                x.platform().platform(), credentials.url(), credentials.token(), roles, x.correlationId());
        return switch (discovery.read(asked, dialect, x.tokenWasBase64())) {
            case Discovery.Found.Wrong(int code, String why) -> refused(x, new Answers.Answer(200, code), why);
            case Discovery.Found.Endpoints found ->
                connect(
                        x,
                        dialect,
                        new PartnerConnection(
                                dialect.version(),
                                credentials.url(),
                                credentials.token(),
                                found.endpoints(),
                                claims,
                                found.settings()));
        };
    }

    private OcpiResponse connect(Exchange x, Dialect dialect, PartnerConnection connection) {
        return switch (platforms.connect(x.platform().platform(), connection)) {
            case Platforms.ConnectOutcome.Connected(String credential) -> {
                LOG.info(
                        "ocpi.registered platform={} version={} parties={}",
                        x.platform().platform(),
                        connection.version(),
                        connection.parties().size());
                yield x.success(200, hub.of(dialect, x.platform().platform(), credential));
            }
            case Platforms.ConnectOutcome.NotConnected(Refusal refusal, String why) ->
                refused(x, Answers.ofCredentials(refusal), why.isBlank() ? refusal.sentence() : why);
        };
    }

    private static OcpiResponse refused(Exchange x, Answers.Answer answer, String why) {
        LOG.info(
                "ocpi.registration_refused platform={} status_code={} correlation={}",
                x.platform().platform(),
                answer.code(),
                x.correlationId());
        return x.refuse(answer, why);
    }

    private OcpiResponse unregister(Exchange x) {
        platforms.unregister(x.platform().platform());
        LOG.info("ocpi.unregistered platform={}", x.platform().platform());
        return x.success(200, null);
    }
}
