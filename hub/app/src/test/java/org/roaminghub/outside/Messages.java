package org.roaminghub.outside;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** OCPI 2.2.1 objects as partners send them, each with a field that OCPI does not know. */
final class Messages {

    private Messages() {}

    static String ago(Duration time) {
        return Instant.now().minus(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String hoursAgo(int hours) {
        return ago(Duration.ofHours(hours));
    }

    static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
    }

    /** Seven bytes in hex, as of an RFID card. */
    static String uid() {
        return "04"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    }

    static String contract(Party emsp) {
        return emsp.country() + emsp.id() + "C"
                + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Http.JSON.readTree(text);
    }

    static ObjectNode token(Party emsp, String uid) {
        return json("""
            {"country_code": "%s", "party_id": "%s", "uid": "%s", "type": "RFID", "contract_id": "%s", "issuer": "Movia",
             "valid": true, "whitelist": "NEVER", "language": "nl", "x_note": {"colour": ["blue"]}, "last_updated": "%s"}""".formatted(emsp.country(), emsp.id(), uid, contract(emsp), hoursAgo(5)));
    }

    private static String cdrToken(ObjectNode token) {
        return json("{}")
                .put("country_code", token.path("country_code").asString())
                .put("party_id", token.path("party_id").asString())
                .put("uid", token.path("uid").asString())
                .put("type", token.path("type").asString())
                .put("contract_id", token.path("contract_id").asString())
                .toString();
    }

    static ObjectNode session(Party cpo, ObjectNode token, String id) {
        return json("""
            {"country_code": "%s", "party_id": "%s", "id": "%s", "start_date_time": "%s", "kwh": 1.5, "cdr_token": %s,
             "auth_method": "AUTH_REQUEST", "location_id": "L-17", "evse_uid": "E-17-1", "connector_id": "1",
             "currency": "EUR", "status": "ACTIVE", "x_note": {"row": 7}, "total_cost": {"excl_vat": 0.45},
             "charging_periods": [%s], "last_updated": "%s"}""".formatted(
                        cpo.country(), cpo.id(), id, hoursAgo(3), cdrToken(token), period(3, "1.5"), hoursAgo(2)));
    }

    /** Of a session: {@code kwh} from so many hours ago on. */
    static String period(int hoursAgo, String kwh) {
        return "{\"start_date_time\": \"" + hoursAgo(hoursAgo)
                + "\", \"dimensions\": [{\"type\": \"ENERGY\", \"volume\": " + kwh + "}]}";
    }

    static ObjectNode cdr(Party cpo, ObjectNode token, String id) {
        return json("""
            {"country_code": "%1$s", "party_id": "%2$s", "id": "%3$s", "start_date_time": "%4$s", "end_date_time": "%5$s",
             "cdr_token": %6$s, "auth_method": "AUTH_REQUEST", "x_note": ["unknown", 1],
             "cdr_location": {"id": "L-17", "name": "Harbour", "address": "Quay 12", "city": "Hamburg", "country": "DEU",
               "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "evse_uid": "E-17-1", "evse_id": "DE*VOL*E17*1",
               "connector_id": "1", "connector_standard": "IEC_62196_T2", "connector_format": "SOCKET",
               "connector_power_type": "AC_3_PHASE"},
             "currency": "EUR", "total_cost": {"excl_vat": 3.3, "incl_vat": 3.96}, "total_energy": 11, "total_time": 2,
             "charging_periods": [{"start_date_time": "%4$s", "dimensions": [{"type": "ENERGY", "volume": 11},
               {"type": "TIME", "volume": 2}]}], "last_updated": "%5$s"}""".formatted(cpo.country(), cpo.id(), id, hoursAgo(3), hoursAgo(1), cdrToken(token)));
    }

    static ObjectNode startSession(ObjectNode token, String responseUrl) {
        return json("""
            {"response_url": "%s", "token": %s, "location_id": "L-17", "evse_uid": "E-17-1", "connector_id": "1",
             "authorization_reference": "%s", "x_note": {"row": 7}}""".formatted(responseUrl, token, unique("REF-")));
    }

    static ObjectNode stopSession(String session, String responseUrl) {
        return json("{}").put("response_url", responseUrl).put("session_id", session);
    }

    static ObjectNode setProfile(String responseUrl) {
        ObjectNode body = json("{\"x_note\": {\"row\": 7}}").put("response_url", responseUrl);
        body.set("charging_profile", chargingProfile());
        return body;
    }

    static ObjectNode chargingProfile() {
        return json("""
            {"start_date_time": "%s", "duration": 3600, "charging_rate_unit": "A", "min_charging_rate": 6,
             "charging_profile_period": [{"start_period": 0, "limit": 16.0}, {"start_period": 900, "limit": 10.5}]}""".formatted(hoursAgo(0)));
    }

    static ObjectNode activeProfile() {
        ObjectNode active = json("{\"x_seen\": true}").put("start_date_time", hoursAgo(0));
        active.set("charging_profile", chargingProfile());
        return active;
    }

    static ObjectNode reserveNow(ObjectNode token, String responseUrl, String reservation) {
        return json("""
            {"response_url": "%s", "token": %s, "expiry_date": "%s", "reservation_id": "%s", "location_id": "L-17",
             "evse_uid": "E-17-1"}""".formatted(responseUrl, token, Instant.now().plusSeconds(1800), reservation));
    }

    /** Cancels the whole of it. */
    static ObjectNode credit(ObjectNode cdr, String id) {
        ObjectNode credit = cdr.deepCopy().put("id", id).put("credit", true);
        credit.put("credit_reference_id", cdr.path("id").asString());
        credit.putObject("total_cost").put("excl_vat", -3.3).put("incl_vat", -3.96);
        return credit;
    }

    /** With one EVSE, «id»-1, that has one connector, 1. */
    static ObjectNode location(Party cpo, String id) {
        return json("""
            {"country_code": "%1$s", "party_id": "%2$s", "id": "%3$s", "publish": true, "name": "Harbour", "address": "Quay 12",
             "city": "Hamburg", "postal_code": "20457", "country": "DEU", "x_note": {"colour": ["blue"]},
             "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "time_zone": "Europe/Berlin",
             "opening_times": {"twentyfourseven": false, "regular_hours": [
               {"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}]},
             "evses": [%4$s], "last_updated": "%5$s"}""".formatted(cpo.country(), cpo.id(), id, evse(cpo, id + "-1"), hoursAgo(5)));
    }

    static ObjectNode evse(Party cpo, String uid) {
        return json("""
            {"uid": "%3$s", "evse_id": "%1$s*%2$s*E%4$s", "status": "AVAILABLE", "capabilities": ["RFID_READER"],
             "x_plate": 7, "connectors": [%5$s], "last_updated": "%6$s"}""".formatted(cpo.country(), cpo.id(), uid, uid.replace("-", "*"), connector("1"), hoursAgo(5)));
    }

    static ObjectNode connector(String id) {
        return json("""
            {"id": "%s", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_voltage": 230,
             "max_amperage": 32, "tariff_ids": ["T1"], "x_lock": true, "last_updated": "%s"}""".formatted(id, hoursAgo(5)));
    }

    static ObjectNode tariff(Party cpo, String id) {
        return json("""
            {"country_code": "%s", "party_id": "%s", "id": "%s", "currency": "EUR", "x_note": 1, "elements": [
              {"price_components": [{"type": "ENERGY", "price": 0.35, "step_size": 1}]}], "last_updated": "%s"}""".formatted(cpo.country(), cpo.id(), id, hoursAgo(5)));
    }

    static ObjectNode status(String status, int hoursAgo) {
        return json("{\"status\": \"%s\", \"last_updated\": \"%s\"}".formatted(status, hoursAgo(hoursAgo)));
    }
}
