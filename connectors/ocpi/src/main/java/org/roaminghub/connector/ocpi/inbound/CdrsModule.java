package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/** Charge detail records (OCPI 2.2.1 ch. 10): posted once, never changed. */
final class CdrsModule implements Module {

    private static final List<Role> PUSHING = List.of(Role.CPO);
    private static final List<Role> READING = List.of(Role.EMSP, Role.CPO);
    private static final List<Role> READING_BACK = List.of(Role.CPO, Role.EMSP);

    private final HubDoors doors;
    private final Relay relay;
    private final Pages pages;
    private final String publicUrl;

    CdrsModule(HubDoors doors, Relay relay, Pages pages, String publicUrl) {
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
        PartyId to = caller.to();
        if (to != null && !to.equals(x.hub()) && Neighbours.speaksOcpi(doors.platforms(), to)) {
            return relay.get(x, caller, dialect, new Relay.Target(to, Role.CPO, Service.CDR, "cdrs", "SENDER"), tail);
        }
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        Query query = Query.of(x.request().query());
        var asked = query.paging();
        var listing = doors.cdrs().list(caller, to == null || to.equals(x.hub()) ? null : to, asked);
        return pages.page(x, dialect, "cdrs", query, asked, listing, c -> dialect.write(CdrMapping.cdr(c)));
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
        CDR cdr = dialect.cdr(x.json());
        PartyId owner = PartyId.of(cdr.country_code(), cdr.party_id());
        Caller caller = Callers.of(x, PUSHING, owner);
        if (!caller.party().equals(owner)) {
            throw BadField.at("party_id", "and country_code are not those of the party that speaks");
        }
        ChargeDetailRecord record = CdrMapping.record(cdr);
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
        if (receiverRef == null || !Neighbours.speaksOcpi(doors.platforms(), emsp) || caller.role() != Role.CPO) {
            return x.success(200, pages.bytes(stored.cdr(), dialect, c -> dialect.write(CdrMapping.cdr(c))));
        }
        return relay.getAt(
                x, caller, dialect, new Relay.Target(emsp, Role.EMSP, Service.CDR, "cdrs", "RECEIVER"), receiverRef);
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
