package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** Who hears what is told to the hub: OCPI 2.2.1 ch. 4, broadcast push. */
class BroadcastTest extends OutsideTest {

    private Partner under(Partner cpo, Partner other) {
        return pair(cpo, other).emsp();
    }

    @Test
    @DisplayName(
            "HUB-37 a CPO's broadcast: not to itself, to CPOs, to who is away or has not the module; OTHER hears it")
    void ofCpo() {
        Party both = Partner.party("CPO");
        Partner cpo = here(Partner.planned(hub, both, new Party("EMSP", both.country(), both.id())));
        cpo.register().ok();
        hub.agree(both, both, null);
        Partner emsp = under(cpo, connected("EMSP"));
        Partner other = under(cpo, connected("OTHER"));
        Partner rival = under(cpo, connected("CPO"));
        Partner planned = under(cpo, planned("EMSP"));
        Partner suspended = under(cpo, connected("EMSP"));
        hub.done("POST", "/platforms/" + suspended.platform + "/suspend", null);
        Partner gone = under(cpo, connected("EMSP"));
        gone.credentials("DELETE", gone.theirs, null).ok();
        Partner deaf = under(cpo, planned("EMSP"));
        deaf.peer.when(
                r -> r.path().equals("/2.2.1"),
                r -> Partner.reply(r, 200, 1000, deaf.details(List.of("tokens", "sessions", "cdrs"))));
        deaf.register().ok();

        ObjectNode first = Messages.location(both, Messages.unique("L"));
        ObjectNode last = Messages.location(both, Messages.unique("L"));
        for (ObjectNode location : List.of(first, last)) {
            cpo.putLocation(location).to(LiveHub.SELF).send().ok();
        }
        for (Partner reader : List.of(emsp, other)) {
            List<Received> got = reader.got(2, "PUT", "locations");
            assertThat(got).hasSize(2);
            got.forEach(put -> routed(put, LiveHub.SELF, reader.party()));
        }
        for (Partner nobody : List.of(cpo, rival, planned, suspended, gone, deaf)) {
            assertThat(nobody.got("PUT", "locations")).as(nobody.party().star()).isEmpty();
        }
    }

    @Test
    @DisplayName("HUB-37 an eMSP's broadcast reaches CPOs only; what OTHER broadcasts reaches no eMSP and no OTHER")
    void ofEmspAndOther() {
        Partner emsp = connected("EMSP");
        Partner cpo = pair(connected("CPO"), emsp).cpo();
        Partner other = under(cpo, connected("OTHER"));
        Partner peer = under(cpo, connected("EMSP"));
        ObjectNode card = emsp.card("NEVER");
        emsp.putToken(card).to(LiveHub.SELF).send().ok();
        routed(cpo.only("PUT", "tokens"), LiveHub.SELF, cpo.party());
        // Tokens are eMSPs': nothing that OCPI lets be broadcast is OTHER's to tell.
        other.putToken(Messages.token(other.party(), Messages.uid()))
                .to(LiveHub.SELF)
                .send()
                .refused(200, 2001);
        other.putLocation(Messages.location(other.party(), "L1"))
                .to(LiveHub.SELF)
                .send()
                .refused(200, 2001);
        emsp.putToken(emsp.card("NEVER")).to(LiveHub.SELF).send().ok();
        cpo.got(2, "PUT", "tokens");
        for (Partner nobody : List.of(emsp, other, peer)) {
            assertThat(nobody.got("PUT", "tokens")).isEmpty();
            assertThat(nobody.got("PUT", "locations")).isEmpty();
        }
    }
}
