package org.roaminghub.connector.ocpi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.databind.node.ObjectNode;

/** Messages of partners, written for these tests; each has a field that OCPI does not know. */
final class Bodies {

    static final String TOKEN = """
            {"country_code": "NL", "party_id": "MOV", "uid": "04A1B2C3D4E5F6", "type": "RFID", "contract_id": "NLMOV00000042X",
             "issuer": "Movia", "valid": true, "whitelist": "ALLOWED", "language": "nl", "x_colour": "blue",
             "last_updated": "2026-03-01T07:00:00Z"}""";
    static final String TOKEN_CHANGE = """
            {"valid": false, "x_colour": "red", "last_updated": "2026-03-01T07:30:00Z"}""";
    static final String SESSION = """
            {"country_code": "DE", "party_id": "VOL", "id": "S-4711", "start_date_time": "2026-03-01T08:00:00Z", "kwh": 1.5,
             "cdr_token": {"country_code": "NL", "party_id": "MOV", "uid": "04A1B2C3D4E5F6", "type": "RFID", "contract_id": "NLMOV00000042X"},
             "auth_method": "AUTH_REQUEST", "authorization_reference": "REF-1", "location_id": "L-17", "evse_uid": "E-17-1",
             "connector_id": "1", "currency": "EUR", "status": "ACTIVE", "x_bay": {"row": 7},
             "charging_periods": [{"start_date_time": "2026-03-01T08:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 1.5}]}],
             "total_cost": {"excl_vat": 0.45, "incl_vat": 0.54}, "last_updated": "2026-03-01T08:10:00Z"}""";
    static final String SESSION_CHANGE = """
            {"kwh": 3.0, "total_cost": {"excl_vat": 0.9}, "last_updated": "2026-03-01T08:20:00Z",
             "charging_periods": [{"start_date_time": "2026-03-01T08:10:00Z", "dimensions": [{"type": "ENERGY", "volume": 1.5}]}]}""";
    static final String CDR = """
            {"country_code": "DE", "party_id": "VOL", "id": "C-4711", "start_date_time": "2026-03-01T08:00:00Z",
             "end_date_time": "2026-03-01T09:30:00Z", "session_id": "S-4711",
             "cdr_token": {"country_code": "NL", "party_id": "MOV", "uid": "04A1B2C3D4E5F6", "type": "RFID", "contract_id": "NLMOV00000042X"},
             "auth_method": "AUTH_REQUEST", "authorization_reference": "REF-1",
             "cdr_location": {"id": "L-17", "name": "Harbour", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457",
               "country": "DEU", "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "evse_uid": "E-17-1",
               "evse_id": "DE*VOL*E17*1", "connector_id": "1", "connector_standard": "IEC_62196_T2", "connector_format": "SOCKET",
               "connector_power_type": "AC_3_PHASE"},
             "currency": "EUR", "x_note": ["unknown", 1],
             "tariffs": [{"country_code": "DE", "party_id": "VOL", "id": "T-1", "currency": "EUR", "last_updated": "2026-01-01T00:00:00Z",
               "elements": [{"price_components": [{"type": "ENERGY", "price": 0.3, "vat": 20, "step_size": 1}]}]}],
             "charging_periods": [{"start_date_time": "2026-03-01T08:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 11}], "tariff_id": "T-1"}],
             "total_cost": {"excl_vat": 3.3, "incl_vat": 3.96}, "total_energy": 11, "total_time": 1.5, "total_parking_time": 0.5,
             "last_updated": "2026-03-01T09:31:00Z"}""";
    static final String CREDIT = CDR.replace(
                    "\"id\": \"C-4711\"", "\"id\": \"C-4711-C\", \"credit\": true, \"credit_reference_id\": \"C-4711\"")
            .replace(
                    "\"total_cost\": {\"excl_vat\": 3.3, \"incl_vat\": 3.96}",
                    "\"total_cost\": {\"excl_vat\": -3.3, \"incl_vat\": -3.96}");
    static final String PLACE = """
            {"country_code": "DE", "party_id": "VOL", "id": "L-17", "publish": true, "address": "Quay 12", "city": "Hamburg",
             "country": "DEU", "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "time_zone": "Europe/Berlin",
             "evses": [{"uid": "E-17-1", "status": "AVAILABLE", "connectors": [{"id": "1", "standard": "IEC_62196_T2",
               "format": "SOCKET", "power_type": "AC_3_PHASE", "max_voltage": 230, "max_amperage": 32,
               "last_updated": "2026-01-01T00:00:00Z"}], "last_updated": "2026-01-01T00:00:00Z"}],
             "last_updated": "2026-01-01T00:00:00Z"}""";
    static final String LOCATION = """
            {"location_id": "L-17", "evse_uids": ["E-17-1"]}""";

    private Bodies() {}

    static Original original(String json) {
        return new Original(Protocol.OCPI, "2.2.1", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static String ok(String data) {
        return "{\"data\": " + data
                + ", \"status_code\": 1000, \"timestamp\": \"2026-03-01T10:00:00Z\", \"x_more\": 1}";
    }

    static String fails(int code) {
        return "{\"status_code\": " + code + ", \"status_message\": \"no\", \"timestamp\": \"2026-03-01T10:00:00Z\"}";
    }

    static String info(String allowed, String reference) {
        return ok("{\"allowed\": \"" + allowed + "\", \"token\": " + TOKEN + ", \"authorization_reference\": \""
                + reference + "\"}");
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotJson e) {
            throw new AssertionError(e.sentence(), e);
        }
    }

    static String base64(String token) {
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }
}
