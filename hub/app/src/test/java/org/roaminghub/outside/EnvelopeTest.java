package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Response format, message ids and methods: OCPI 2.2.1 ch. 4 and 5. */
class EnvelopeTest extends OutsideTest {

    @Test
    @DisplayName("HUB-17 a body that is not JSON: HTTP 400")
    void notJson() {
        Partner cpo = connected("CPO");
        for (String body : List.of("{", "", "<cdr/>", "{\"id\": }", "{} {}")) {
            cpo.ask("POST", "cdrs/RECEIVER").body(body).send().refused(400, 2001);
        }
    }

    @Test
    @DisplayName("HUB-18 JSON without a required field: HTTP 200 and 2001")
    void fieldMissing() {
        Pair pair = pair();
        var token = Messages.token(pair.emsp().party(), Messages.uid());
        for (String field : List.of("id", "cdr_token", "currency", "charging_periods", "total_cost", "last_updated")) {
            var cdr = Messages.cdr(pair.cpo().party(), token, Messages.unique("C"));
            cdr.remove(field);
            pair.cpo().postCdr(cdr).send().refused(200, 2001);
        }
        var session = Messages.session(pair.cpo().party(), token, Messages.unique("S"));
        var ask = pair.cpo().putSession(session);
        session.remove("kwh");
        ask.body(session).send().refused(200, 2001);
        var put = pair.emsp().putToken(token);
        token.remove("issuer");
        put.body(token).send().refused(200, 2001);
    }

    @Test
    @DisplayName("HUB-19 every answer has a status_code and a time in UTC")
    void everyAnswerIsAnEnvelope() {
        Partner cpo = pair().cpo();
        for (Answer answer : List.of(
                cpo.get(hub.versionsUrl(), cpo.theirs),
                cpo.ask("GET", "cdrs/SENDER").send(),
                cpo.authorize(Messages.uid()).send(),
                cpo.ask("GET", "cdrs/RECEIVER", "nowhere").send(),
                cpo.ask("DELETE", "cdrs/RECEIVER").send(),
                cpo.get(hub.url() + "/ocpi", cpo.theirs),
                cpo.get(hub.url() + "/ocpi/2.2.1/sender/nothing", cpo.theirs),
                cpo.get(hub.versionsUrl(), "nobody's"))) {
            answer.orderly();
            assertThat(answer.body().path("timestamp").asString()).endsWith("Z");
        }
    }

    @Test
    @DisplayName("HUB-20 X-Request-ID and X-Correlation-ID come back; where they are missing the hub makes them")
    void idsComeBack() {
        Partner cpo = pair().cpo();
        for (Ask ask : List.of(
                cpo.ask("GET", "cdrs/SENDER"),
                cpo.authorize(Messages.uid()),
                cpo.ask("GET", "cdrs/RECEIVER", "nowhere"),
                cpo.ask("POST", "cdrs/RECEIVER").body("{"))) {
            Answer answer = ask.send();
            assertThat(answer.header("X-Request-ID")).isEqualTo(ask.header("X-Request-ID"));
            assertThat(answer.header("X-Correlation-ID")).isEqualTo(ask.header("X-Correlation-ID"));
        }
        Answer minted = cpo.ask("GET", "cdrs/SENDER")
                .to(LiveHub.SELF)
                .without("X-Request-ID")
                .without("X-Correlation-ID")
                .send()
                .ok();
        assertThat(UUID.fromString(String.valueOf(minted.header("X-Request-ID"))))
                .isNotEqualTo(UUID.fromString(String.valueOf(minted.header("X-Correlation-ID"))));
    }

    @Test
    @DisplayName(
            "HUB-21 a request without ids is served all the same: the hub makes both, and passes its correlation on")
    void withoutIds() {
        Pair pair = pair();
        List<Ask> asks = List.of(
                pair.cpo().authorize(pair.emsp().card("NEVER").path("uid").asString()),
                pair.cpo().putSession(session(pair)),
                pair.cpo().postCdr(cdr(pair)),
                pair.cpo().ask("GET", "tokens/SENDER"));
        Set<String> made = new HashSet<>();
        for (Ask ask : asks) {
            int before = pair.emsp().peer.received().size();
            Answer answer = ask.without("X-Request-ID")
                    .without("X-Correlation-ID")
                    .to(pair.emsp().party())
                    .send()
                    .ok();
            String request = String.valueOf(answer.header("X-Request-ID"));
            String correlation = String.valueOf(answer.header("X-Correlation-ID"));
            assertThat(UUID.fromString(request)).isNotEqualTo(UUID.fromString(correlation));
            assertThat(made.add(request) && made.add(correlation)).isTrue();
            // between them may come news of who is there
            assertThat(pair.emsp().peer.received().stream()
                            .skip(before)
                            .filter(got -> correlation.equals(got.headers().get("x-correlation-id"))))
                    .singleElement()
                    .satisfies(got -> assertThat(got.headers())
                            .doesNotContainEntry("x-request-id", request)
                            .containsKey("x-request-id"));
        }
    }

    @Test
    @DisplayName("HUB-28 names and values of the routing headers in any case")
    void headersInAnyCase() {
        Pair pair = pair();
        String uid = pair.emsp().card("NEVER").path("uid").asString();
        pair.cpo()
                .authorize(uid)
                .without("OCPI-from-country-code")
                .without("OCPI-from-party-id")
                .with("ocpi-FROM-country-CODE", "de")
                .with("ocpi-from-party-id", pair.cpo().party().id().toLowerCase(java.util.Locale.ROOT))
                .with("OCPI-TO-COUNTRY-CODE", "nl")
                .with("OCPI-TO-PARTY-ID", pair.emsp().party().id().toLowerCase(java.util.Locale.ROOT))
                .send()
                .ok();
        assertThat(pair.emsp().only("POST", "tokens").headers())
                .containsEntry("ocpi-from-party-id", pair.cpo().party().id())
                .containsEntry("ocpi-to-party-id", pair.emsp().party().id());
    }

    @Test
    @DisplayName("HUB-64 PATCH without last_updated: 2001, and nobody hears of it")
    void patchWithoutLastUpdated() {
        Pair pair = pair();
        var token = pair.emsp().card("NEVER");
        pair.emsp().putToken(token).to(pair.cpo().party()).send().ok();
        var session = Messages.session(pair.cpo().party(), token, Messages.unique("S"));
        pair.cpo().putSession(session).send().ok();
        pair.cpo()
                .patchSession(session.path("id").asString(), Messages.json("{\"kwh\": 9}"))
                .send()
                .refused(200, 2001);
        pair.emsp()
                .ask(
                        "PATCH",
                        "tokens/RECEIVER",
                        "NL",
                        pair.emsp().party().id(),
                        token.path("uid").asString())
                .to(pair.cpo().party())
                .body("{\"valid\": false}")
                .send()
                .refused(200, 2001);
        assertThat(pair.emsp().got("PATCH", "sessions")).isEmpty();
        assertThat(pair.cpo().got("PATCH", "tokens")).isEmpty();
        assertThat(hub.onlyOf("/sessions?party=" + pair.cpo().party().star())
                        .path("kwh")
                        .decimalValue())
                .isEqualByComparingTo("1.5");
    }

    @Test
    @DisplayName("HUB-67 PUT, PATCH and DELETE on cdrs, DELETE on tokens and sessions: HTTP 405")
    void methodsThatDoNotExist() {
        Pair pair = pair();
        Partner cpo = pair.cpo();
        var cdr = Messages.cdr(cpo.party(), pair.emsp().card("NEVER"), Messages.unique("C"));
        String hubs = String.valueOf(cpo.postCdr(cdr).send().ok().header("Location"));
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            cpo.ask(method, "cdrs/RECEIVER").body(cdr).send().refused(405, 2000);
            cpo.ask(method, "cdrs/RECEIVER", hubs.substring(hubs.lastIndexOf('/') + 1))
                    .body(cdr)
                    .send()
                    .refused(405, 2000);
        }
        pair.emsp()
                .ask("DELETE", "tokens/RECEIVER", "NL", pair.emsp().party().id(), Messages.uid())
                .send()
                .refused(405, 2000);
        cpo.ask("DELETE", "sessions/RECEIVER", "DE", cpo.party().id(), "S")
                .send()
                .refused(405, 2000);
        assertThat(hub.onlyOf("/cdrs?party=" + cpo.party().star())
                        .path("status")
                        .asString())
                .isEqualTo("ACCEPTED");
    }
}
