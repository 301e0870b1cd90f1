package org.roaminghub.connector.ocpi.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects of 2.3.0 that the hub passes on and understands no further: what must be in them is checked by the field tables of
 * invoice reconciliation, payments and bookings (2.3.0 editions, facts §4.10, 4.12, 4.13), everything else travels on untouched.
 */
public enum RelayedObject {
    INVOICE_RECONCILIATION_RECORD("id", true, RelayedObject::record),
    TERMINAL("terminal_id", false, RelayedObject::terminal),
    FINANCIAL_ADVICE_CONFIRMATION("id", false, RelayedObject::confirmation),
    BOOKING_LOCATION("id", true, RelayedObject::bookingLocation),
    CALENDAR("id", false, RelayedObject::calendar),
    BOOKING("id", true, RelayedObject::booking),
    BOOKING_REQUEST("request_id", true, RelayedObject::bookingRequest);

    /** Characters of every id in these modules. */
    public static final int MAX_ID = 36;

    private static final int MAX_INVOICE_ID = 255;
    private static final int MAX_EFT_DATA = 255;
    private static final int MAX_TEXT = 255;
    private static final Set<String> CAPTURE_STATUS = Set.of("SUCCESS", "PARTIAL_SUCCESS", "FAILED");
    private static final Set<String> RESERVATION_STATUS =
            Set.of("PENDING", "RESERVED", "CANCELED", "FAILED", "NO_SHOW", "FULFILLED", "REJECTED", "UNKNOWN");
    private static final Set<String> REQUEST_STATUS = Set.of("PENDING", "ACCEPTED", "DECLINED", "FAILED");

    private final String idField;
    private final boolean owned;
    private final Consumer<Fields> whole;

    RelayedObject(String idField, boolean owned, Consumer<Fields> whole) {
        this.idField = idField;
        this.owned = owned;
        this.whole = whole;
    }

    /** As events and log lines name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field with its id. */
    public String idField() {
        return idField;
    }

    /** Whether it says whose it is: country_code and party_id. */
    public boolean isOwned() {
        return owned;
    }

    /** Throws {@link BadField} for the first required field that is missing or wrong. */
    public void requireWhole(Fields f) {
        whole.accept(f);
    }

    /** A partial update: last_updated is a must (HUB-64), what is there has the form of an id. */
    public void requireChange(Fields f) {
        f.neverNull(idField, "country_code", "party_id", "last_updated");
        f.findId(idField, MAX_ID);
        f.time("last_updated");
    }

    /** The token of the person that it is about, the first one where there are several. */
    public Optional<CdrToken> firstToken(Fields f) {
        return switch (this) {
            case BOOKING -> f.list("booking_tokens", CdrToken::read).stream().findFirst();
            case BOOKING_REQUEST -> f.list("tokens", CdrToken::read).stream().findFirst();
            case INVOICE_RECONCILIATION_RECORD, TERMINAL, FINANCIAL_ADVICE_CONFIRMATION, BOOKING_LOCATION, CALENDAR ->
                Optional.empty();
        };
    }

    private static void owner(Fields f) {
        f.countryCode();
        f.partyId();
    }

    private static void record(Fields f) {
        owner(f);
        f.id("id", MAX_ID);
        f.id("invoice_id", MAX_INVOICE_ID);
        if (f.ids("cdrs", MAX_ID).isEmpty()) {
            throw f.bad("cdrs", "is missing or empty");
        }
        f.time("last_updated");
    }

    private static void terminal(Fields f) {
        f.id("terminal_id", MAX_ID);
        f.ids("location_ids", MAX_ID);
        f.ids("evse_uids", MAX_ID);
        f.time("last_updated");
    }

    private static void confirmation(Fields f) {
        f.id("id", MAX_ID);
        f.id("authorization_reference", MAX_ID);
        f.object("total_costs", costs -> costs.number("before_taxes"));
        f.currency();
        if (f.ids("eft_data", MAX_EFT_DATA).isEmpty()) {
            throw f.bad("eft_data", "is missing or empty");
        }
        f.code("capture_status_code", CAPTURE_STATUS);
        f.time("last_updated");
    }

    private static void bookingLocation(Fields f) {
        owner(f);
        f.id("id", MAX_ID);
        f.id("location_id", MAX_ID);
        f.findObject("booking_terms", RelayedObject::terms);
        f.list("calendars", calendar -> checked(calendar, RelayedObject::calendar));
        f.time("last_updated");
    }

    private static void calendar(Fields f) {
        f.id("id", MAX_ID);
        f.time("begin_from");
        f.time("end_before");
        f.some("available_timeslots", RelayedObject::span);
        f.time("last_updated");
    }

    private static void booking(Fields f) {
        owner(f);
        f.id("id", MAX_ID);
        f.id("request_id", MAX_ID);
        f.id("location_id", MAX_ID);
        f.list("booking_tokens", CdrToken::read);
        f.object("period", RelayedObject::span);
        f.code("reservation_status", RESERVATION_STATUS);
        f.id("authorization_reference", MAX_ID);
        f.object("booking_terms", RelayedObject::terms);
        f.some("booking_requests", RelayedObject::requestStatus);
        f.time("last_updated");
    }

    private static void bookingRequest(Fields f) {
        owner(f);
        f.id("request_id", MAX_ID);
        f.id("location_id", MAX_ID);
        f.id("booking_location_id", MAX_ID);
        f.list("tokens", CdrToken::read);
        f.object("period", RelayedObject::span);
        f.id("authorization_reference", MAX_ID);
    }

    private static Fields requestStatus(Fields f) {
        f.code("request_status", REQUEST_STATUS);
        f.object("booking_request", request -> checked(request, RelayedObject::bookingRequest));
        f.time("request_received");
        return f;
    }

    private static Fields span(Fields f) {
        f.time("start_date_time");
        f.time("end_date_time");
        return f;
    }

    private static Fields terms(Fields f) {
        if (f.ids("supported_access_methods", MAX_TEXT).isEmpty()) {
            throw f.bad("supported_access_methods", "is missing or empty");
        }
        f.number("change_until_minutes");
        f.number("cancel_until_minutes");
        return f;
    }

    private static Fields checked(Fields f, Consumer<Fields> table) {
        table.accept(f);
        return f;
    }

    /** The id that the object bears, where it does. */
    public @Nullable String findId(Fields f) {
        return f.findId(idField, MAX_ID);
    }
}
