package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Amendments;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.TariffMapping;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.outbound.HubBooks;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;

/** Tariffs (OCPI 2.2.1 ch. 11). */
final class TariffsModule implements Module {

    private static final String MODULE = "tariffs";
    private static final int MAX_ID = 36;
    private static final List<Role> PUSHING = List.of(Role.CPO);
    private static final List<Role> READING = List.of(Role.EMSP, Role.NSP, Role.NAP, Role.SCSP, Role.OTHER, Role.CPO);

    private final HubDoors doors;
    private final Relay relay;
    private final Pages pages;
    private final Clock clock;
    private final ExactIds exact = new ExactIds();

    TariffsModule(HubDoors doors, Relay relay, Pages pages, Clock clock) {
        this.clock = clock;
        this.doors = doors;
        this.relay = relay;
        this.pages = pages;
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) {
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        Caller caller = Callers.of(x, READING, null);
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        PartyId to = Neighbours.listed(x, caller, dialect);
        if (!to.equals(x.hub()) && Neighbours.speaks(doors.platforms(), to, dialect)) {
            return relay.get(x, caller, dialect, target(to, Role.CPO, "SENDER"), tail);
        }
        Query query = Query.of(x.request().query());
        var asked = query.paging();
        var listing = doors.tariffs().list(caller, to.equals(x.hub()) ? null : to, asked);
        return pages.stable(x, caller, dialect, MODULE, query, asked, listing, writing(caller, dialect));
    }

    /** A version that can't say when a tariff holds hears of those that do now. */
    private Pages.Writing<Tariff> writing(Caller caller, Dialect dialect) {
        return new Pages.Writing<>(
                "tariff",
                tariff -> {
                    TariffId id = tariff.tariff();
                    return id == null ? tariff.owner().value() + "*" + tariff.fid() : id.toString();
                },
                (tariff, original, to) -> {
                    if (!dialect.hasValidity() && !HubBooks.holds(tariff.valid(), clock.now())) {
                        throw new Unsayable("start_date_time", "The tariff does not hold now.");
                    }
                    return dialect.write(Translation.tariff(tariff, original, to), to);
                },
                tariff -> caller.party().equals(tariff.owner())
                        ? Lowering.plain()
                        : Lowering.place(tariff.owner(), tariff.fid(), Lowering.Books.NONE));
    }

    private static Relay.Target target(PartyId to, Role role, String side) {
        return new Relay.Target(
                to,
                role,
                Service.TARIFFS,
                MODULE,
                side,
                (theirs, body, from, ours, lowering) -> ours.write(theirs.tariff(body, from), lowering));
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return switch (x.method()) {
            case "GET", "PUT", "PATCH", "DELETE" -> {
                if (x.method().equals("PATCH") && dialect.hasValidity()) {
                    throw Refused.wrongMethod("GET, PUT, DELETE");
                }
                if (tail.size() != 3) {
                    throw Refused.notFound();
                }
                PartyId owner = Callers.inPath(tail.get(0), tail.get(1));
                Caller caller = Callers.of(x, PUSHING, owner);
                Callers.requireOwner(caller, owner);
                if (tail.get(2).isBlank() || tail.get(2).length() > MAX_ID) {
                    throw new Refused(
                            Refusal.MALFORMED, "The tariff id in the path must be 1 to " + MAX_ID + " characters");
                }
                exact.require(
                        dialect,
                        owner,
                        tail.get(2),
                        () -> doors.tariffs().held(owner, tail.get(2), owner).map(Tariff::fid));
                yield switch (x.method()) {
                    case "PUT" -> put(x, dialect, caller, tail.get(2));
                    case "PATCH" -> patch(x, dialect, caller, tail.get(2));
                    case "DELETE" ->
                        Receipts.answer(x, caller, dialect, doors.tariffs().withdraw(caller, tail.get(2)));
                    default -> get(x, dialect, caller, tail);
                };
            }
            default -> throw Refused.wrongMethod("GET, PUT, DELETE");
        };
    }

    /** Without a TO the hub tells what it holds itself. */
    private OcpiResponse get(Exchange x, Dialect dialect, Caller caller, List<String> tail) {
        PartyId to = Neighbours.receiver(x, caller);
        if (to != null) {
            Role role = Neighbours.reader(doors.platforms(), to);
            return relay.get(x, caller, dialect, target(to, role, "RECEIVER"), tail);
        }
        Listing.@Nullable Listed<Tariff> found = doors.tariffs().find(caller, caller.party(), tail.get(2)).stream()
                .findFirst()
                .orElse(null);
        try {
            return found == null
                    ? x.refuse(Refusal.UNKNOWN_OBJECT, "")
                    : x.success(200, pages.bytes(found, caller, dialect, writing(caller, dialect)));
        } catch (Unsayable e) {
            return x.refuse(Refusal.NOT_EXPRESSIBLE, e.sentence());
        }
    }

    private OcpiResponse put(Exchange x, Dialect dialect, Caller caller, String id) throws NotJson {
        var wire = dialect.tariff(x.json(), Lifting.of(caller.party(), clock.now()));
        requireSame("country_code", caller.party().country(), wire.country_code());
        requireSame("party_id", caller.party().party(), wire.party_id());
        requireSame("id", id, wire.id());
        Tariff tariff = Lifted.from(() -> TariffMapping.tariff(wire, selection(dialect)));
        return Receipts.answer(x, caller, dialect, doors.tariffs().publish(caller, tariff, x.original(dialect)));
    }

    private static Tariff.Selection selection(Dialect dialect) {
        return dialect.release() == Release.V2_1_1 ? Tariff.Selection.FIRST_ELEMENT : Tariff.Selection.PER_DIMENSION;
    }

    /** Of 2.1.1 only; merged here and told to the others whole (facts §5.1). */
    private OcpiResponse patch(Exchange x, Dialect dialect, Caller caller, String id) throws NotJson {
        Original change = Lifted.change(x, dialect, clock.now());
        Fields fields = Fields.of(Json.read(change.bytes()), dialect.release());
        String named = fields.findId("id", MAX_ID);
        if (named != null) {
            requireSame("id", id, named);
        }
        return Receipts.answer(
                x,
                caller,
                dialect,
                doors.tariffs()
                        .amend(caller, id, fields.time("last_updated"), change, whole -> amended(caller, whole)));
    }

    private static Tariff amended(Caller caller, Original whole) {
        try {
            return TariffMapping.tariff(
                    Amendments.tariff(caller.party(), whole),
                    whole.version().equals(Release.V2_1_1.number())
                            ? Tariff.Selection.FIRST_ELEMENT
                            : Tariff.Selection.PER_DIMENSION);
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    private static void requireSame(String field, String inPath, String inBody) {
        if (!inPath.equalsIgnoreCase(inBody)) {
            throw BadField.at(field, "is not that of the path");
        }
    }
}
