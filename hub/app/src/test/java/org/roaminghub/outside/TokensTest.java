package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens and real-time authorisation: OCPI 2.2.1 ch. 12. */
class TokensTest extends OutsideTest {

    private List<JsonNode> tokensSeenBy(Partner cpo) {
        return cpo.ask("GET", "tokens/SENDER")
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .valueStream()
                .toList();
    }

    /** With all that was decided by now. */
    private List<JsonNode> authorizations(Partner cpo) {
        return hub.list("/authorizations?party=" + cpo.party().star());
    }

    @Test
    @DisplayName("HUB-61 a push that was refused is not made up for later")
    void refusedPushIsNotRepeated() {
        Pair pair = pair();
        ObjectNode refused = pair.emsp().card("NEVER");
        pair.cpo().down();
        pair.emsp().putToken(refused).to(pair.cpo().party()).send().refused(200, 4000);
        int before = pair.cpo().got("PUT", "tokens").size();
        pair.cpo().back();
        pair.cpo().get(hub.versionsUrl(), pair.cpo().theirs).ok();
        // What the hub did take on for the same CPO comes by the same way, and arrives: the refused one would be before
        // it.
        ObjectNode later = pair.emsp().card("NEVER");
        pair.emsp().putToken(later).send().ok();
        List<Received> got = pair.cpo().got(before + 1, "PUT", "tokens");
        assertThat(got.subList(before, got.size()))
                .extracting(Received::path)
                .containsExactly("/receiver/tokens/NL/" + pair.emsp().party().id() + "/"
                        + later.path("uid").asString());
        assertThat(hub.listWhen("/deliveries?party=" + pair.cpo().party().star(), List::isEmpty))
                .isEmpty();
        assertThat(tokensSeenBy(pair.cpo()))
                .extracting(t -> t.path("uid").asString())
                .containsExactly(later.path("uid").asString());
    }

    @Test
    @DisplayName("HUB-69 a token is its owner, uid and type; without ?type it is RFID")
    void identity() {
        Pair pair = pair();
        Partner second = pair(pair.cpo(), connected("EMSP")).emsp();
        String uid = Messages.uid();
        ObjectNode rfid = Messages.token(pair.emsp().party(), uid);
        ObjectNode app = Messages.token(pair.emsp().party(), uid).put("type", "APP_USER");
        ObjectNode others = Messages.token(second.party(), uid);
        pair.emsp().putToken(rfid).send().ok();
        pair.emsp().putToken(app).query("type=APP_USER").send().ok();
        second.putToken(others).send().ok();
        pair.emsp().putToken(app).query("type=RFID").send().refused(200, 2001);
        assertThat(tokensSeenBy(pair.cpo()))
                .extracting(t -> t.path("type").asString() + t.path("party_id").asString())
                .containsExactlyInAnyOrder(
                        "RFID" + pair.emsp().party().id(),
                        "APP_USER" + pair.emsp().party().id(),
                        "RFID" + second.party().id());
        assertThat(pair.cpo().got(3, "PUT", "tokens"))
                .extracting(r -> r.path() + (r.query() == null ? "" : "?" + r.query()))
                .containsExactlyInAnyOrder(
                        "/receiver/tokens/NL/" + pair.emsp().party().id() + "/" + uid,
                        "/receiver/tokens/NL/" + pair.emsp().party().id() + "/" + uid + "?type=APP_USER",
                        "/receiver/tokens/NL/" + second.party().id() + "/" + uid);

        ObjectNode change =
                Messages.json("{\"valid\": false, \"last_updated\": \"%s\"}".formatted(Messages.hoursAgo(1)));
        pair.emsp()
                .ask("PATCH", "tokens/RECEIVER", "NL", pair.emsp().party().id(), uid)
                .body(change)
                .send()
                .ok();
        assertThat(tokensSeenBy(pair.cpo()))
                .filteredOn(t -> !t.path("valid").asBoolean())
                .extracting(t -> t.path("type").asString() + t.path("party_id").asString())
                .containsExactly("RFID" + pair.emsp().party().id());
        assertThat(hub.listWhen(
                        "/tokens?status=INVALID&party=" + pair.emsp().party().star(), items -> !items.isEmpty()))
                .hasSize(1);

        pair.cpo().authorize(uid).to(pair.emsp().party()).send();
        pair.cpo().authorize(uid).query("type=APP_USER").to(pair.emsp().party()).send();
        assertThat(pair.emsp().got("POST", "tokens"))
                .extracting(Received::query)
                .containsExactly("type=RFID", "type=APP_USER");
    }

    @Test
    @DisplayName("HUB-70 authorize: unknown 404 and 2004, location needed 2002, AllowedType as the eMSP says it")
    void authorize() {
        Pair pair = pair();
        String uid = Messages.uid();
        pair.cpo().authorize(uid).to(pair.emsp().party()).send().refused(404, 2004);
        pair.emsp().answers("POST", "tokens", r -> says(r, 200, 2002));
        pair.cpo().authorize(uid).to(pair.emsp().party()).send().refused(200, 2002);
        for (String allowed : List.of("BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED", "ALLOWED")) {
            pair.emsp()
                    .answers(
                            "POST",
                            "tokens",
                            r -> Partner.reply(
                                    r,
                                    200,
                                    1000,
                                    "{\"allowed\": \"" + allowed + "\", \"token\": "
                                            + Messages.token(pair.emsp().party(), uid) + "}"));
            Answer answer = pair.cpo()
                    .authorize(uid)
                    .body("{\"location_id\": \"L-17\", \"evse_uids\": [\"E-17-1\"]}")
                    .send()
                    .ok();
            assertThat(answer.data().path("allowed").asString()).isEqualTo(allowed);
        }
        assertThat(pair.emsp().got("POST", "tokens").getLast().text())
                .isEqualTo("{\"location_id\": \"L-17\", \"evse_uids\": [\"E-17-1\"]}");
        assertThat(authorizations(pair.cpo()))
                .extracting(a -> a.path("refusal").asString(a.path("status").asString()))
                .containsExactly(
                        "UNKNOWN_TOKEN",
                        "INCOMPLETE",
                        "TOKEN_BLOCKED",
                        "TOKEN_EXPIRED",
                        "NO_CREDIT",
                        "TOKEN_NOT_ALLOWED",
                        "GRANTED");
    }

    @Test
    @DisplayName("whitelist ALWAYS: the hub answers itself, allowed or blocked, and asks nobody")
    void whitelisted() {
        Pair pair = pair();
        ObjectNode card = pair.emsp().card("ALWAYS");
        pair.emsp().putToken(card).send().ok();
        String uid = card.path("uid").asString();
        Answer granted = pair.cpo().authorize(uid).send().ok();
        assertThat(granted.data().path("allowed").asString()).isEqualTo("ALLOWED");
        assertThat(granted.data().path("authorization_reference").asString()).isNotBlank();
        card.put("valid", false).put("last_updated", Messages.hoursAgo(0));
        pair.emsp().putToken(card).send().ok();
        Answer blocked = pair.cpo().authorize(uid).send().ok();
        assertThat(blocked.data().path("allowed").asString()).isEqualTo("BLOCKED");
        assertThat(pair.emsp().got("POST", "tokens")).isEmpty();
    }

    @Test
    @DisplayName("the same authorisation again (X-Request-ID): one question, one authorisation, the same answer")
    void repeatedAuthorisation() {
        Pair pair = pair();
        Ask ask = pair.cpo().authorize(pair.emsp().card("NEVER").path("uid").asString());
        Answer first = ask.send().ok();
        Answer second = ask.send().ok();
        assertThat(second.data()).isEqualTo(first.data());
        assertThat(second.header("OCPI-from-party-id")).isEqualTo(first.header("OCPI-from-party-id"));
        pair.emsp().only("POST", "tokens");
        ask.with("X-Request-ID", Messages.unique("other-")).send().ok();
        assertThat(authorizations(pair.cpo())).hasSize(2);
        assertThat(hub.eventsOf(pair.cpo().party()))
                .filteredOn(type -> type.startsWith("authorization."))
                .hasSize(4);
    }

    @Test
    @DisplayName("an unknown token asked for again (X-Request-ID): 404 and 2004 both times, one question")
    void repeatedRefusal() {
        Pair pair = pair();
        Ask ask = pair.cpo().authorize(Messages.uid()).to(pair.emsp().party());
        ask.send().refused(404, 2004);
        ask.send().refused(404, 2004);
        pair.emsp().only("POST", "tokens");
        assertThat(authorizations(pair.cpo())).hasSize(1);
    }

    @Test
    @DisplayName("without an agreement nothing crosses")
    void noAgreement() {
        Partner cpo = connected("CPO");
        Partner emsp = connected("EMSP");
        ObjectNode card = emsp.card("ALWAYS");
        emsp.putToken(card).to(cpo.party()).send().refused(200, 4001);
        emsp.putToken(card).send().ok();
        cpo.authorize(card.path("uid").asString()).to(emsp.party()).send().refused(200, 4001);
        cpo.authorize(card.path("uid").asString()).send().refused(200, 4001);
        assertThat(tokensSeenBy(cpo)).isEmpty();
        assertThat(cpo.got("PUT", "tokens")).isEmpty();
        assertThat(emsp.got("POST", "tokens")).isEmpty();
    }
}
