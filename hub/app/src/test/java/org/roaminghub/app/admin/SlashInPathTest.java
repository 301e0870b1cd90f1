package org.roaminghub.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Platforms.ConnectOutcome;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/** The uid of a card is free text: what a path can't show as it is comes encoded, slashes too. */
@ResourceLock(RunningHub.ONLY)
class SlashInPathTest {

    private static final PartyId EMSP = PartyId.parse("NL*SL1");

    private final RunningHub hub = RunningHub.get();

    @Test
    void takesATokenWhoseUidHasASlash() throws Exception {
        String credential = connected();
        String path = "/ocpi/2.2.1/receiver/tokens/NL/SL1/AB%2FCD%5C1";
        HttpResponse<String> put = call(credential, "PUT", path, """
                {"country_code":"NL","party_id":"SL1","uid":"AB/CD\\\\1","type":"OTHER","contract_id":"NL-SL1-C1","issuer":"Slash",
                 "valid":true,"whitelist":"ALLOWED","last_updated":"2026-03-01T08:00:00Z"}""");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        HttpResponse<String> list = call(credential, "GET", "/ocpi/2.2.1/sender/tokens", "");
        assertThat(list.body()).contains("AB/CD\\\\1");
    }

    @Test
    void anEncodedDotPathLeadsNowhereElse() throws Exception {
        String credential = connected();
        for (String path :
                List.of("/ocpi/2.2.1/..%2F..%2Fversions", "/ocpi/..%2Fapi/v1/platforms", "/ocpi%2Fversions")) {
            assertThat(call(credential, "GET", path, "").statusCode()).as(path).isIn(400, 404);
        }
    }

    private String connected() {
        Parties parties = hub.bean(Parties.class);
        PartyId party = EMSP;
        var known = parties.findActive(party, Role.EMSP).map(p -> p.platform());
        var id = known.orElseGet(() -> ((Outcome.Done<Parties.Registered>) parties.register(
                        "Slash",
                        Protocol.OCPI,
                        List.of(new HostedParty(Role.EMSP, party, "Slash", null, null, true)),
                        Map.of(),
                        Actor.user("test")))
                .value()
                .platform()
                .platform());
        var claim = new PartnerConnection.ClaimedParty(Role.EMSP, party, "Slash", null, null);
        return ((ConnectOutcome.Connected) parties.connect(
                        id,
                        new PartnerConnection(
                                "2.2.1", "http://127.0.0.1:1/versions", "theirs", List.of(), List.of(claim), Map.of())))
                .credential();
    }

    private HttpResponse<String> call(String credential, String method, String path, String body) throws Exception {
        String token = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.url + path))
                .header("Authorization", "Token " + token)
                .header("Content-Type", "application/json")
                // A list is asked of somebody; a push to the hub goes to everybody.
                .header("OCPI-to-country-code", "DE")
                .header("OCPI-to-party-id", "HUB")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
