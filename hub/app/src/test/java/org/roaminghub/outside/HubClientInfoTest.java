package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;

/** Who is there: OCPI 2.2.1 ch. 14. */
class HubClientInfoTest extends OutsideTest {

    private Answer ask(Partner partner, String query) {
        return Http.call(
                "GET",
                partner.endpoint("hubclientinfo/SENDER") + query,
                null,
                "Authorization",
                Http.token(partner.theirs));
    }

    private List<JsonNode> all(Partner partner) {
        List<JsonNode> all = new ArrayList<>();
        ask(partner, "?limit=1000").ok().data().forEach(all::add);
        return all;
    }

    private static String name(JsonNode info) {
        return info.path("role").asString()
                + info.path("country_code").asString()
                + info.path("party_id").asString();
    }

    private static List<String> names(List<JsonNode> infos) {
        return infos.stream().map(HubClientInfoTest::name).toList();
    }

    private static JsonNode of(List<JsonNode> infos, Party party) {
        return infos.stream()
                .filter(i -> (i.path("country_code").asString()
                                + i.path("party_id").asString())
                        .equals(party.country() + party.id()))
                .reduce((a, b) -> {
                    throw new AssertionError("listed twice: " + a + " and " + b);
                })
                .orElseThrow();
    }

    private Partner hearing(String role) {
        Partner partner = planned(role).hearsOfOthers();
        partner.register().ok();
        return partner;
    }

    private static String status(JsonNode info) {
        return info.path("status").asString();
    }

    private static void hears(Partner partner, Party of, String status) {
        LiveHub.until(() -> partner.heardOf(of), info -> status(info).equals(status));
    }

    @Test
    @DisplayName("HUB-55 all parties with role, status and last_updated, without routing headers")
    void lists() {
        Partner cpo = connected("CPO");
        Partner emsp = connected("EMSP");
        Answer answer = ask(cpo, "?limit=1000").ok();
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("ocpi-"));
        JsonNode info = of(all(cpo), emsp.party());
        assertThat(info.path("role").asString()).isEqualTo("EMSP");
        assertThat(status(info)).isEqualTo("CONNECTED");
        assertThat(Instant.parse(info.path("last_updated").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(all(cpo)).noneMatch(i -> i.path("role").asString().equals("HUB"));
    }

    @Test
    @DisplayName("HUB-55 pages with links to the hub, none missing and none twice; date_from and date_to")
    void pages() {
        Partner cpo = connected("CPO");
        connected("EMSP");
        List<String> before = names(all(cpo));
        List<String> seen = new ArrayList<>();
        String next = "?limit=1";
        int pages = 0;
        while (next != null) {
            Answer page = ask(cpo, next).ok();
            assertThat(page.data()).hasSize(1);
            page.data().forEach(i -> seen.add(name(i)));
            String link = page.header("Link");
            next = link == null ? null : link.substring(link.indexOf('?'), link.indexOf('>'));
            assertThat(link == null || link.startsWith("<" + hub.url() + "/ocpi/2.2.1/"))
                    .isTrue();
            assertThat(++pages).isLessThan(1_000);
        }
        // Partners of another test may come meanwhile, at the end of the list.
        assertThat(before).hasSizeGreaterThanOrEqualTo(2);
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        assertThat(names(all(cpo))).containsAll(seen);

        String changed = of(all(cpo), cpo.party()).path("last_updated").asString();
        assertThat(ask(cpo, "?limit=1000&date_from=" + changed).ok().data())
                .anyMatch(i -> i.path("party_id").asString().equals(cpo.party().id()));
        assertThat(ask(cpo, "?limit=1000&date_to=" + changed).ok().data())
                .noneMatch(i -> i.path("party_id").asString().equals(cpo.party().id()));
    }

    @Test
    @DisplayName("HUB-56 who connects is told to all that are connected and offer the Receiver interface")
    void tells() {
        Partner hearing = hearing("EMSP");
        Partner deaf = connected("EMSP");
        Partner fresh = planned("CPO");
        fresh.register().ok();
        hears(hearing, fresh.party(), "CONNECTED");
        Received put = hearing.got("PUT", "hubclientinfo").stream()
                .filter(r -> r.path().endsWith("/" + fresh.party().id()))
                .findFirst()
                .orElseThrow();
        assertThat(put.headers().keySet()).noneMatch(name -> name.startsWith("ocpi-"));
        assertThat(put.headers()).containsEntry("authorization", Http.token(hearing.ours));
        assertThat(hearing.heardOf(fresh.party()).path("role").asString()).isEqualTo("CPO");
        assertThat(deaf.got("PUT", "hubclientinfo")).isEmpty();
    }

    @Test
    @DisplayName("HUB-58 never connected: PLANNED; taken out: SUSPENDED, and still listed; HUB-10: gone: OFFLINE")
    void comesAndGoes() {
        Partner hearing = hearing("EMSP");
        Partner cpo = planned("CPO");
        assertThat(status(of(all(hearing), cpo.party()))).isEqualTo("PLANNED");
        hears(hearing, cpo.party(), "PLANNED");
        cpo.register().ok();
        hears(hearing, cpo.party(), "CONNECTED");
        hub.done("POST", "/platforms/" + cpo.platform + "/suspend", null);
        hears(hearing, cpo.party(), "SUSPENDED");
        assertThat(status(of(all(hearing), cpo.party()))).isEqualTo("SUSPENDED");
        ask(cpo, "").refused(200, 2001);
        hub.done("POST", "/platforms/" + cpo.platform + "/resume", null);
        hears(hearing, cpo.party(), "CONNECTED");
        cpo.credentials("DELETE", cpo.theirs, null).ok();
        hears(hearing, cpo.party(), "OFFLINE");
        assertThat(status(of(all(hearing), cpo.party()))).isEqualTo("OFFLINE");
    }

    @Test
    @DisplayName(
            "HUB-60 a party of role HUB is told to partners of 2.2.1, and neither pushed to nor listed for those of 2.3.0")
    void rolesThatAreNoMore() {
        Partner old = hearing("EMSP");
        Partner modern = planned("EMSP").offers("2.3.0", "hubclientinfo");
        modern.answers("PUT", "hubclientinfo", r -> Partner.reply(r, 200, 1000, null));
        modern.register().ok();
        Partner farHub = planned("HUB");
        hears(old, farHub.party(), "PLANNED");
        assertThat(old.heardOf(farHub.party()).path("role").asString()).isEqualTo("HUB");
        assertThat(of(all(old), farHub.party()).path("role").asString()).isEqualTo("HUB");
        Partner later = planned("CPO");
        hears(modern, later.party(), "PLANNED");
        assertThat(modern.heardOf(farHub.party()).isMissingNode()).isTrue();
        Answer list = ask(modern, "?limit=1000").ok();
        assertThat(list.data()).noneMatch(i -> i.path("role").asString().equals("HUB"));
        assertThat(list.header("X-Total-Count"))
                .isEqualTo(Integer.toString(list.data().size()));
    }

    @Test
    @DisplayName("HUB-56 a partner that never answers keeps the news from nobody else, nor from itself for good")
    void slowListener() {
        Partner slow = hearing("EMSP");
        slow.answers("PUT", "hubclientinfo", r -> new ScriptedPeer.Answer.Silence());
        Partner quick = hearing("EMSP");
        Partner cpo = connected("CPO");
        hears(quick, cpo.party(), "CONNECTED");
        hub.done("POST", "/platforms/" + cpo.platform + "/suspend", null);
        hears(quick, cpo.party(), "SUSPENDED");
    }

    @Test
    @DisplayName("Only GET, only the list, and only with a proven token")
    void refuses() {
        Partner cpo = connected("CPO");
        String url = cpo.endpoint("hubclientinfo/SENDER");
        Http.call("GET", url, null).refused(401, 2000);
        Http.call("PUT", url, Http.utf8("{}"), "Authorization", Http.token(cpo.theirs))
                .refused(405, 2000);
        Http.call("GET", url + "/DE/ABC", null, "Authorization", Http.token(cpo.theirs))
                .refused(404, 2000);
        ask(cpo, "?limit=0").refused(200, 2001);
    }
}
