package org.roaminghub.bench.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The locations of one CPO, each with the same number of EVSEs, as OCPI 2.2.1 texts written for this benchmark. */
public record Places(Party cpo, int locations, int evsesEach) {

    private static final int CONNECTORS = 2;

    public int evses() {
        return locations * evsesEach;
    }

    static String locationId(int location) {
        return "LOC-%08d".formatted(location);
    }

    static String evseUid(int location, int evse) {
        return "EVSE-%08d-%02d".formatted(location, evse);
    }

    /** Id of the location of EVSE {@code number}, and the EVSE's uid, as they stand in a path. */
    String path(int number) {
        int location = number / evsesEach;
        return "/" + cpo.country() + "/" + cpo.id() + "/" + locationId(location) + "/"
                + evseUid(location, number % evsesEach);
    }

    String path(String location) {
        return "/" + cpo.country() + "/" + cpo.id() + "/" + location;
    }

    /** A whole location; every EVSE is AVAILABLE. */
    String whole(int location, long updatedMs) {
        String updated = Messages.time(updatedMs);
        List<String> evses = new ArrayList<>();
        for (int evse = 0; evse < evsesEach; evse++) {
            evses.add(evse(location, evse, updated));
        }
        return """
                {"country_code":"%1$s","party_id":"%2$s","id":"%3$s","publish":true,"name":"Bench quay %4$d",\
                "address":"Quay %4$d","city":"Hoorn","postal_code":"1621AA","country":"NLD",\
                "coordinates":{"latitude":"52.%5$06d","longitude":"5.%5$06d"},"parking_type":"ON_STREET",\
                "operator":{"name":"Bench Charging"},"facilities":["SUPERMARKET"],"time_zone":"Europe/Amsterdam",\
                "opening_times":{"twentyfourseven":true},"charging_when_closed":true,"evses":[%6$s],\
                "last_updated":"%7$s"}""".formatted(
                        cpo.country(),
                        cpo.id(),
                        locationId(location),
                        location,
                        location % 1_000_000,
                        String.join(",", evses),
                        updated);
    }

    private String evse(int location, int evse, String updated) {
        return """
                {"uid":"%s","evse_id":"%s*%s*E%08d%02d","status":"AVAILABLE",\
                "capabilities":["RFID_READER","REMOTE_START_STOP_CAPABLE"],"physical_reference":"%d",\
                "connectors":[%s],"last_updated":"%s"}""".formatted(
                        evseUid(location, evse),
                        cpo.country(),
                        cpo.id(),
                        location,
                        evse,
                        evse,
                        String.join(
                                ",",
                                IntStream.rangeClosed(1, CONNECTORS)
                                        .mapToObj(number -> connector(number, updated))
                                        .toList()),
                        updated);
    }

    private static String connector(int number, String updated) {
        return """
                {"id":"%d","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,\
                "max_amperage":32,"last_updated":"%s"}""".formatted(number, updated);
    }

    static String status(String status, long updatedMs) {
        return "{\"status\":\"%s\",\"last_updated\":\"%s\"}".formatted(status, Messages.time(updatedMs));
    }
}
