package org.roaminghub.outside;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.roaminghub.testkit.ScriptedPeer;

/** The shared hub and the partners of one test, which leave at its end. */
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

    static ScriptedPeer.Answer says(ScriptedPeer.Received r, int http, int code) {
        return Partner.reply(r, http, code, null);
    }
}
