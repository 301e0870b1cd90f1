package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Who may speak, for whom a message is, and who gets it when nobody is named: OCPI 2.2.1 ch. 4. */
class AddressingTest extends OutsideTest {

    @Test
    @DisplayName("HUB-29 FROM that is no role of the platform: 2001, and nobody hears of it")
    void foreignSender() {
        Pair pair = pair();
        Pair other = pair();
        for (Ask ask : List.of(
                pair.cpo().authorize(Messages.uid()),
                pair.cpo().postCdr(cdr(other)),
                pair.cpo().putSession(session(pair)),
                pair.cpo().ask("GET", "tokens/SENDER"))) {
            ask.from(other.cpo().party()).to(pair.emsp().party()).send().refused(200, 2001);
            ask.from(pair.emsp().party()).send().refused(200, 2001);
        }
        assertThat(pair.emsp().peer.received()).noneMatch(r -> r.path().startsWith("/receiver"));
        assertThat(hub.list("/cdrs?party=" + other.cpo().party().star())).isEmpty();
    }

    @Test
    @DisplayName("HUB-30 path of another party: 404; country, party or id in the body other than in the path: 2001")
    void ownersThatDiffer() {
        Pair pair = pair();
        Pair other = pair();
        ObjectNode session = session(pair);
        String id = session.path("id").asString();
        pair.cpo()
                .ask("PUT", "sessions/RECEIVER", "DE", other.cpo().party().id(), id)
                .body(session)
                .send()
                .refused(404, 2001);
        ObjectNode token = pair.emsp().card("NEVER");
        pair.emsp()
                .ask(
                        "PUT",
                        "tokens/RECEIVER",
                        "NL",
                        other.emsp().party().id(),
                        token.path("uid").asString())
                .body(token)
                .send()
                .refused(404, 2001);
        for (String field : List.of("country_code", "party_id", "id")) {
            String value = field.equals("party_id") ? other.cpo().party().id() : "FR";
            pair.cpo()
                    .putSession(session)
                    .body(session.deepCopy().put(field, value))
                    .send()
                    .refused(200, 2001);
        }
        for (String field : List.of("country_code", "party_id", "uid")) {
            String value = field.equals("party_id") ? other.emsp().party().id() : "FR";
            pair.emsp()
                    .putToken(token)
                    .body(token.deepCopy().put(field, value))
                    .send()
                    .refused(200, 2001);
        }
        pair.cpo()
                .postCdr(cdr(pair).put("party_id", other.cpo().party().id()))
                .send()
                .refused(200, 2001);
        assertThat(pair.emsp().peer.received()).noneMatch(r -> r.path().startsWith("/receiver"));
        for (String list : List.of("/sessions", "/cdrs")) {
            assertThat(hub.list(list + "?party=" + other.cpo().party().star())).isEmpty();
        }
    }

    @Test
    @DisplayName("HUB-33 two roles behind one token: TO selects the role, and answers bear it")
    void twoRolesOfOnePlatform() {
        Partner both = connected("CPO", "EMSP");
        Party asCpo = both.parties.getFirst();
        Party asEmsp = both.parties.getLast();
        Pair others = pair();
        hub.agree(others.cpo().party(), asEmsp, null);
        hub.agree(asCpo, others.emsp().party(), null);
        answered(
                others.cpo()
                        .authorize(both.card("NEVER").path("uid").asString())
                        .to(asEmsp)
                        .send()
                        .ok(),
                asEmsp,
                others.cpo().party());
        answered(
                others.emsp()
                        .putToken(others.emsp().card("NEVER"))
                        .to(asCpo)
                        .send()
                        .ok(),
                asCpo,
                others.emsp().party());
        String uid = others.emsp().card("NEVER").path("uid").asString();
        answered(
                both.authorize(uid).from(asCpo).to(others.emsp().party()).send().ok(),
                others.emsp().party(),
                asCpo);
        both.authorize(uid).from(asEmsp).to(others.emsp().party()).send().refused(200, 2001);
        others.cpo().authorize(uid).to(asCpo).send().refused(200, 4001);
    }

    @Test
    @DisplayName("HUB-39 GET on a Receiver interface with TO=hub is refused, and nobody is asked")
    void noGetAtTheHubsReceiver() {
        Pair pair = pair();
        for (Ask ask : List.of(
                pair.cpo()
                        .ask(
                                "GET",
                                "sessions/RECEIVER",
                                "DE",
                                pair.cpo().party().id(),
                                "S"),
                pair.cpo().ask("GET", "cdrs/RECEIVER", "0198f000-0000-7000-8000-000000000000"),
                pair.emsp()
                        .ask("GET", "tokens/RECEIVER", "NL", pair.emsp().party().id(), "04A1B2C3"))) {
            ask.to(LiveHub.SELF).send().refused(200, 2001);
        }
        assertThat(pair.emsp().peer.received()).noneMatch(r -> r.path().startsWith("/receiver"));
        assertThat(pair.cpo().peer.received()).noneMatch(r -> r.path().startsWith("/receiver"));
    }

    @Test
    @DisplayName("HUB-40 CDR or session with TO=hub: to the owner of its token, or refused; never to all")
    void addressedToTheHub() {
        Pair pair = pair();
        Partner other = pair(pair.cpo(), connected("EMSP")).emsp();
        pair.cpo().putSession(session(pair)).to(LiveHub.SELF).send().ok();
        onlyTo(pair.emsp(), "PUT", "sessions", other);
        pair.cpo().postCdr(cdr(pair)).to(LiveHub.SELF).send().ok();
        onlyTo(pair.emsp(), "POST", "cdrs", other);
        ObjectNode strange = Messages.token(Partner.party("EMSP"), Messages.uid());
        pair.cpo()
                .putSession(Messages.session(pair.cpo().party(), strange, Messages.unique("S")))
                .to(LiveHub.SELF)
                .send()
                .refused(200, 4001);
        onlyTo(pair.emsp(), "PUT", "sessions", other);
    }

    @Test
    @DisplayName("HUB-42 without TO: the owner of the token gets it with TO filled in, and nobody else")
    void withoutReceiver() {
        Pair pair = pair();
        Partner other = pair(pair.cpo(), connected("EMSP")).emsp();
        answered(
                pair.cpo().putSession(session(pair)).send().ok(),
                pair.emsp().party(),
                pair.cpo().party());
        routed(
                pair.emsp().only("PUT", "sessions"),
                pair.cpo().party(),
                pair.emsp().party());
        answered(
                pair.cpo().postCdr(cdr(pair)).send().ok(),
                pair.emsp().party(),
                pair.cpo().party());
        routed(pair.emsp().only("POST", "cdrs"), pair.cpo().party(), pair.emsp().party());
        ObjectNode known = pair.emsp().card("NEVER");
        pair.emsp().putToken(known).send().ok();
        answered(
                pair.cpo().authorize(known.path("uid").asString()).send().ok(),
                pair.emsp().party(),
                pair.cpo().party());
        onlyTo(pair.emsp(), "PUT", "sessions", other);
        onlyTo(pair.emsp(), "POST", "cdrs", other);
        onlyTo(pair.emsp(), "POST", "tokens", other);
    }

    @Test
    @DisplayName(
            "HUB-43 authorize of an unknown token without TO: all are asked, the first yes wins, else 404 and 2004")
    void askAll() {
        Partner cpo = connected("CPO");
        List<Partner> emsps = IntStream.range(0, 3)
                .mapToObj(i -> pair(cpo, connected("EMSP")).emsp())
                .toList();
        Partner without = connected("EMSP");
        String uid = emsps.getLast().card("NEVER").path("uid").asString();
        Answer answer = cpo.authorize(uid).send().ok();
        assertThat(answer.data().path("allowed").asString()).isEqualTo("ALLOWED");
        answered(answer, emsps.getLast().party(), cpo.party());
        cpo.authorize(Messages.uid()).send().refused(404, 2004);
        emsps.forEach(emsp -> assertThat(emsp.got(2, "POST", "tokens")).hasSize(2));
        assertThat(without.got("POST", "tokens")).isEmpty();
        assertThat(hub.list("/authorizations?party=" + cpo.party().star()))
                .extracting(a -> a.path("status").asString())
                .containsExactly("GRANTED", "REFUSED");
    }
}
