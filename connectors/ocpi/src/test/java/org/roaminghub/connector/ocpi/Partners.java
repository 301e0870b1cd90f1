package org.roaminghub.connector.ocpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/** Partners' platforms and what they say of themselves. */
final class Partners {

    private static final List<String> MODULES = List.of("tokens", "sessions", "cdrs");

    private Partners() {}

    static HostedParty party(Role role, PartyId party) {
        return new HostedParty(role, party, role + " " + party.party(), null, null, true);
    }

    /** A platform of the sample CPO and eMSP with every endpoint at the url; its id depends on the url. */
    static KnownPlatform connected(String url) {
        return connected(
                new PlatformId(UUID.nameUUIDFromBytes(url.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                url,
                List.of(party(Role.CPO, Samples.CPO), party(Role.EMSP, Samples.EMSP)));
    }

    static KnownPlatform connected(PlatformId id, String url, List<HostedParty> parties) {
        List<PartnerConnection.Endpoint> endpoints = new ArrayList<>();
        for (String module : MODULES) {
            endpoints.add(new PartnerConnection.Endpoint(module, "SENDER", url + "/sender/" + module));
            endpoints.add(new PartnerConnection.Endpoint(module, "RECEIVER", url + "/receiver/" + module));
        }
        var connection =
                new PartnerConnection("2.2.1", url + "/versions", "partner-token", endpoints, List.of(), Map.of());
        return new KnownPlatform(id, "partner", Protocol.OCPI, ConnectionStatus.CONNECTED, parties, connection);
    }

    static String details(String url, String... endpoints) {
        StringBuilder list = new StringBuilder(
                "{\"identifier\": \"credentials\", \"role\": \"SENDER\", \"url\": \"" + url + "/credentials\"}");
        for (String endpoint : endpoints.length == 0
                ? new String[] {"tokens RECEIVER", "tokens SENDER", "cdrs SENDER", "cdrs RECEIVER"}
                : endpoints) {
            String[] parts = endpoint.split(" ");
            if (parts.length == 2) {
                list.append(", {\"identifier\": \"")
                        .append(parts[0])
                        .append("\", \"role\": \"")
                        .append(parts[1])
                        .append("\", \"url\": \"")
                        .append(url)
                        .append('/')
                        .append(parts[0])
                        .append("\"}");
            }
        }
        return "{\"version\": \"2.2.1\", \"endpoints\": [" + list + "]}";
    }

    static void serveVersions(ScriptedPeer peer, List<String> versions, String details) {
        String list = String.join(
                ", ",
                versions.stream()
                        .map(v -> "{\"version\": \"" + v + "\", \"url\": \"" + peer.url() + "/" + v + "\"}")
                        .toList());
        peer.when(r -> r.path().equals("/versions"), r -> ScriptedPeer.Answer.json(200, Bodies.ok("[" + list + "]")));
        peer.when(r -> r.path().equals("/2.2.1"), r -> ScriptedPeer.Answer.json(200, Bodies.ok(details)));
    }

    static String credentials(String url, String token, String role, String country, String party) {
        return "{\"token\": \"" + token + "\", \"url\": \"" + url + "/versions\", \"roles\": [{\"role\": \"" + role
                + "\", \"country_code\": \"" + country + "\", \"party_id\": \"" + party
                + "\", \"business_details\": {\"name\": \"Partner\"}}]}";
    }
}
