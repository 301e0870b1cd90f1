package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;

/** Registration: OCPI 2.2.1 ch. 6 and 7. */
class VersionsAndCredentialsTest extends OutsideTest {

    private static boolean isConfiguration(Received r) {
        return r.path().equals("/versions")
                || r.path().equals("/2.2.1")
                || r.path().equals("/credentials");
    }

    private String statusOf(Partner partner) {
        return hub.get("/platforms/" + partner.platform).path("status").asString();
    }

    @Test
    @DisplayName("HUB-1 without Authorization or with an unknown token: HTTP 401 and an envelope")
    void unauthorized() {
        for (Answer answer : List.of(
                Http.call("GET", hub.versionsUrl(), null),
                Http.call("GET", hub.versionsUrl(), null, "Authorization", Http.token("nobody's")),
                Http.call("GET", hub.versionsUrl(), null, "Authorization", "Basic bm9ib2R5Og=="),
                Http.call("GET", hub.url() + "/ocpi/2.2.1", null, "Authorization", "Token "),
                Http.call("GET", hub.url() + "/ocpi/2.2.1/sender/cdrs", null))) {
            answer.refused(401, 2000);
        }
    }

    @Test
    @DisplayName("HUB-2 token A opens versions and details, and nothing else")
    void registrationTokenOpensVersionsOnly() {
        Partner partner = planned("CPO");
        partner.discover(partner.registrationToken);
        partner.endpoints().forEach((module, url) -> {
            if (!module.startsWith("credentials")) {
                partner.get(url, partner.registrationToken).refused(401, 2000);
            }
        });
        partner.theirs = partner.registrationToken;
        partner.postCdr(Messages.cdr(partner.party(), Messages.token(Partner.party("EMSP"), Messages.uid()), "C"))
                .send()
                .refused(401, 2000);
        assertThat(hub.eventsOf(partner.party())).noneMatch(type -> type.startsWith("cdr."));
    }

    @Test
    @DisplayName("HUB-3 the versions listed answer; both interfaces of each module, credentials once")
    void versionsAndDetails() {
        Partner partner = connected("CPO");
        JsonNode versions = partner.get(hub.versionsUrl(), partner.theirs).ok().data();
        assertThat(versions).isNotEmpty();
        for (JsonNode version : versions) {
            JsonNode details = partner.get(version.path("url").asString(), partner.theirs)
                    .ok()
                    .data();
            assertThat(details.path("version")).isEqualTo(version.path("version"));
            if (version.path("version").asString().equals("2.1.1")) {
                // No interface roles there: what faces a CPO.
                assertThat(details.path("endpoints")
                                .valueStream()
                                .map(e -> e.path("identifier").asString()))
                        .containsExactlyInAnyOrder(
                                "credentials", "cdrs", "commands", "locations", "sessions", "tariffs", "tokens");
                continue;
            }
            List<String> listed = details.path("endpoints")
                    .valueStream()
                    .map(e -> e.path("identifier").asString() + "/"
                            + e.path("role").asString())
                    .toList();
            List<String> only230 = Stream.of("invoicereconciliation", "payments", "bookings")
                    .flatMap(module -> Stream.of(module + "/SENDER", module + "/RECEIVER"))
                    .toList();
            if (version.path("version").asString().equals("2.3.0")) {
                assertThat(listed).containsAll(only230).doesNotHaveDuplicates();
            } else {
                assertThat(listed).doesNotContainAnyElementsOf(only230);
            }
            assertThat(listed)
                    .filteredOn(endpoint -> !only230.contains(endpoint))
                    .containsExactlyInAnyOrder(
                            "credentials/SENDER",
                            "locations/SENDER",
                            "locations/RECEIVER",
                            "tariffs/SENDER",
                            "tariffs/RECEIVER",
                            "hubclientinfo/SENDER",
                            "tokens/SENDER",
                            "tokens/RECEIVER",
                            "sessions/SENDER",
                            "sessions/RECEIVER",
                            "cdrs/SENDER",
                            "cdrs/RECEIVER",
                            "commands/SENDER",
                            "commands/RECEIVER",
                            "chargingprofiles/SENDER",
                            "chargingprofiles/RECEIVER");
        }
        partner.get(hub.url() + "/ocpi/2.2", partner.theirs).refused(404, 2000);
        partner.get(hub.url() + "/ocpi/3.0", partner.theirs).refused(404, 2000);
    }

    @Test
    @DisplayName("HUB-4 the hub reads the client with token B before it answers with a new token, URL and roles")
    void readsTheClientFirst() {
        Partner partner = planned("CPO");
        Answer answer = partner.register().ok();
        assertThat(partner.peer.received()).extracting(Received::path).containsExactly("/versions", "/2.2.1");
        assertThat(partner.peer.received())
                .allSatisfy(r -> assertThat(r.headers()).containsEntry("authorization", Http.token(partner.ours)));
        assertThat(answer.data().path("token").asString())
                .matches("[!-~]{32,64}")
                .isNotIn(partner.registrationToken, partner.ours);
        assertThat(answer.data().path("url").asString()).isEqualTo(hub.versionsUrl());
        assertThat(answer.data().path("roles")).isNotEmpty();
        partner.get(answer.data().path("url").asString(), partner.theirs).ok();
        assertThat(statusOf(partner)).isEqualTo("CONNECTED");
    }

    @Test
    @DisplayName("HUB-4 the handshake started by the hub: it reads, posts its credentials, and both tokens work")
    void hubRegistersItself() {
        Partner partner = planned("EMSP");
        String given = partner.ours;
        hub.done(
                "POST",
                "/platforms/" + partner.platform + "/register",
                "{\"versions_url\": \"" + partner.peer.url() + "/versions\", \"token\": \"" + given + "\"}");
        Received post = partner.peer.received().stream()
                .filter(r -> r.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        assertThat(post.headers()).containsEntry("authorization", Http.token(given));
        assertThat(partner.peer.received().indexOf(post)).isGreaterThanOrEqualTo(2);
        partner.get(hub.versionsUrl(), partner.theirs).ok();
        assertThat(statusOf(partner)).isEqualTo("CONNECTED");
        Partner cpo = pair(connected("CPO"), partner).cpo();
        cpo.authorize(partner.card("NEVER").path("uid").asString()).send().ok();
        assertThat(partner.only("POST", "tokens").headers()).containsEntry("authorization", Http.token(partner.ours));
    }

    @Test
    @DisplayName("HUB-5 client unreachable: 3001, and token A stays good")
    void clientUnreachable() {
        Partner partner = planned("CPO");
        partner.down();
        partner.register().refused(200, 3001);
        partner.always(ScriptedPeer.Answer.json(500, "<html>"));
        partner.register().refused(200, 3001);
        partner.always(ScriptedPeer.Answer.json(200, "{\"data\": 7, \"status_code\": 1000}"));
        partner.register().refused(200, 3001);
        assertThat(statusOf(partner)).isEqualTo("PLANNED");
        partner.back().register().ok();
    }

    @Test
    @DisplayName("HUB-6 the version missing at the client: 3002; what its role needs missing: 3003")
    void versionOrEndpointsMissing() {
        Partner partner = planned("CPO");
        partner.peer.when(
                r -> r.path().equals("/versions"),
                r -> Partner.reply(
                        r, 200, 1000, "[{\"version\": \"2.1.1\", \"url\": \"" + partner.peer.url() + "/2.1.1\"}]"));
        partner.register().refused(200, 3002);
        partner.peer.when(
                r -> r.path().equals("/versions"),
                r -> Partner.reply(
                        r, 200, 1000, "[{\"version\": \"2.2.1\", \"url\": \"" + partner.peer.url() + "/2.2.1\"}]"));
        partner.peer.when(r -> r.path().equals("/2.2.1"), r -> Partner.reply(r, 200, 1000, partner.details(List.of())));
        partner.register().refused(200, 3003);
        partner.peer.when(
                r -> r.path().equals("/2.2.1"), r -> Partner.reply(r, 200, 1000, partner.details(Partner.MODULES)));
        partner.register().ok();
    }

    @Test
    @DisplayName("HUB-7 after registration token A is dead everywhere and token C works")
    void registrationTokenDies() {
        Partner partner = connected("CPO");
        for (String url : List.of(
                hub.versionsUrl(),
                hub.url() + "/ocpi/2.2.1",
                partner.endpoint("credentials/SENDER"),
                partner.endpoint("tokens/SENDER"))) {
            partner.get(url, partner.registrationToken).refused(401, 2000);
        }
        partner.get(hub.versionsUrl(), partner.theirs).ok();
        partner.ask("GET", "tokens/SENDER").to(LiveHub.SELF).send().ok();
    }

    @Test
    @DisplayName("HUB-8 second POST: 405; PUT and DELETE before registration: 405")
    void credentialsInTheWrongState() {
        Partner partner = planned("CPO");
        partner.discover(partner.registrationToken);
        var body = partner.credentials(partner.ours);
        partner.credentials("PUT", partner.registrationToken, body).refused(405, 2000);
        partner.credentials("DELETE", partner.registrationToken, null).refused(405, 2000);
        partner.register().ok();
        partner.credentials("POST", partner.theirs, body).refused(405, 2000);
        partner.get(hub.versionsUrl(), partner.theirs).ok();
    }

    @Test
    @DisplayName("HUB-9 PUT reads the client again and renews the token; a failed PUT changes nothing")
    void renewal() {
        Pair pair = pair();
        Partner emsp = pair.emsp();
        String before = emsp.theirs;
        String newOurs = Messages.unique("new-");
        int seen = emsp.peer.received().size();
        Answer answer =
                emsp.credentials("PUT", before, emsp.credentials(newOurs)).ok();
        assertThat(emsp.peer.received().subList(seen, seen + 2))
                .allSatisfy(r -> assertThat(r.headers()).containsEntry("authorization", Http.token(newOurs)))
                .extracting(Received::path)
                .containsExactly("/versions", "/2.2.1");
        String fresh = answer.data().path("token").asString();
        assertThat(fresh).isNotIn(before, "");
        emsp.theirs = fresh;
        emsp.get(hub.versionsUrl(), fresh).ok();
        emsp.get(hub.versionsUrl(), before).refused(401, 2000);
        String uid = emsp.card("NEVER").path("uid").asString();
        pair.cpo().authorize(uid).send().ok();
        assertThat(emsp.only("POST", "tokens").headers()).containsEntry("authorization", Http.token(newOurs));

        emsp.down();
        emsp.credentials("PUT", fresh, emsp.credentials(Messages.unique("never-")))
                .refused(200, 3001);
        emsp.back();
        emsp.get(hub.versionsUrl(), fresh).ok();
        pair.cpo().authorize(uid).send().ok();
        assertThat(emsp.got("POST", "tokens").getLast().headers()).containsEntry("authorization", Http.token(newOurs));
    }

    @Test
    @DisplayName("HUB-10 DELETE: the token is dead, the party is gone, nothing is pushed to it any more")
    void unregistration() {
        Pair pair = pair();
        Partner cpo = pair.cpo();
        cpo.credentials("DELETE", cpo.theirs, null).ok();
        cpo.get(hub.versionsUrl(), cpo.theirs).refused(401, 2000);
        assertThat(statusOf(cpo)).isIn("OFFLINE", "SUSPENDED");
        var token = Messages.token(pair.emsp().party(), Messages.uid());
        pair.emsp().putToken(token).to(cpo.party()).send().refused(200, 4003);
        assertThat(cpo.got("PUT", "tokens")).isEmpty();

        cpo.registrationToken = hub.done("POST", "/platforms/" + cpo.platform + "/registration-token", null)
                .path("registration_token")
                .asString();
        cpo.register().ok();
        pair.emsp().putToken(token).to(cpo.party()).send().ok();
    }

    @Test
    @DisplayName("HUB-11 the hub's 2.2.1 credentials: one role, HUB, and no client")
    void hubCredentials() {
        Partner partner = pair().cpo();
        JsonNode roles =
                partner.credentials("GET", partner.theirs, null).ok().data().path("roles");
        assertThat(roles).hasSize(1);
        assertThat(roles.path(0).path("role").asString()).isEqualTo("HUB");
        assertThat(roles.path(0).path("country_code").asString()
                        + roles.path(0).path("party_id").asString())
                .isEqualTo("DEHUB");
    }

    @Test
    @DisplayName("HUB-14 GET credentials gives the caller's own token")
    void ownToken() {
        for (Partner partner : List.of(connected("CPO"), connected("EMSP"))) {
            assertThat(partner.credentials("GET", partner.theirs, null)
                            .ok()
                            .data()
                            .path("token")
                            .asString())
                    .isEqualTo(partner.theirs);
        }
    }

    @Test
    @DisplayName("HUB-15 the hub sends tokens in Base64, and takes one that ends in a line feed")
    void base64() {
        Pair pair = pair();
        pair.cpo().authorize(Messages.uid()).send();
        assertThat(pair.emsp().peer.received())
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.headers()).containsEntry("authorization", Http.token(pair.emsp().ours)));
        String line = Base64.getEncoder().encodeToString(Http.utf8(pair.cpo().theirs + "\n"));
        Http.call("GET", hub.versionsUrl(), null, "Authorization", "Token " + line)
                .ok();
    }

    @Test
    @DisplayName("HUB-16 a party of another platform is refused, and stays where it was")
    void claimedTwice() {
        Partner first = connected("CPO");
        Answer made = hub.admin(
                "POST",
                "/platforms",
                "{\"name\": \"Other\", \"protocol\": \"OCPI\", \"parties\": [{\"role\": \"CPO\", \"party\": \""
                        + first.party().star() + "\"}]}");
        assertThat(made.http()).as(made::said).isEqualTo(409);
        Partner second = planned("CPO");
        second.discover(second.registrationToken);
        var claim = second.credentials(second.ours);
        claim.withArrayProperty("roles")
                .add(first.credentials("x").path("roles").path(0));
        second.credentials("POST", second.registrationToken, claim).refused(200, 2001);
        assertThat(statusOf(second)).isEqualTo("PLANNED");
        first.ask("GET", "tokens/SENDER").to(LiveHub.SELF).send().ok();
        assertThat(hub.list("/platforms?party=" + first.party().star())).hasSize(1);
    }

    @Test
    @DisplayName("HUB-32 routing headers are neither needed nor used nor sent on versions and credentials")
    void noRoutingOnConfiguration() {
        Partner partner = connected("CPO");
        for (String url :
                List.of(hub.versionsUrl(), hub.url() + "/ocpi/2.2.1", partner.endpoint("credentials/SENDER"))) {
            Answer answer = Http.call(
                    "GET",
                    url,
                    null,
                    "Authorization",
                    Http.token(partner.theirs),
                    "OCPI-from-country-code",
                    "nonsense",
                    "OCPI-to-party-id",
                    "XXX");
            assertThat(answer.ok().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("ocpi-"));
        }
        assertThat(partner.peer.received())
                .filteredOn(VersionsAndCredentialsTest::isConfiguration)
                .isNotEmpty()
                .flatExtracting(r -> Map.copyOf(r.headers()).keySet())
                .noneMatch(name -> name.startsWith("ocpi-"));
    }
}
