package org.roaminghub.bench.partner;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.roaminghub.bench.wire.Template;

/**
 * The messages of the two partners as OCPI 2.2.1 texts, in which {@code @} runs are the slots of a
 * {@link Template}. Written for this benchmark, as rich as real back offices send them.
 */
public final class Messages {

    /** How many different cards the eMSP of a benchmark has. */
    public static final int CARDS = 1_000;

    private static final int SESSION_HOURS = 2;

    private Messages() {}

    /** The time of an OCPI message, in milliseconds. */
    public static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }

    /** Uid of the card in a slot of eight digits: 14 hexadecimal digits together, some of them the eMSP's. */
    static String cardUid(Party emsp) {
        return "04%04X@@@@@@@@".formatted((emsp.country() + emsp.id()).hashCode() & 0xFFFF);
    }

    private static String contract(Party emsp) {
        return emsp.country() + emsp.id() + "C@@@@@@@@";
    }

    /** Slots: uid, contract. */
    static String token(Party emsp) {
        return """
                {"country_code":"%s","party_id":"%s","uid":"%s","type":"RFID","contract_id":"%s",\
                "visual_number":"%s-BENCH","issuer":"Bench Mobility","valid":true,"whitelist":"NEVER","language":"en",\
                "last_updated":"%s"}""".formatted(emsp.country(), emsp.id(), cardUid(emsp), contract(emsp), emsp.id(), time(wholeSecond(0)));
    }

    static String locationReferences(Party cpo) {
        return "{\"location_id\":\"LOC-%s-1\",\"evse_uids\":[\"EVSE-1\"]}".formatted(cpo.id());
    }

    /** Slots: uid, contract, reference of twelve digits. */
    static String authorizationInfo(Party emsp) {
        return """
                {"data":{"allowed":"ALLOWED","token":%s,"authorization_reference":"%s-REF-@@@@@@@@@@@@",\
                "info":{"language":"en","text":"Have a good charge"}},"status_code":1000,"status_message":"Success",\
                "timestamp":"%s"}""".formatted(token(emsp), emsp.id(), time(wholeSecond(0)));
    }

    private static String cdrToken(Party emsp) {
        return "{\"country_code\":\"%s\",\"party_id\":\"%s\",\"uid\":\"%s\",\"type\":\"RFID\",\"contract_id\":\"%s\"}"
                .formatted(emsp.country(), emsp.id(), cardUid(emsp), contract(emsp));
    }

    /** A whole session as a CPO puts it; energy in watt-hours, times in epoch milliseconds. */
    public static String session(
            Party cpo,
            Party emsp,
            long number,
            int card,
            long startedMs,
            long updatedMs,
            long wattHours,
            boolean done) {
        String end = done ? "\"end_date_time\":\"%s\",".formatted(time(updatedMs)) : "";
        return """
                {"country_code":"%s","party_id":"%s","id":"%s","start_date_time":"%s",%s"kwh":%s,\
                "cdr_token":%s,"auth_method":"AUTH_REQUEST","location_id":"LOC-%s-1","evse_uid":"EVSE-%012d",\
                "connector_id":"1","meter_id":"MTR-%s-0007","currency":"EUR","charging_periods":[%s],\
                "total_cost":{"excl_vat":0.45,"incl_vat":0.54},"status":"%s","last_updated":"%s"}""".formatted(
                        cpo.country(),
                        cpo.id(),
                        sessionId(cpo, number),
                        time(startedMs),
                        end,
                        kwh(wattHours),
                        filled(cdrToken(emsp), card, card),
                        cpo.id(),
                        number,
                        cpo.id(),
                        period(startedMs, wattHours),
                        done ? "COMPLETED" : "ACTIVE",
                        time(updatedMs));
    }

    /** A partial update: energy so far and the charging period that begins now. */
    public static String sessionUpdate(long updatedMs, long wattHours) {
        return "{\"kwh\":%s,\"charging_periods\":[%s],\"last_updated\":\"%s\"}"
                .formatted(kwh(wattHours), period(updatedMs, 1), time(updatedMs));
    }

    private static String period(long startMs, long wattHours) {
        return "{\"start_date_time\":\"%s\",\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":%s}]}"
                .formatted(time(startMs), kwh(wattHours));
    }

    private static String kwh(long wattHours) {
        return BigDecimal.valueOf(wattHours, 3).toPlainString();
    }

    private static String filled(String template, long... values) {
        Template message = Template.of(template);
        for (int slot = 0; slot < values.length; slot++) {
            message.set(slot, values[slot]);
        }
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }

    /** The CPO's id of session {@code number}. */
    public static String sessionId(Party cpo, long number) {
        return filled(sessionId(cpo), number);
    }

    /** The CPO's id of CDR {@code number}. */
    public static String cdrId(Party cpo, long number) {
        return filled(cdrId(cpo), number);
    }

    static String sessionId(Party cpo) {
        return cpo.id() + "-S-@@@@@@@@@@@@";
    }

    static String cdrId(Party cpo) {
        return cpo.id() + "-CDR-@@@@@@@@@@@@";
    }

    /**
     * Two hours with 18.5 kWh at 0.42 EUR, 7.77 EUR net and 9.25 gross; about 2 KB. Slots: CDR id, session id, uid, contract,
     * EVSE uid, EVSE id.
     */
    static String cdr(Party cpo, Party emsp) {
        long end = wholeSecond(1);
        long start =
                Instant.ofEpochMilli(end).minus(SESSION_HOURS, ChronoUnit.HOURS).toEpochMilli();
        long middle = (start + end) / 2;
        String evse = cpo.country() + "*" + cpo.id() + "*E@@@@@@@@@@@@";
        return """
                {"country_code":"%1$s","party_id":"%2$s","id":"%3$s","start_date_time":"%4$s","end_date_time":"%5$s",\
                "session_id":"%6$s","cdr_token":%7$s,"auth_method":"AUTH_REQUEST",\
                "cdr_location":{"id":"LOC-%2$s-1","name":"Bench harbour","address":"Quay 12","city":"Hoorn",\
                "postal_code":"1621AA","country":"NLD","coordinates":{"latitude":"52.640000","longitude":"5.060000"},\
                "evse_uid":"EVSE-@@@@@@@@@@@@","evse_id":"%8$s","connector_id":"1",\
                "connector_standard":"IEC_62196_T2_COMBO","connector_format":"CABLE","connector_power_type":"DC"},\
                "meter_id":"MTR-%2$s-0007","currency":"EUR","tariffs":[{"country_code":"%1$s","party_id":"%2$s",\
                "id":"TARIFF-1","currency":"EUR","type":"REGULAR",\
                "tariff_alt_text":[{"language":"en","text":"0.42 EUR per kWh, charged by the watt-hour"},\
                {"language":"nl","text":"0,42 EUR per kWh, afgerekend per wattuur"}],\
                "elements":[{"price_components":[{"type":"ENERGY","price":0.42,"vat":19.0,"step_size":1}]}],\
                "last_updated":"%9$s"}],"charging_periods":[\
                {"start_date_time":"%4$s","dimensions":[{"type":"ENERGY","volume":10.25},{"type":"TIME","volume":1.0},\
                {"type":"MAX_POWER","volume":22.4}],"tariff_id":"TARIFF-1"},\
                {"start_date_time":"%10$s","dimensions":[{"type":"ENERGY","volume":8.25},{"type":"TIME","volume":1.0},\
                {"type":"MAX_POWER","volume":18.1}],"tariff_id":"TARIFF-1"}],\
                "total_cost":{"excl_vat":7.77,"incl_vat":9.2463},"total_energy":18.5,\
                "total_energy_cost":{"excl_vat":7.77,"incl_vat":9.2463},"total_time":2.0,\
                "remark":"Made by the hub's benchmark","last_updated":"%5$s"}""".formatted(
                        cpo.country(),
                        cpo.id(),
                        cdrId(cpo),
                        time(start),
                        time(end),
                        sessionId(cpo),
                        cdrToken(emsp),
                        evse,
                        time(start - 1),
                        time(middle));
    }

    /** Now, or so many minutes ago, in whole seconds. */
    private static long wholeSecond(int minutesAgo) {
        return Instant.ofEpochMilli(System.currentTimeMillis())
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(minutesAgo, ChronoUnit.MINUTES)
                .toEpochMilli();
    }
}
