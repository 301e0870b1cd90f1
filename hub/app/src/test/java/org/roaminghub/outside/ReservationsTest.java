package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** Reservations: kept, taken back, cancelled, used (HUB-42, HUB-54). */
class ReservationsTest extends OutsideTest {

    @Test
    @DisplayName("HUB-54 a reservation is taken back at its old address until it ends")
    void hub54AReservationIsTakenBackAtItsOldAddressUntilItEnds() {
        Pair pair = pair();
        String reservation = Messages.unique("R");
        pair.emsp()
                .command(
                        "RESERVE_NOW",
                        Messages.reserveNow(
                                pair.emsp().card("NEVER"), pair.emsp().callback(), reservation))
                .to(pair.cpo().party())
                .send()
                .ok();
        Received command = pair.cpo().only("POST", "commands");
        pair.cpo().result(command, "ACCEPTED").send().ok();
        pair.emsp().told(1);
        pair.cpo().result(command, "CANCELED_RESERVATION").send().ok();
        Received told = pair.emsp().told(2).get(1);
        assertThat(told.text()).isEqualTo("{\"result\": \"CANCELED_RESERVATION\"}");
        pair.cpo().result(command, "CANCELED_RESERVATION").send().ok();
        assertThat(hub.eventsOf(pair.cpo().party())).containsOnlyOnce("reservation.confirmed", "reservation.ended");
        Answer over = pair.emsp()
                .command(
                        "CANCEL_RESERVATION",
                        Messages.json("{}")
                                .put("response_url", pair.emsp().callback())
                                .put("reservation_id", reservation))
                .send()
                .ok();
        assertThat(over.data().path("result").asString()).isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("HUB-42 a cancellation finds the CPO of its reservation and ends it")
    void hub42ACancellationFindsTheCpoOfItsReservationAndEndsIt() {
        Pair pair = pair();
        String reservation = Messages.unique("R");
        pair.emsp()
                .command(
                        "RESERVE_NOW",
                        Messages.reserveNow(
                                pair.emsp().card("NEVER"), pair.emsp().callback(), reservation))
                .to(pair.cpo().party())
                .send()
                .ok();
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "ACCEPTED")
                .send()
                .ok();
        pair.emsp()
                .command(
                        "CANCEL_RESERVATION",
                        Messages.json("{}")
                                .put("response_url", pair.emsp().callback())
                                .put("reservation_id", reservation))
                .send()
                .ok();
        Received cancel = pair.cpo().got(2, "POST", "commands").get(1);
        assertThat(cancel.path()).endsWith("/CANCEL_RESERVATION");
        pair.cpo().result(cancel, "ACCEPTED").send().ok();
        pair.emsp().told(2);
        assertThat(hub.eventsOf(pair.cpo().party())).contains("reservation.ended");
    }

    /** The place is kept; the card and EVSE it is kept for. */
    private static ObjectNode reserved(Pair pair) {
        ObjectNode card = pair.emsp().card("NEVER");
        pair.emsp()
                .command("RESERVE_NOW", Messages.reserveNow(card, pair.emsp().callback(), Messages.unique("R")))
                .to(pair.cpo().party())
                .send()
                .ok();
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "ACCEPTED")
                .send()
                .ok();
        pair.emsp().told(1);
        return card;
    }

    private String ended(Pair pair) {
        String types = String.join(" ", hub.eventsOf(pair.cpo().party()));
        assertThat(types).contains("reservation.confirmed");
        return hub.list("/history?party=" + pair.cpo().party().star()).stream()
                .filter(e -> e.path("type").asString().equals("reservation.confirmed"))
                .flatMap(e -> hub.list("/history?stream=" + e.path("stream").asString()).stream())
                .filter(e -> e.path("type").asString().equals("reservation.ended"))
                .map(e -> e.path("payload").path("how").asString() + " "
                        + e.path("payload").path("session").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("A reservation ends as used when a session of its card begins at its EVSE")
    void aReservationIsUsedByItsSession() {
        Pair pair = pair();
        ObjectNode card = reserved(pair);
        ObjectNode elsewhere = Messages.session(pair.cpo().party(), card, Messages.unique("S"))
                .put("start_date_time", Messages.hoursAgo(0))
                .put("evse_uid", "E-99");
        pair.cpo().putSession(elsewhere).to(pair.emsp().party()).send().ok();
        assertThat(ended(pair)).isEmpty();
        ObjectNode session = Messages.session(pair.cpo().party(), card, Messages.unique("S"))
                .put("start_date_time", Messages.hoursAgo(0));
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        assertThat(ended(pair)).matches("USED [0-9a-f-]{36}");
    }

    @Test
    @DisplayName("A session that only waits does not use its reservation; it does when it becomes active")
    void aReservedSessionUsesItsReservationOnceItIsActive() {
        Pair pair = pair();
        ObjectNode card = reserved(pair);
        ObjectNode session = Messages.session(pair.cpo().party(), card, Messages.unique("S"))
                .put("start_date_time", Messages.hoursAgo(0))
                .put("status", "RESERVATION");
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        assertThat(ended(pair)).isEmpty();
        pair.cpo()
                .putSession(session.put("status", "ACTIVE").put("last_updated", Messages.hoursAgo(0)))
                .to(pair.emsp().party())
                .send()
                .ok();
        assertThat(ended(pair))
                .isEqualTo("USED "
                        + hub.onlyOf("/sessions?party=" + pair.cpo().party().star())
                                .path("hub_id")
                                .asString());
    }
}
