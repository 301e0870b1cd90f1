package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.outbound.HubBooks;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Tariff;

/** Charge detail records (OCPI 2.2.1 ch. 10): posted once, never changed. */
final class CdrsModule implements Module {

    private static final List<Role> PUSHING = List.of(Role.CPO);
    private static final List<Role> READING = List.of(Role.EMSP, Role.CPO);
    private static final List<Role> READING_BACK = List.of(Role.CPO, Role.EMSP);

    private final HubDoors doors;
    private final Relay relay;
    private final Pages pages;
    private final String publicUrl;
    private final Clock clock;

    CdrsModule(HubDoors doors, Relay relay, Pages pages, String publicUrl, Clock clock) {
        this.clock = clock;
        this.doors = doors;
        this.relay = relay;
        this.pages = pages;
        this.publicUrl = publicUrl;
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) {
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        Caller caller = Callers.of(x, READING, null);
        Query query = Query.of(x.request().query());
        PartyId to = Neighbours.listed(x, caller, dialect);
        if (!to.equals(x.hub()) && Neighbours.speaksOcpi(doors.platforms(), to)) {
            return relay.get(x, caller, dialect, target(to, Role.CPO, "SENDER"), tail);
        }
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        var asked = query.paging();
        var listing = doors.cdrs().list(caller, to.equals(x.hub()) ? null : to, asked);
        return pages.page(x, caller, dialect, "cdrs", query, asked, listing, writing(caller, dialect));
    }

    private Pages.Writing<ChargeDetailRecord> writing(Caller caller, Dialect dialect) {
        var books = new HubBooks(doors.locations(), doors.tariffs(), caller.party(), clock.now());
        return new Pages.Writing<>(
                "cdr",
                c -> c.cdr().toString(),
                (c, whole, to) -> dialect.write(Translation.cdr(c, whole, to), to),
                c -> Lowering.of(
                        c.cpo(), caller.party().equals(c.cpo()) ? null : c.cdr().toString(), books));
    }

    /** CDRs of one party, passed on in the asker's own version. */
    private Relay.Target target(PartyId to, Role role, String side) {
        return new Relay.Target(
                to,
                role,
                Service.CDR,
                "cdrs",
                side,
                (theirs, body, from, ours, lowering) -> ours.write(theirs.cdr(body, from), lowering));
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return switch (x.method()) {
            case "POST" -> {
                if (!tail.isEmpty()) {
                    throw tail.size() == 1 ? Refused.wrongMethod("GET") : Refused.notFound();
                }
                yield post(x, dialect);
            }
            case "GET" -> {
                if (tail.isEmpty()) {
                    throw Refused.wrongMethod("POST");
                }
                yield tail.size() == 1 ? get(x, dialect, tail.getFirst()) : notOurs(x);
            }
            default -> throw Refused.wrongMethod(tail.isEmpty() ? "POST" : "GET");
        };
    }

    private OcpiResponse post(Exchange x, Dialect dialect) throws NotJson {
        boolean old = dialect.release() == Release.V2_1_1;
        Caller sender = old ? Callers.of(x, PUSHING, null) : null;
        CDR cdr = dialect.cdr(
                x.json(),
                sender == null ? Lifting.of(null, clock.now()) : Lifted.by(sender, doors.tokens(), clock.now()));
        PartyId owner = PartyId.of(cdr.country_code(), cdr.party_id());
        Caller caller = sender == null ? Callers.of(x, PUSHING, owner) : sender;
        if (!caller.party().equals(owner)) {
            throw BadField.at("party_id", "and country_code are not those of the party that speaks");
        }
        Tariff.Selection selection = old ? Tariff.Selection.FIRST_ELEMENT : Tariff.Selection.PER_DIMENSION;
        ChargeDetailRecord record = Lifted.from(() -> CdrMapping.record(cdr, selection));
        Receipt receipt = doors.cdrs().submit(caller, record, x.original(dialect));
        OcpiResponse response = Receipts.answerCdr(x, caller, dialect, receipt);
        if (receipt instanceof Receipt.Taken taken) {
            response.headers()
                    .put("Location", publicUrl + "/ocpi/" + dialect.version() + "/receiver/cdrs/" + taken.hubId());
        }
        return response;
    }

    /** At the hub's own Location: the receiver is asked where it keeps the CDR; until it has it, the hub answers itself. */
    private OcpiResponse get(Exchange x, Dialect dialect, String id) {
        Caller caller = Callers.of(x, READING_BACK, null);
        PartyId to = Neighbours.receiver(x, caller);
        Optional<Cdrs.Stored> found = cdrId(id).flatMap(cdr -> doors.cdrs().find(caller, cdr));
        if (found.isEmpty() || (to != null && !found.get().cdr().object().emsp().equals(to))) {
            return x.refuse(Refusal.UNKNOWN_OBJECT, "");
        }
        Cdrs.Stored stored = found.get();
        String receiverRef = stored.receiverRef();
        PartyId emsp = stored.cdr().object().emsp();
        if (receiverRef == null
                || caller.role() != Role.CPO
                // The receiver knows it by the hub's id there, its owner by its own.
                || !dialect.release().hasRouting()
                || !Neighbours.speaks(doors.platforms(), emsp, dialect.version())) {
            return own(x, caller, dialect, stored);
        }
        return relay.getAt(x, caller, dialect, target(emsp, Role.EMSP, "RECEIVER"), receiverRef);
    }

    private OcpiResponse own(Exchange x, Caller caller, Dialect dialect, Cdrs.Stored stored) {
        try {
            return x.success(200, pages.bytes(stored.cdr(), caller, dialect, writing(caller, dialect)));
        } catch (Unsayable e) {
            return x.refuse(Refusal.NOT_EXPRESSIBLE, e.sentence());
        }
    }

    private OcpiResponse notOurs(Exchange x) {
        Callers.of(x, READING_BACK, null);
        return x.refuse(Refusal.UNKNOWN_OBJECT, "CDRs are read at the Location that the hub gave.");
    }

    private static Optional<CdrId> cdrId(String text) {
        try {
            return Optional.of(CdrId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
