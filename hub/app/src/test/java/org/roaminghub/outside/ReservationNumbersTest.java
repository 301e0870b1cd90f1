package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OCPI 2.1.1 counts reservations; the hub keeps which number is whose. */
class ReservationNumbersTest extends OutsideTest {

    private Partner old(String role) {
        Partner partner = planned(role);
        partner.version = "2.1.1";
        partner.register().ok();
        return partner;
    }

    /** The reservation_id that the CPO sees. */
    private static JsonNode reserved(Partner emsp, Partner cpo, String reservation) {
        int before = cpo.got("POST", "commands").size();
        ObjectNode body =
                Messages.reserveNow(Messages.token(emsp.party(), Messages.uid()), emsp.callback(), reservation);
        emsp.command("RESERVE_NOW", body).to(cpo.party()).send().ok();
        return Http.read(cpo.got(before + 1, "POST", "commands").getLast().text())
                .path("reservation_id");
    }

    @Test
    @DisplayName(
            "an id that is no number gets one at a 2.1.1 CPO, always the same; a number stays unless it is another's")
    void numbers() {
        Partner cpo = old("CPO");
        Partner one = connected("EMSP");
        Partner two = connected("EMSP");
        hub.agree(cpo.party(), one.party(), null);
        hub.agree(cpo.party(), two.party(), null);
        JsonNode number = reserved(one, cpo, "res-A");
        assertThat(number.isInt()).isTrue();
        assertThat(reserved(one, cpo, "res-A")).isEqualTo(number);
        assertThat(reserved(one, cpo, "RES-a")).as("ids know no case").isEqualTo(number);
        assertThat(reserved(one, cpo, "res-B").isInt()).isTrue();
        assertThat(reserved(one, cpo, "res-B")).isNotEqualTo(number);
        assertThat(reserved(two, cpo, "res-A")).isNotEqualTo(number);

        assertThat(reserved(one, cpo, "7").intValue()).isEqualTo(7);
        assertThat(reserved(two, cpo, "7").intValue()).isNotEqualTo(7);
        assertThat(reserved(two, cpo, "7")).isEqualTo(reserved(two, cpo, "7"));
        assertThat(reserved(one, cpo, "007").intValue()).as("another id").isNotEqualTo(7);
        assertThat(reserved(two, cpo, "99999999999").isInt()).isTrue();
    }

    @Test
    @DisplayName("two eMSPs of 2.1.1 that count from 1 don't take each other's reservation at a 2.1.1 CPO")
    void sameVersion() {
        Partner cpo = old("CPO");
        Partner one = old("EMSP");
        Partner two = old("EMSP");
        hub.agree(cpo.party(), one.party(), null);
        hub.agree(cpo.party(), two.party(), null);
        JsonNode first = numbered(one, cpo);
        JsonNode second = numbered(two, cpo);
        assertThat(first.intValue()).isEqualTo(1);
        assertThat(second.isInt()).isTrue();
        assertThat(second.intValue()).isNotEqualTo(1);
    }

    /** Of 2.1.1, which names nobody: found by the place. */
    private static JsonNode numbered(Partner emsp, Partner cpo) {
        String id = Messages.unique("L");
        cpo.ask("PUT", "locations/", cpo.party().country(), cpo.party().id(), id)
                .body(Messages.json("""
                {"id": "%s", "type": "ON_STREET", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457", "country": "DEU",
                 "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "last_updated": "%2$s", "evses": [{"uid": "E1",
                 "status": "AVAILABLE", "last_updated": "%2$s", "connectors": [{"id": "1", "standard": "IEC_62196_T2",
                 "format": "SOCKET", "power_type": "AC_3_PHASE", "voltage": 230, "amperage": 32, "last_updated": "%2$s"}]}]}""".formatted(id, Messages.hoursAgo(5))))
                .send()
                .ok();
        String known = Http.read(emsp.got(1, "PUT", "locations").getLast().text())
                .path("id")
                .asString();
        int before = cpo.got("POST", "commands").size();
        emsp.ask("POST", "commands/", "RESERVE_NOW")
                .body(Messages.json("""
                {"response_url": "%s", "token": {"uid": "%s", "type": "RFID", "auth_id": "%s", "issuer": "M", "valid": true,
                 "whitelist": "ALLOWED", "last_updated": "%s"}, "expiry_date": "2030-01-01T00:00:00Z", "reservation_id": 1,
                 "location_id": "%s"}""".formatted(
                        emsp.callback(), Messages.uid(), Messages.contract(emsp.party()), Messages.hoursAgo(5), known)))
                .send()
                .ok();
        return Http.read(cpo.got(before + 1, "POST", "commands").getLast().text())
                .path("reservation_id");
    }
}
