package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.outbound.HubBooks;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/** Charging sessions (OCPI 2.2.1 ch. 9). */
final class SessionsModule implements Module {

    private static final int MAX_ID = 36;
    private static final List<Role> PUSHING = List.of(Role.CPO);
    private static final List<Role> READING = List.of(Role.EMSP, Role.CPO);

    private final HubDoors doors;
    private final PreferencesModule preferences;
    private final Relay relay;
    private final Pages pages;
    private final Clock clock;

    SessionsModule(HubDoors doors, Relay relay, Pages pages, Clock clock) {
        this.doors = doors;
        this.preferences = new PreferencesModule(doors.remoteCommands());
        this.clock = clock;
        this.relay = relay;
        this.pages = pages;
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() == 2 && tail.get(1).equals("charging_preferences")) {
            return preferences.put(x, dialect, tail.getFirst());
        }
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        Caller caller = Callers.of(x, READING, null);
        Query query = Query.of(x.request().query());
        if (query.findTime("date_from") == null) {
            throw new Refused(Refusal.MALFORMED, "date_from is missing");
        }
        PartyId to = Neighbours.listed(x, caller, dialect);
        if (!to.equals(x.hub()) && Neighbours.speaksOcpi(doors.platforms(), to)) {
            return relay.get(x, caller, dialect, target(to, Role.CPO, "SENDER"), tail);
        }
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        var asked = query.paging();
        var listing = doors.sessions().list(caller, to.equals(x.hub()) ? null : to, asked);
        return pages.page(x, caller, dialect, "sessions", query, asked, listing, writing(caller, dialect));
    }

    private Pages.Writing<org.roaminghub.vocabulary.Session> writing(Caller caller, Dialect dialect) {
        var books = new HubBooks(doors.locations(), doors.tariffs(), caller.party(), clock.now());
        return new Pages.Writing<>(
                "session",
                s -> s.session().toString(),
                (s, whole, to) -> dialect.write(Translation.session(s, whole, to), to),
                s -> Lowering.of(
                        s.cpo(),
                        caller.party().equals(s.cpo()) ? null : s.session().toString(),
                        books));
    }

    /** Sessions of one party, passed on in the asker's own version. */
    private Relay.Target target(PartyId to, Role role, String side) {
        return new Relay.Target(
                to,
                role,
                Service.SESSIONS,
                "sessions",
                side,
                (theirs, body, from, ours, lowering) -> ours.write(theirs.session(body, from), lowering));
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return switch (x.method()) {
            case "GET", "PUT", "PATCH" -> {
                if (tail.size() != 3) {
                    throw Refused.notFound();
                }
                PartyId cpo = Callers.inPath(tail.get(0), tail.get(1));
                Caller caller = Callers.of(x, PUSHING, cpo);
                Callers.requireOwner(caller, cpo);
                requireId(tail.get(2));
                yield switch (x.method()) {
                    case "PUT" -> put(x, dialect, caller, tail.get(2));
                    case "PATCH" -> patch(x, dialect, caller, tail.get(2));
                    default -> get(x, dialect, caller, tail);
                };
            }
            default -> throw Refused.wrongMethod("GET, PUT, PATCH");
        };
    }

    /** The id of a session in a path. */
    static String requireId(String text) {
        if (text.isBlank() || text.length() > MAX_ID) {
            throw new Refused(Refusal.MALFORMED, "The session id in the path must be 1 to " + MAX_ID + " characters");
        }
        return text;
    }

    /** Without a TO the session's own eMSP is asked: open routing. */
    private OcpiResponse get(Exchange x, Dialect dialect, Caller caller, List<String> tail) {
        PartyId to = Neighbours.receiver(x, caller);
        if (to == null) {
            var known = doors.sessions().find(caller, fid(caller, tail.get(2)));
            if (known.isEmpty()) {
                return x.refuse(Refusal.UNKNOWN_SESSION, "");
            }
            to = known.get().object().emsp();
        }
        return relay.get(x, caller, dialect, target(to, Role.EMSP, "RECEIVER"), tail);
    }

    private OcpiResponse put(Exchange x, Dialect dialect, Caller caller, String id) throws NotJson {
        Session session = dialect.session(x.json(), Lifted.by(caller, doors.tokens(), clock.now()));
        requireSame(caller.party(), id, session.country_code(), session.party_id(), session.id());
        return Receipts.answer(
                x,
                caller,
                dialect,
                doors.sessions()
                        .report(caller, Lifted.from(() -> SessionMapping.report(session)), x.original(dialect)));
    }

    private OcpiResponse patch(Exchange x, Dialect dialect, Caller caller, String id) throws NotJson {
        SessionPatch patch = dialect.sessionPatch(x.json(), Lifted.by(caller, doors.tokens(), clock.now()));
        requireSame(caller.party(), id, patch.country_code(), patch.party_id(), patch.id());
        String currency = patch.total_cost() == null || patch.currency() != null
                ? null
                : doors.sessions()
                        .find(caller, fid(caller, id))
                        .map(s -> s.object().currency())
                        .orElse(null);
        var change = Lifted.from(() -> SessionMapping.change(caller.party(), id, patch, currency));
        return Receipts.answer(
                x, caller, dialect, doors.sessions().amend(caller, change, Lifted.change(x, dialect, clock.now())));
    }

    private static ForeignId fid(Caller caller, String id) {
        return ForeignId.parse(caller.party(), ForeignId.Kind.SESSION, id);
    }

    private static void requireSame(
            PartyId owner, String pathId, @Nullable String country, @Nullable String party, @Nullable String id) {
        if (country != null && !owner.country().equalsIgnoreCase(country)) {
            throw BadField.at("country_code", "is not that of the path");
        }
        if (party != null && !owner.party().equalsIgnoreCase(party)) {
            throw BadField.at("party_id", "is not that of the path");
        }
        if (id != null && !pathId.equalsIgnoreCase(id)) {
            throw BadField.at("id", "is not that of the path");
        }
    }
}
