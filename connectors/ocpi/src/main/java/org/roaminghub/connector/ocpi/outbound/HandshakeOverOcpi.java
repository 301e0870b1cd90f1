package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** The hub as the one that registers: reads the partner, then posts its own credentials (OCPI 2.2.1 ch. 7). */
public final class HandshakeOverOcpi implements Handshake {

    private final PartnerClient client;
    private final Discovery discovery;
    private final Supplier<Platforms> platforms;
    private final Supplier<Routes> routes;
    private final String hubName;
    private final Ids ids;

    public HandshakeOverOcpi(
            PartnerClient client,
            Discovery discovery,
            Supplier<Platforms> platforms,
            Supplier<Routes> routes,
            String hubName,
            Ids ids) {
        this.client = client;
        this.discovery = discovery;
        this.platforms = platforms;
        this.routes = routes;
        this.hubName = hubName;
        this.ids = ids;
    }

    @Override
    public Result start(KnownPlatform platform, String url, String credential) {
        Optional<String> problem = discovery.problemWith(url);
        if (problem.isPresent()) {
            return new Result.NotRegistered(Refusal.MALFORMED, "The versions URL " + problem.get() + ".");
        }
        String correlationId = ids.random().toString();
        List<Role> roles = platform.parties().stream()
                .map(KnownPlatform.HostedParty::role)
                .distinct()
                .toList();
        var asked = new Discovery.Asked(platform.platform(), url, credential, roles, correlationId);
        return switch (discovery.best(asked)) {
            case Discovery.Found.Wrong(int code, String why) ->
                new Result.NotRegistered(Refusal.PARTY_FAILED, why + " (" + code + ")");
            case Discovery.Found.Endpoints found -> post(platform, asked, found);
        };
    }

    private Result post(KnownPlatform platform, Discovery.Asked asked, Discovery.Found.Endpoints found) {
        Optional<String> url = found.endpoints().stream()
                .filter(e -> e.module().equals("credentials"))
                .map(PartnerConnection.Endpoint::url)
                .findFirst();
        if (url.isEmpty()) {
            return new Result.NotRegistered(Refusal.PARTY_FAILED, "The version details offer no credentials module.");
        }
        String ours = platforms.get().issueCredential(platform.platform());
        byte[] body = new HubCredentials(platforms.get(), routes.get(), hubName)
                .of(found.dialect(), platform.platform(), ours);
        // The partner reads the hub's versions and details before it answers, hence more than one deadline.
        Reply reply = client.call(new Request(
                platform.platform(),
                "POST",
                url.get(),
                asked.credential(),
                Encoding.isBase64(found.settings()),
                null,
                null,
                asked.correlationId(),
                body,
                Discovery.DEADLINE.multipliedBy(3)));
        return switch (reply) {
            case Reply.None(Refusal refusal, String why) -> new Result.NotRegistered(refusal, why);
            case Reply.Answered answered
            when !answered.isSuccess() || answered.data() == null ->
                new Result.NotRegistered(
                        Refusal.REJECTED,
                        "The partner refused the credentials with HTTP " + answered.http() + " and status_code "
                                + answered.code() + ".");
            case Reply.Answered answered -> connect(platform, found, answered);
        };
    }

    private Result connect(KnownPlatform platform, Discovery.Found.Endpoints found, Reply.Answered answered) {
        Credentials theirs;
        try {
            var data = answered.data();
            if (data == null) {
                return new Result.NotRegistered(Refusal.PARTY_FAILED, "The partner's answer has no credentials.");
            }
            theirs = found.dialect().credentials(data);
        } catch (BadField e) {
            return new Result.NotRegistered(
                    Refusal.PARTY_FAILED, "The partner's credentials are wrong: " + e.sentence());
        }
        var problem = discovery.problemWith(theirs.url());
        if (problem.isPresent()) {
            return new Result.NotRegistered(
                    Refusal.PARTY_FAILED, "The versions URL in the partner's credentials " + problem.get() + ".");
        }
        var connection = new PartnerConnection(
                found.dialect().version(),
                theirs.url(),
                theirs.token(),
                found.endpoints(),
                HubCredentials.claims(theirs, platform),
                found.settings());
        return switch (platforms.get().connect(platform.platform(), connection)) {
            // The credential that connect hands out is not needed: the partner was given its own in the POST.
            case Platforms.ConnectOutcome.Connected c -> new Result.Registered(connection.version());
            case Platforms.ConnectOutcome.NotConnected(Refusal refusal, String why) ->
                new Result.NotRegistered(refusal, why);
        };
    }

    @Override
    public boolean probe(KnownPlatform platform) {
        PartnerConnection connection = platform.connection();
        if (connection == null) {
            return false;
        }
        Reply reply = client.call(new Request(
                platform.platform(),
                "GET",
                connection.url(),
                connection.credential(),
                Encoding.isBase64(connection),
                null,
                null,
                ids.random().toString(),
                null,
                Discovery.DEADLINE));
        return reply instanceof Reply.Answered answered && answered.isSuccess();
    }
}
