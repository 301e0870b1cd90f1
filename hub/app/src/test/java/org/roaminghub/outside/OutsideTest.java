package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** The shared hub and the partners of one test, which leave at its end. */
@ResourceLock(providers = SharedHub.class)
abstract class OutsideTest {

    final LiveHub hub = LiveHub.shared();
    private final List<Partner> partners = new ArrayList<>();

    @AfterEach
    void leave() {
        partners.forEach(Partner::close);
    }

    <T extends Partner> T here(T partner) {
        partners.add(partner);
        return partner;
    }

    Partner planned(String... roles) {
        Party[] parties = new Party[roles.length];
        for (int i = 0; i < roles.length; i++) {
            parties[i] = Partner.party(roles[i]);
        }
        return here(Partner.planned(hub, parties));
    }

    Partner connected(String... roles) {
        Partner partner = planned(roles);
        partner.register().ok();
        return partner;
    }

    /** A CPO and an eMSP under agreement. */
    record Pair(Partner cpo, Partner emsp) {}

    Pair pair() {
        return pair(connected("CPO"), connected("EMSP"));
    }

    Pair pair(Partner cpo, Partner emsp) {
        hub.agree(cpo.party(), emsp.party(), null);
        return new Pair(cpo, emsp);
    }

    static ScriptedPeer.Answer says(Received r, int http, int code) {
        return Partner.reply(r, http, code, null);
    }

    static ObjectNode session(Pair pair) {
        return Messages.session(pair.cpo().party(), pair.emsp().card("NEVER"), Messages.unique("S"));
    }

    static ObjectNode cdr(Pair pair) {
        return Messages.cdr(pair.cpo().party(), pair.emsp().card("NEVER"), Messages.unique("C"));
    }

    /** The first is the only one that may have got it; the hub has nothing on its way for the others. */
    void onlyTo(Partner receiver, String method, String module, Partner... others) {
        receiver.only(method, module);
        for (Partner other : others) {
            assertThat(other.got(method, module)).isEmpty();
            assertThat(hub.list("/deliveries?party=" + other.party().star())).isEmpty();
        }
    }

    static void routed(Received received, Party from, Party to) {
        assertThat(received.headers())
                .containsEntry("ocpi-from-country-code", from.country())
                .containsEntry("ocpi-from-party-id", from.id())
                .containsEntry("ocpi-to-country-code", to.country())
                .containsEntry("ocpi-to-party-id", to.id());
    }

    static void answered(Answer answer, Party from, Party to) {
        assertThat(answer.header("OCPI-from-country-code")).isEqualTo(from.country());
        assertThat(answer.header("OCPI-from-party-id")).isEqualTo(from.id());
        assertThat(answer.header("OCPI-to-country-code")).isEqualTo(to.country());
        assertThat(answer.header("OCPI-to-party-id")).isEqualTo(to.id());
    }
}
