package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Lists and what was missed: OCPI 2.2.1 ch. 4, pagination. */
class PagingTest extends OutsideTest {

    private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");

    private static List<String> ids(Answer answer) {
        return answer.ok()
                .data()
                .valueStream()
                .map(o -> o.path("id").asString(o.path("uid").asString()))
                .toList();
    }

    /** Five CDRs, an hour between the last_updated of each. */
    private static List<String> five(Pair pair) {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectNode cdr = Messages.cdr(pair.cpo().party(), pair.emsp().card("NEVER"), Messages.unique("C"));
            cdr.put("last_updated", "2026-03-01T0" + i + ":00:00Z");
            pair.cpo().postCdr(cdr).send().ok();
            sent.add(cdr.path("id").asString());
        }
        return sent;
    }

    private static Ask list(Partner partner, String query) {
        return partner.ask("GET", "cdrs/SENDER").query(query).to(LiveHub.SELF);
    }

    @Test
    @DisplayName(
            "HUB-47 HUB-48 pages by Link at the hub's own address, with filters and totals, without gap or duplicate")
    void pages() {
        Pair pair = pair();
        List<String> sent = five(pair);
        Partner emsp = pair.emsp();
        Answer page = list(emsp, "limit=2&date_from=2026-03-01T00:00:00Z&date_to=2026-03-01T04:00:01Z")
                .send();
        List<String> seen = new ArrayList<>(ids(page));
        for (String link = page.header("Link"); link != null; link = page.header("Link")) {
            assertThat(page.header("X-Total-Count")).isEqualTo("5");
            assertThat(Integer.parseInt(String.valueOf(page.header("X-Limit")))).isPositive();
            Matcher next = NEXT.matcher(link);
            assertThat(next.matches()).as(link).isTrue();
            assertThat(next.group(1))
                    .startsWith(emsp.endpoint("cdrs/SENDER"))
                    .contains("date_from=", "date_to=", "limit=2");
            page = Http.call(
                    "GET",
                    next.group(1),
                    null,
                    "Authorization",
                    Http.token(emsp.theirs),
                    "OCPI-from-country-code",
                    emsp.party().country(),
                    "OCPI-from-party-id",
                    emsp.party().id(),
                    "OCPI-to-country-code",
                    "DE",
                    "OCPI-to-party-id",
                    "HUB");
            seen.addAll(ids(page));
            assertThat(seen).hasSizeLessThanOrEqualTo(5);
        }
        assertThat(seen).isEqualTo(sent);
    }

    @Test
    @DisplayName("HUB-47 date_from is inclusive, date_to exclusive; offset and limit count; others see nothing")
    void filters() {
        Pair pair = pair();
        List<String> sent = five(pair);
        Partner emsp = pair.emsp();
        assertThat(ids(list(emsp, "date_from=2026-03-01T01:00:00Z&date_to=2026-03-01T03:00:00Z")
                        .send()))
                .isEqualTo(sent.subList(1, 3));
        assertThat(ids(list(emsp, "date_from=2026-03-01T01:00:00.001Z").send())).isEqualTo(sent.subList(2, 5));
        assertThat(ids(list(emsp, "offset=1&limit=3").send())).isEqualTo(sent.subList(1, 4));
        assertThat(ids(list(emsp, "offset=5").send())).isEmpty();
        assertThat(ids(list(pair.cpo(), "").send())).isEqualTo(sent);
        assertThat(ids(list(connected("EMSP"), "").send())).isEmpty();
        assertThat(ids(emsp.ask("GET", "cdrs/SENDER").to(pair.cpo().party()).send()))
                .isEmpty();
        emsp.ask("GET", "sessions/SENDER").to(LiveHub.SELF).send().refused(200, 2001);
    }

    @Test
    @DisplayName("HUB-48 the Link of a list that was forwarded leads to the hub, with the partner's filters")
    void forwardedLink() {
        Pair pair = pair();
        pair.cpo()
                .answers(
                        "GET",
                        "cdrs",
                        r -> Partner.reply(
                                r,
                                200,
                                1000,
                                "[]",
                                "Link",
                                "<" + pair.cpo().peer.url() + "/sender/cdrs?offset=50&limit=50&x=a%20b>; rel=\"next\"",
                                "X-Total-Count",
                                "70",
                                "X-Limit",
                                "50"));
        Answer answer = pair.emsp()
                .ask("GET", "cdrs/SENDER")
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(answer.header("Link"))
                .isEqualTo("<" + pair.emsp().endpoint("cdrs/SENDER") + "?offset=50&limit=50&x=a%20b>; rel=\"next\"");
        assertThat(answer.header("X-Total-Count")).isEqualTo("70");
        assertThat(answer.header("X-Limit")).isEqualTo("50");
    }

    @Test
    @DisplayName("HUB-49 a limit beyond the hub's: X-Limit says the hub's; senseless numbers and dates: 2001")
    void limits() {
        Pair pair = pair();
        for (String module : List.of("cdrs", "tokens", "sessions", "locations", "tariffs")) {
            for (String query : List.of("limit=999999999999999999999", "limit=2147483648", "offset=99999999999999")) {
                Answer answer = pair.emsp()
                        .ask("GET", module + "/SENDER")
                        .query(query + "&date_from=2026-01-01T00:00:00Z")
                        .to(LiveHub.SELF)
                        .send()
                        .ok();
                assertThat(answer.header("X-Limit")).isEqualTo("1000");
                assertThat(answer.data()).isEmpty();
            }
            for (String query : List.of(
                    "limit=-1", "limit=0", "limit=ten", "offset=-5", "date_from=yesterday", "date_to=2026-13-01")) {
                pair.emsp()
                        .ask("GET", module + "/SENDER")
                        .query(query + (query.startsWith("date_from") ? "" : "&date_from=2026-01-01T00:00:00Z"))
                        .to(LiveHub.SELF)
                        .send()
                        .refused(200, 2001);
            }
        }
    }

    @Test
    @DisplayName("HUB-62 who was away reads by date_from what it missed: tokens, sessions, CDRs")
    void missedWhileAway() {
        Pair pair = pair();
        String since = Instant.now().minusSeconds(8 * 3600).toString();
        pair.emsp().down();
        ObjectNode card = pair.emsp().card("NEVER");
        ObjectNode session = Messages.session(pair.cpo().party(), card, Messages.unique("S"));
        pair.cpo().putSession(session).send().ok();
        ObjectNode cdr = Messages.cdr(pair.cpo().party(), card, Messages.unique("C"));
        pair.cpo().postCdr(cdr).send().ok();
        pair.cpo().down();
        pair.emsp().putToken(card).send().ok();
        pair.emsp().back();
        pair.cpo().back();
        for (String module : List.of("sessions", "cdrs")) {
            assertThat(pair.emsp()
                            .ask("GET", module + "/SENDER")
                            .query("date_from=" + since)
                            .to(LiveHub.SELF)
                            .send()
                            .ok()
                            .data()
                            .path(0))
                    .isEqualTo(module.equals("cdrs") ? cdr : session);
        }
        assertThat(pair.cpo()
                        .ask("GET", "tokens/SENDER")
                        .query("date_from=" + since)
                        .to(LiveHub.SELF)
                        .send()
                        .ok()
                        .data()
                        .path(0))
                .isEqualTo(card);
    }
}
