package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** The editions of OCPI 2.3.0 that add payments and bookings: passed on as they come. */
class PaymentsAndBookingsTest extends OutsideTest {

    private Partner with(String role, String module) {
        Partner partner = planned(role).offers("2.3.0", module);
        partner.register().ok();
        return partner;
    }

    private static ObjectNode terminal(String id) {
        return Messages.json("""
            {"terminal_id": "%s", "country_code": "DE", "location_ids": ["L1"], "invoice_creator": "ROBOT", "x_pin": 7,
             "last_updated": "%s"}""".formatted(id, Messages.hoursAgo(1)));
    }

    private static ObjectNode confirmation() {
        return Messages.json("""
            {"id": "%s", "authorization_reference": "REF-1", "total_costs": {"before_taxes": 12.50, "taxes": []},
             "currency": "EUR", "eft_data": ["VISA **** 1234"], "capture_status_code": "SUCCESS", "x_more": [1.50],
             "last_updated": "%s"}""".formatted(Messages.unique("F"), Messages.hoursAgo(1)));
    }

    @Test
    @DisplayName("HUB-23 payments cross both ways between a terminal's provider, which is OTHER, and a CPO")
    void payments() {
        Pair pair = pair(with("CPO", "payments"), with("OTHER", "payments"));
        Partner cpo = pair.cpo();
        Partner provider = pair.emsp();
        String id = Messages.unique("T");
        ObjectNode terminal = terminal(id);
        provider.ask("POST", "payments/RECEIVER", "terminals")
                .to(cpo.party())
                .body(terminal)
                .send()
                .ok();
        Received told = cpo.only("POST", "payments");
        assertThat(told.path()).isEqualTo("/receiver/payments/terminals");
        assertThat(told.text()).isEqualTo(terminal.toString());
        routed(told, provider.party(), cpo.party());
        ObjectNode paid = confirmation();
        provider.ask("POST", "payments/RECEIVER", "financial-advice-confirmations")
                .to(cpo.party())
                .body(paid)
                .send()
                .ok();
        assertThat(cpo.got(2, "POST", "payments").getLast().text()).isEqualTo(paid.toString());

        // The hub knows by now whose terminal it is.
        cpo.ask("PATCH", "payments/SENDER", "terminals", id)
                .body("{\"reference\": \"X\", \"last_updated\": \"" + Messages.hoursAgo(0) + "\"}")
                .send()
                .ok();
        routed(provider.only("PATCH", "payments"), cpo.party(), provider.party());
        cpo.ask("PUT", "payments/SENDER", "terminals", id)
                .to(provider.party())
                .body(terminal)
                .send()
                .ok();
        cpo.ask("POST", "payments/SENDER", "terminals", id, "deactivate")
                .to(provider.party())
                .send()
                .ok();
        cpo.ask("POST", "payments/SENDER", "terminals", "activate")
                .to(provider.party())
                .body(terminal)
                .send()
                .ok();
        assertThat(provider.got(2, "POST", "payments"))
                .extracting(Received::path)
                .containsExactly(
                        "/sender/payments/terminals/" + id + "/deactivate", "/sender/payments/terminals/activate");
        cpo.ask("GET", "payments/SENDER", "terminals")
                .to(provider.party())
                .send()
                .ok();
        cpo.ask("GET", "payments/SENDER", "financial-advice-confirmations")
                .to(provider.party())
                .send()
                .ok();
        provider.ask("GET", "payments/RECEIVER", "financial-advice-confirmations")
                .to(cpo.party())
                .send();
        assertThat(cpo.only("GET", "payments").path()).endsWith("/financial-advice-confirmations");

        cpo.ask("GET", "payments/SENDER", "terminals").to(LiveHub.SELF).send().refused(200, 4001);
        cpo.ask("GET", "payments/SENDER", "terminals", "UNSEEN").send().refused(200, 4001);
        cpo.ask("PATCH", "payments/SENDER", "terminals", id)
                .to(provider.party())
                .body("{}")
                .send()
                .refused(200, 2001);
        cpo.ask("DELETE", "payments/SENDER", "terminals", id)
                .to(provider.party())
                .send()
                .refused(405, 2000);
        cpo.ask("POST", "payments/RECEIVER", "terminals")
                .to(provider.party())
                .body(terminal)
                .send()
                .refused(200, 2001);
        for (String field : List.of(
                "id",
                "authorization_reference",
                "total_costs",
                "currency",
                "eft_data",
                "capture_status_code",
                "last_updated")) {
            ObjectNode wrong = confirmation();
            wrong.remove(field);
            assertThat(provider.ask("POST", "payments/RECEIVER", "financial-advice-confirmations")
                            .to(cpo.party())
                            .body(wrong)
                            .send()
                            .refused(200, 2001)
                            .message())
                    .contains(field);
        }
        assertThat(hub.eventsOf(provider.party()).stream().filter("relay.passed"::equals))
                .hasSize(6);
    }

    private static String terms() {
        return "{\"supported_access_methods\": [\"RETINA\"], \"change_until_minutes\": 10, \"cancel_until_minutes\": 5}";
    }

    private static String slot() {
        return "{\"start_date_time\": \"2027-01-01T10:00:00Z\", \"end_date_time\": \"2027-01-01T11:00:00Z\"}";
    }

    private static ObjectNode place(Party cpo, String id) {
        return Messages.json("""
            {"country_code": "%s", "party_id": "%s", "id": "%s", "location_id": "L1", "booking_terms": %s, "x_note": 1,
             "calendars": [{"id": "CAL", "begin_from": "2027-01-01T00:00:00Z", "end_before": "2027-02-01T00:00:00Z",
               "available_timeslots": [%6$s], "last_updated": "%5$s"}], "last_updated": "%5$s"}""".formatted(cpo.country(), cpo.id(), id, terms(), Messages.hoursAgo(1), slot()));
    }

    private static ObjectNode request(Pair pair, String place, String uid) {
        Party emsp = pair.emsp().party();
        return Messages.json("""
            {"country_code": "%1$s", "party_id": "%2$s", "request_id": "%3$s", "location_id": "L1", "booking_location_id": "%4$s",
             "tokens": [{"country_code": "%1$s", "party_id": "%2$s", "uid": "%5$s", "type": "RFID", "contract_id": "%6$s"}],
             "access_information": [{"method": "LICENSE_PLATE", "value": "HH-EV 7"}], "period": %7$s,
             "authorization_reference": "REF-9", "x_wish": "shade"}""".formatted(
                        emsp.country(), emsp.id(), Messages.unique("Q"), place, uid, Messages.contract(emsp), slot()));
    }

    private static ObjectNode booking(Pair pair, ObjectNode request) {
        Party cpo = pair.cpo().party();
        return Messages.json("""
            {"country_code": "%s", "party_id": "%s", "id": "%s", "request_id": "%s", "location_id": "L1", "period": %s,
             "reservation_status": "RESERVED", "authorization_reference": "REF-9", "booking_terms": %s, "x_bay": 4,
             "booking_requests": [{"request_status": "ACCEPTED", "booking_request": %s, "request_received": "%8$s"}],
             "last_updated": "%8$s"}""".formatted(
                        cpo.country(),
                        cpo.id(),
                        Messages.unique("B"),
                        request.path("request_id").asString(),
                        slot(),
                        terms(),
                        request,
                        Messages.hoursAgo(0)));
    }

    @Test
    @DisplayName("bookings need an agreement on reservations, whatever else it covers")
    void bookingsAreReservations() {
        Partner cpo = with("CPO", "bookings");
        Partner emsp = with("EMSP", "bookings");
        hub.done(
                "POST",
                "/agreements",
                Messages.json("{\"services\": [\"cdr\", \"sessions\"]}")
                        .put("cpo", cpo.party().star())
                        .put("emsp", emsp.party().star())
                        .toString());
        cpo.ask("PUT", "bookings/RECEIVER", "DE", cpo.party().id(), "booking_locations", "P")
                .to(emsp.party())
                .body(place(cpo.party(), "P"))
                .send()
                .refused(200, 4001);
        assertThat(emsp.got("PUT", "bookings")).isEmpty();
    }

    @Test
    @DisplayName(
            "HUB-23, HUB-42 booking places, requests and bookings cross both ways; a request finds the CPO of its place")
    void bookings() {
        Pair pair = pair(with("CPO", "bookings"), with("EMSP", "Booking"));
        Partner cpo = pair.cpo();
        Partner emsp = pair.emsp();
        Party owner = cpo.party();
        String id = Messages.unique("P");
        ObjectNode place = place(owner, id);
        // The edition prints the module's name both ways.
        emsp.peer.when(
                r -> r.path().startsWith("/receiver/Booking"),
                r -> Partner.reply(r, r.method().equals("PUT") ? 201 : 200, 1000, null));
        cpo.ask("PUT", "bookings/RECEIVER", "DE", owner.id(), "booking_locations", id)
                .to(emsp.party())
                .body(place)
                .send()
                .ok();
        Received told = emsp.only("PUT", "Booking");
        assertThat(told.path()).isEqualTo("/receiver/Booking/DE/" + owner.id() + "/booking_locations/" + id);
        assertThat(told.text()).isEqualTo(place.toString());

        String uid = Messages.uid();
        ObjectNode request = request(pair, id, uid);
        ObjectNode booking = booking(pair, request);
        cpo.answers("POST", "bookings", r -> Partner.reply(r, 201, 1000, booking.toString()));
        Answer answer = emsp.ask("POST", "bookings/SENDER").body(request).send().ok();
        assertThat(answer.data()).isEqualTo(booking);
        Received asked = cpo.only("POST", "bookings");
        assertThat(asked.text()).isEqualTo(request.toString());
        routed(asked, emsp.party(), owner);
        String bid = booking.path("id").asString();
        cpo.ask("PUT", "bookings/RECEIVER", "DE", owner.id(), bid)
                .to(emsp.party())
                .body(booking)
                .send()
                .ok();
        cpo.ask("PATCH", "bookings/RECEIVER", "DE", owner.id(), bid)
                .body("{\"reservation_status\": \"FULFILLED\", \"last_updated\": \"" + Messages.hoursAgo(0) + "\"}")
                .send()
                .ok();
        emsp.got(1, "PATCH", "Booking");
        emsp.ask("GET", "bookings/SENDER", "booking_locations")
                .query("timeslot_from=2027-01-01T00:00:00Z")
                .to(owner)
                .send()
                .ok();
        assertThat(cpo.only("GET", "bookings").query()).isEqualTo("timeslot_from=2027-01-01T00:00:00Z");
        emsp.ask("GET", "bookings/SENDER").to(LiveHub.SELF).send().refused(200, 4001);

        Stream.of(
                        "country_code",
                        "request_id",
                        "location_id",
                        "booking_location_id",
                        "period",
                        "authorization_reference")
                .forEach(field -> {
                    ObjectNode wrong = request(pair, id, uid);
                    wrong.remove(field);
                    assertThat(emsp.ask("POST", "bookings/SENDER")
                                    .to(owner)
                                    .body(wrong)
                                    .send()
                                    .refused(200, 2001)
                                    .message())
                            .contains(field);
                });
        ObjectNode endless = booking.deepCopy();
        ((ObjectNode) endless.path("period")).remove("end_date_time");
        assertThat(cpo.ask("PUT", "bookings/RECEIVER", "DE", owner.id(), bid)
                        .to(emsp.party())
                        .body(endless)
                        .send()
                        .refused(200, 2001)
                        .message())
                .contains("period.end_date_time");
        cpo.ask("DELETE", "bookings/RECEIVER", "DE", owner.id(), bid)
                .to(emsp.party())
                .send()
                .refused(405, 2000);
        assertThat(hub.eventsOf(owner).stream().filter("relay.passed"::equals)).hasSize(4);
        assertThat(hub.list("/history?party=" + owner.star()).toString()).doesNotContain(uid, "HH-EV");
        assertThat(hub.printed()).doesNotContain(uid, "HH-EV");
    }
}
