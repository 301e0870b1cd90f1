package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.RelayedObject;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/**
 * A module of 2.3.0 that is passed on as it comes: who asks whom, and what may be done at which address (facts ch. 3). {@code
 * sending} are the roles of its Sender, {@code receiving} of its Receiver; {@code service} is what the agreement of the two must
 * cover.
 */
record RelayedModule(String name, Service service, List<Role> sending, List<Role> receiving, List<Way> ways) {

    static final String SENDER = "SENDER";
    static final String RECEIVER = "RECEIVER";

    private static final String COUNTRY = "{country}";
    private static final String PARTY = "{party}";
    private static final String ID = "{id}";

    /** CPOs bill directly, eMSPs bill in reverse: either may be the Sender. */
    static final RelayedModule INVOICE_RECONCILIATION = new RelayedModule(
            "invoicereconciliation",
            Service.CDR,
            List.of(Role.CPO, Role.EMSP),
            List.of(Role.EMSP, Role.CPO),
            List.of(
                    Way.list(SENDER, "", RelayedObject.INVOICE_RECONCILIATION_RECORD),
                    Way.to(RECEIVER, "POST", "", RelayedObject.INVOICE_RECONCILIATION_RECORD),
                    Way.to(RECEIVER, "GET", "{country}/{party}/{id}", RelayedObject.INVOICE_RECONCILIATION_RECORD),
                    Way.to(RECEIVER, "PUT", "{country}/{party}/{id}", RelayedObject.INVOICE_RECONCILIATION_RECORD),
                    Way.to(RECEIVER, "DELETE", "{country}/{party}/{id}", RelayedObject.INVOICE_RECONCILIATION_RECORD)));

    /** The payment terminal provider is not among OCPI's roles: it is OTHER here. */
    static final RelayedModule PAYMENTS = new RelayedModule(
            "payments",
            Service.CDR,
            List.of(Role.OTHER),
            List.of(Role.CPO),
            List.of(
                    Way.list(SENDER, "terminals", RelayedObject.TERMINAL),
                    Way.to(SENDER, "GET", "terminals/{id}", RelayedObject.TERMINAL),
                    Way.to(SENDER, "PUT", "terminals/{id}", RelayedObject.TERMINAL),
                    Way.to(SENDER, "PATCH", "terminals/{id}", RelayedObject.TERMINAL),
                    Way.to(SENDER, "POST", "terminals/activate", RelayedObject.TERMINAL),
                    Way.to(SENDER, "POST", "terminals/{id}/deactivate", RelayedObject.TERMINAL),
                    Way.list(SENDER, "financial-advice-confirmations", RelayedObject.FINANCIAL_ADVICE_CONFIRMATION),
                    Way.to(
                            SENDER,
                            "GET",
                            "financial-advice-confirmations/{id}",
                            RelayedObject.FINANCIAL_ADVICE_CONFIRMATION),
                    Way.to(RECEIVER, "GET", "terminals/{id}", RelayedObject.TERMINAL),
                    Way.to(RECEIVER, "POST", "terminals", RelayedObject.TERMINAL),
                    Way.list(RECEIVER, "financial-advice-confirmations", RelayedObject.FINANCIAL_ADVICE_CONFIRMATION),
                    Way.to(
                            RECEIVER,
                            "POST",
                            "financial-advice-confirmations",
                            RelayedObject.FINANCIAL_ADVICE_CONFIRMATION)));

    static final RelayedModule BOOKINGS = new RelayedModule(
            "bookings",
            Service.RESERVE,
            List.of(Role.CPO),
            List.of(Role.EMSP),
            List.of(
                    Way.list(SENDER, "booking_locations", RelayedObject.BOOKING_LOCATION),
                    Way.to(SENDER, "GET", "booking_locations/{id}", RelayedObject.BOOKING_LOCATION),
                    Way.to(SENDER, "GET", "booking_locations/{location}/{id}", RelayedObject.CALENDAR),
                    Way.list(SENDER, "", RelayedObject.BOOKING),
                    Way.to(SENDER, "POST", "", RelayedObject.BOOKING_REQUEST),
                    Way.to(RECEIVER, "GET", "{country}/{party}/booking_locations/{id}", RelayedObject.BOOKING_LOCATION),
                    Way.to(RECEIVER, "PUT", "{country}/{party}/booking_locations/{id}", RelayedObject.BOOKING_LOCATION),
                    Way.to(
                            RECEIVER,
                            "PATCH",
                            "{country}/{party}/booking_locations/{id}",
                            RelayedObject.BOOKING_LOCATION),
                    Way.to(
                            RECEIVER,
                            "GET",
                            "{country}/{party}/booking_locations/{location}/{id}",
                            RelayedObject.CALENDAR),
                    Way.to(
                            RECEIVER,
                            "PUT",
                            "{country}/{party}/booking_locations/{location}/{id}",
                            RelayedObject.CALENDAR),
                    Way.to(
                            RECEIVER,
                            "PATCH",
                            "{country}/{party}/booking_locations/{location}/{id}",
                            RelayedObject.CALENDAR),
                    Way.to(RECEIVER, "GET", "{country}/{party}/{id}", RelayedObject.BOOKING),
                    Way.to(RECEIVER, "PUT", "{country}/{party}/{id}", RelayedObject.BOOKING),
                    Way.to(RECEIVER, "PATCH", "{country}/{party}/{id}", RelayedObject.BOOKING)));

    static final List<RelayedModule> ALL = List.of(INVOICE_RECONCILIATION, PAYMENTS, BOOKINGS);

    /** One thing that may be done: a segment in braces stands for any. {@code list}: of more than one object. */
    record Way(String side, String method, List<String> path, boolean list, RelayedObject object) {

        static Way list(String side, String path, RelayedObject object) {
            return new Way(side, "GET", segments(path), true, object);
        }

        static Way to(String side, String method, String path, RelayedObject object) {
            return new Way(side, method, segments(path), false, object);
        }

        private static List<String> segments(String path) {
            return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
        }

        /** The values of the segments in braces; null when the path is another one. */
        private @Nullable Map<String, String> values(List<String> tail) {
            if (tail.size() != path.size()) {
                return null;
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String wanted = path.get(i);
                if (wanted.startsWith("{")) {
                    values.put(wanted, tail.get(i));
                } else if (!wanted.equals(tail.get(i))) {
                    return null;
                }
            }
            return values;
        }
    }

    /** What a request asks for, of which object. */
    record Found(Way way, Map<String, String> values) {

        boolean namesOwner() {
            return values.containsKey(COUNTRY);
        }

        String country() {
            return values.getOrDefault(COUNTRY, "");
        }

        String party() {
            return values.getOrDefault(PARTY, "");
        }

        @Nullable
        String id() {
            return values.get(ID);
        }
    }

    /** Throws {@link Refused}: 404 for an address that the module has not, 405 for a method that it has not there. */
    Found find(String side, String method, List<String> tail) {
        List<Found> there = new ArrayList<>();
        for (Way way : ways) {
            Map<String, String> values = way.side.equals(side) ? way.values(tail) : null;
            if (values != null) {
                there.add(new Found(way, values));
            }
        }
        if (there.isEmpty()) {
            throw Refused.notFound();
        }
        return there.stream()
                .filter(found -> found.way.method.equals(method))
                .findFirst()
                .orElseThrow(() -> Refused.wrongMethod(
                        there.stream().map(f -> f.way.method).distinct().collect(Collectors.joining(", "))));
    }
}
