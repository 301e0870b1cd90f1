package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.outbound.Reply;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.RelayedObject;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Relays;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RelayId;
import org.roaminghub.vocabulary.Role;

/**
 * The hub's side of a {@link RelayedModule}: looks whose object it is, to whom it goes, and whether what must be in it is there;
 * then the message goes on as it came, and what came back goes back. Nothing is kept for later: a receiver that is away gets
 * nothing, and the caller is told (facts 1.7).
 */
final class RelayingModule implements Module {

    private final RelayedModule module;
    private final HubDoors doors;
    private final Relay relay;

    RelayingModule(RelayedModule module, HubDoors doors, Relay relay) {
        this.module = module;
        this.doors = doors;
        this.relay = relay;
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return handle(x, dialect, module.find(RelayedModule.SENDER, x.method(), tail), module.receiving(), tail);
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return handle(x, dialect, module.find(RelayedModule.RECEIVER, x.method(), tail), module.sending(), tail);
    }

    private OcpiResponse handle(
            Exchange x, Dialect dialect, RelayedModule.Found found, List<Role> asking, List<String> tail)
            throws NotJson {
        String id = found.id();
        if (id != null && (id.isBlank() || id.length() > RelayedObject.MAX_ID)) {
            throw new Refused(
                    Refusal.MALFORMED, "The id in the path must be 1 to " + RelayedObject.MAX_ID + " characters");
        }
        Content content = content(x, dialect, found);
        PartyId inPath = found.namesOwner() ? Callers.inPath(found.country(), found.party()) : null;
        Caller caller = Callers.of(x, asking, inPath);
        if (inPath != null) {
            Callers.requireOwner(caller, inPath);
        }
        requireSame(found, content);
        PartyId to = receiver(x, caller, found, content);
        requireOwnerOf(content, caller, to);
        Role role = caller.role() == Role.CPO ? Neighbours.reader(doors.platforms(), to) : Role.CPO;
        var target = Relay.Target.untranslated(
                to, role, module.service(), module.name(), found.way().side());
        return relay.pass(
                x,
                caller,
                dialect,
                target,
                tail,
                open -> noted(x, dialect, new Passage(caller, to, found, content), open));
    }

    /** What the body says of itself; everything absent where there is none. */
    private record Content(
            @Nullable Fields fields,
            @Nullable PartyId owner,
            @Nullable String id,
            boolean sent) {
        static final Content NONE = new Content(null, null, null, false);
    }

    private static Content content(Exchange x, Dialect dialect, RelayedModule.Found found) throws NotJson {
        RelayedObject object = found.way().object();
        boolean whole = x.method().equals("PUT") || (x.method().equals("POST") && found.id() == null);
        if (!whole && !x.method().equals("PATCH")) {
            // Who deactivates a terminal may say why; nothing must be there.
            return x.method().equals("GET") || x.request().body().length == 0 ? Content.NONE : said(x, dialect);
        }
        Fields fields = Fields.of(x.json(), dialect.release());
        if (whole) {
            object.requireWhole(fields);
        } else {
            object.requireChange(fields);
        }
        return new Content(fields, object.isOwned() ? owner(fields) : null, object.findId(fields), true);
    }

    private static Content said(Exchange x, Dialect dialect) throws NotJson {
        return new Content(Fields.of(x.json(), dialect.release()), null, null, true);
    }

    private static @Nullable PartyId owner(Fields fields) {
        return fields.has("country_code") || fields.has("party_id")
                ? PartyId.of(fields.countryCode(), fields.partyId())
                : null;
    }

    private static void requireSame(RelayedModule.Found found, Content content) {
        String id = found.id();
        String inBody = content.id;
        if (id != null && inBody != null && !id.equalsIgnoreCase(inBody)) {
            throw BadField.at(found.way().object().idField(), "is not that of the path");
        }
        PartyId owner = content.owner;
        if (found.namesOwner() && owner != null && !owner.equals(Callers.inPath(found.country(), found.party()))) {
            throw BadField.at("party_id", "and country_code are not those of the path");
        }
    }

    /** Of a request for a booking the facts don't say whose party it bears: the asker's, or the CPO's that is asked. */
    private static void requireOwnerOf(Content content, Caller caller, PartyId to) {
        PartyId owner = content.owner;
        if (owner != null && !owner.equals(caller.party()) && !owner.equals(to)) {
            throw BadField.at("party_id", "and country_code are those of neither of the two parties");
        }
    }

    /** Whom it is for: as addressed, else whose object it is, else with whom it was exchanged before. */
    private PartyId receiver(Exchange x, Caller caller, RelayedModule.Found found, Content content) {
        PartyId to = caller.to();
        if (x.hub().equals(to)) {
            throw unknown("The hub keeps no " + module.name()
                    + " and spreads none: name the party that it is for in OCPI-to.");
        }
        if (to != null) {
            return to;
        }
        if (found.way().list()) {
            throw unknown("Whose list? Name the party in OCPI-to: there is no list of all parties in this module.");
        }
        PartyId owner = content.owner;
        if (owner != null && !owner.equals(caller.party()) && !found.namesOwner()) {
            return owner;
        }
        List<PartyId> others = others(caller, found, content);
        if (others.size() != 1) {
            throw unknown((others.isEmpty() ? "Nothing tells" : "It could be several parties")
                    + " whom this is for: name the party in OCPI-to.");
        }
        return others.getFirst();
    }

    private List<PartyId> others(Caller caller, RelayedModule.Found found, Content content) {
        RelayedObject object = found.way().object();
        String id = found.id() == null ? content.id : found.id();
        List<PartyId> known = id == null ? List.of() : doors.relays().knownWith(caller.party(), object.word(), id);
        Fields fields = content.fields;
        if (!known.isEmpty() || fields == null) {
            return known;
        }
        return switch (object) {
            case INVOICE_RECONCILIATION_RECORD ->
                doors.relays().partnersOfCdrs(caller.party(), fields.ids("cdrs", RelayedObject.MAX_ID));
            case BOOKING_REQUEST ->
                doors.relays()
                        .knownWith(
                                caller.party(),
                                RelayedObject.BOOKING_LOCATION.word(),
                                fields.id("booking_location_id", RelayedObject.MAX_ID));
            case TERMINAL, FINANCIAL_ADVICE_CONFIRMATION, BOOKING_LOCATION, CALENDAR, BOOKING -> known;
        };
    }

    private static Refused unknown(String why) {
        return new Refused(Refusal.UNKNOWN_PARTY, why);
    }

    private record Passage(Caller caller, PartyId to, RelayedModule.Found found, Content content) {}

    /** What only asks changes nothing and is no fact. */
    private Relay.Heard noted(Exchange x, Dialect dialect, Passage passage, Relay.Open open) {
        if (x.method().equals("GET")) {
            return (reply, waitedMs) -> {};
        }
        RelayedModule.Way way = passage.found.way();
        Caller caller = passage.caller;
        String inPath = passage.found.id();
        Relays.Passing passing = new Relays.Passing(
                caller,
                passage.to,
                open.agreement(),
                module.name(),
                way.object().word(),
                verb(way),
                way.side().equals(RelayedModule.SENDER) ? passage.to : caller.party(),
                inPath == null ? passage.content.id : inPath,
                passage.content.sent ? x.original(dialect) : null,
                person(passage));
        RelayId relay = doors.relays().begun(passing);
        return (reply, waitedMs) -> doors.relays().passed(relay, passing, outcome(reply), waitedMs);
    }

    private static String verb(RelayedModule.Way way) {
        return way.path().isEmpty() || way.path().getLast().startsWith("{")
                ? way.method()
                : way.method() + " " + way.path().getLast();
    }

    private static Relays.Outcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.None none -> new Relays.Outcome.Unanswered(none.refusal());
            case Reply.Answered a -> new Relays.Outcome.Answered(a.isSuccess(), a.http() + " " + a.code());
        };
    }

    private static Relays.@Nullable Person person(Passage passage) {
        Fields fields = passage.content.fields;
        return fields == null
                ? null
                : Optional.of(fields)
                        .flatMap(passage.found.way().object()::firstToken)
                        .map(token -> Lifted.from(() -> TokenMapping.person(token)))
                        .orElse(null);
    }
}
