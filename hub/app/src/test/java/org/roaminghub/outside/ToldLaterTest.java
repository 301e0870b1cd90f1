package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** What a 2.1.1 eMSP can't be told in advance or in words of its own: it is told when it is so, with what 2.1.1 has for it. */
class ToldLaterTest extends OutsideTest {

    private Partner old(Partner cpo) {
        Partner emsp = planned("EMSP");
        emsp.version = "2.1.1";
        emsp.register().ok();
        hub.agree(cpo.party(), emsp.party(), null);
        return emsp;
    }

    private static List<String> told(Partner emsp, String module) {
        return emsp.peer.received().stream()
                .filter(r -> r.path().startsWith("/receiver/" + module + "/"))
                .map(Received::method)
                .toList();
    }

    @Test
    @DisplayName("HUB-72 a tariff that begins and ends by the clock: PUT when it holds, DELETE when it no longer does")
    void tariffByTheClock() {
        Partner cpo = connected("CPO");
        Partner emsp = old(cpo);
        Partner newer = connected("EMSP");
        hub.agree(cpo.party(), newer.party(), null);
        // Each so far ahead that a machine that stands still for a while misses none of them.
        Instant begin = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
        Instant end = begin.plusSeconds(7);
        ObjectNode tariff = Messages.tariff(cpo.party(), Messages.unique("T"))
                .put("start_date_time", begin.toString())
                .put("end_date_time", end.toString());
        cpo.putTariff(tariff).send().ok();

        Received put = emsp.got(1, "PUT", "tariffs").getFirst();
        assertThat(Instant.now()).isAfterOrEqualTo(begin);
        assertThat(Http.read(put.text()).path("elements")).hasSize(1);
        assertThat(Http.read(put.text()).has("start_date_time")).isFalse();
        List<Received> gone = emsp.got(2, "DELETE", "tariffs");
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertThat(gone.getLast().path()).isEqualTo(put.path());
        assertThat(told(emsp, "tariffs")).containsExactly("DELETE", "PUT", "DELETE");
        assertThat(told(newer, "tariffs")).as("it was told when").containsExactly("PUT");
    }

    @Test
    @DisplayName(
            "HUB-72 a place that is no longer published: its EVSEs are REMOVED for who can't be told, and come back")
    void hiddenPlace() {
        Partner cpo = connected("CPO");
        Partner emsp = old(cpo);
        Partner newer = connected("EMSP");
        hub.agree(cpo.party(), newer.party(), null);
        ObjectNode place = Messages.location(cpo.party(), Messages.unique("L"));
        String id = place.path("id").asString();
        place.withArray("evses").add(Messages.evse(cpo.party(), id + "-2"));
        cpo.putLocation(place).send().ok();
        String at = emsp.only("PUT", "locations").path();

        cpo.place("PATCH", id)
                .body(Messages.json("{\"publish\": false, \"last_updated\": \"%s\"}".formatted(Messages.hoursAgo(2))))
                .send()
                .ok();
        List<Received> removed = emsp.got(2, "PATCH", "locations");
        assertThat(removed).extracting(Received::path).containsExactly(at + "/" + id + "-1", at + "/" + id + "-2");
        assertThat(removed).allSatisfy(r -> {
            assertThat(Http.read(r.text()).path("status").asString()).isEqualTo("REMOVED");
            assertThat(Http.read(r.text()).path("last_updated").asString()).isEqualTo(place(newer));
        });
        assertThat(Http.read(newer.only("PATCH", "locations").text())
                        .path("publish")
                        .asBoolean())
                .isFalse();
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .send()
                .ok();
        hub.listWhen(
                "/deliveries?party=" + emsp.party().star(),
                list -> list.stream()
                        .flatMap(d -> d.path("losses").valueStream())
                        .anyMatch(l -> l.path("reason").asString().contains("REMOVED")));
        assertThat(emsp.got("PATCH", "locations"))
                .as("what it does is not told")
                .hasSize(2);

        cpo.putLocation(place.put("publish", true).put("last_updated", Messages.hoursAgo(0)))
                .send()
                .ok();
        Received back = emsp.got(2, "PUT", "locations").getLast();
        assertThat(back.path()).isEqualTo(at);
        assertThat(Http.read(back.text()).path("evses").path(0).path("status").asString())
                .isEqualTo("CHARGING");
    }

    private static String place(Partner newer) {
        return Http.read(newer.only("PATCH", "locations").text())
                .path("last_updated")
                .asString();
    }
}
