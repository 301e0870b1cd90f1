package org.roaminghub.hub.tariff;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.Fanout;
import org.roaminghub.hub.delivery.LossBook;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.routing.Publicity;
import org.roaminghub.hub.tariff.TariffCommands.AmendTariff;
import org.roaminghub.hub.tariff.TariffCommands.PublishTariff;
import org.roaminghub.hub.tariff.TariffCommands.Result;
import org.roaminghub.hub.tariff.TariffCommands.TurnTariffs;
import org.roaminghub.hub.tariff.TariffCommands.Turned;
import org.roaminghub.hub.tariff.TariffCommands.Whole;
import org.roaminghub.hub.tariff.TariffCommands.WithdrawTariff;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.hub.tariff.store.TariffStore.Row;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register of tariffs. What was told to the hub is for every party under agreement: stored first, told to all after. What is
 * addressed to one party is passed on first and kept for that party alone when it has it; it is in no list.
 */
public final class TariffRegister implements Tariffs {

    static final int MAX_PAGE = 1_000;
    static final int MAX_ORIGINAL_BYTES = 1 << 20;

    private static final String MODULE = "tariffs";
    private static final Logger LOG = LoggerFactory.getLogger(TariffRegister.class);

    private final Commands commands;
    private final TariffStore store;
    private final Publicity publicity;
    private final Routes routes;
    private final PartyId hubParty;
    private final Fanout fanout;
    private final LossBook losses;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Clock clock;
    private final Ids ids;

    public TariffRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            TariffStore store,
            Publicity publicity,
            Routes routes,
            PartyId hubParty,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.store = store;
        this.publicity = publicity;
        this.routes = routes;
        this.hubParty = hubParty;
        this.fanout = deliveries.fanout();
        this.losses = deliveries.losses();
        this.connectors = connectors;
        this.clock = clock;
        this.ids = ids;
        commands.handledBy(new TariffCommands(recorder, privacy, store, clock, ids));
    }

    @Override
    public Receipt publish(Caller caller, Tariff tariff, Original original) {
        Receipt fault = fault(caller, tariff.owner(), original);
        if (fault != null) {
            return fault;
        }
        Whole whole = new Whole(tariff, original);
        return take(
                caller,
                audience -> new PublishTariff(audience, whole, causes(caller)),
                id -> (leg, connector) -> connector.emsps().deliverTariff(leg, tariff, original));
    }

    @Override
    public Receipt amend(
            Caller caller, String tariff, Instant reportedAt, Original change, Function<Original, Tariff> read) {
        Receipt fault = fault(caller, caller.party(), change);
        if (fault != null) {
            return fault;
        }
        PartyId audience = audience(caller);
        Connector connector = connectors.get().get(change.protocol());
        Whole before = store.find(TariffCommands.key(caller.party(), tariff, audience))
                .or(() -> store.find(TariffCommands.key(caller.party(), tariff, null)))
                .filter(row -> !row.withdrawn())
                .map(TariffCommands::whole)
                .orElse(null);
        if (before == null || connector == null) {
            return new Receipt.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such tariff");
        }
        Function<Whole, Whole> edit = base -> {
            if (base.original().protocol() != change.protocol()) {
                throw new IllegalArgumentException("the tariff came by another protocol: send it whole");
            }
            Original merged = connector.merged(caller.party(), base.original(), change);
            return new Whole(read.apply(merged), merged);
        };
        try {
            Whole after = edit.apply(before);
            return take(
                    caller,
                    to -> new AmendTariff(caller.party(), tariff, to, reportedAt, edit, causes(caller)),
                    id -> (leg, link) -> link.emsps().deliverTariff(leg, after.tariff(), after.original()));
        } catch (IllegalArgumentException senseless) {
            return new Receipt.Refused(
                    Refusal.MALFORMED,
                    Objects.requireNonNullElse(senseless.getMessage(), Refusal.MALFORMED.sentence()));
        }
    }

    @Override
    public Receipt withdraw(Caller caller, String tariff) {
        if (caller.role() != Role.CPO) {
            return new Receipt.Refused(Refusal.NOT_PERMITTED, "only a CPO publishes tariffs");
        }
        Instant now = clock.now();
        return take(
                caller,
                audience -> new WithdrawTariff(caller.party(), tariff, audience, now, causes(caller)),
                id -> (leg, connector) -> connector.emsps().withdrawTariff(leg, caller.party(), tariff));
    }

    private static @Nullable Receipt fault(Caller caller, PartyId owner, Original original) {
        if (caller.role() != Role.CPO) {
            return new Receipt.Refused(Refusal.NOT_PERMITTED, "only a CPO publishes tariffs");
        }
        if (!owner.equals(caller.party())) {
            return new Receipt.Refused(Refusal.NOT_YOURS, "the tariff belongs to another party");
        }
        return original.bytes().length > MAX_ORIGINAL_BYTES
                ? new Receipt.Refused(Refusal.OVER_LIMIT, "a tariff has at most " + MAX_ORIGINAL_BYTES + " bytes")
                : null;
    }

    // --- the two ways -----------------------------------------------------------------------------------------------

    private Receipt take(
            Caller caller,
            Function<@Nullable PartyId, Command<Result>> command,
            Function<@Nullable TariffId, Fanout.Sender> sender) {
        PartyId to = audience(caller);
        return to == null
                ? toAll(caller, command.apply(null), sender)
                : toOne(caller, to, command.apply(to), sender.apply(null));
    }

    private Receipt toAll(Caller caller, Command<Result> command, Function<@Nullable TariffId, Fanout.Sender> sender) {
        return switch (commands.send(command)) {
            case Result.Unknown unknown -> new Receipt.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such tariff");
            case Result.Stored stored -> {
                if (stored.news()) {
                    fanout.spread(
                            publicity.listeners(caller.party(), caller.platform(), Service.TARIFFS, MODULE),
                            new Fanout.News(
                                    TariffCommands.STREAM + "/" + stored.tariff(),
                                    "tariff",
                                    hubParty,
                                    caller.correlationId(),
                                    sender.apply(stored.tariff())));
                }
                yield new Receipt.Taken(stored.created(), stored.tariff().toString(), null);
            }
        };
    }

    /** Outside of any transaction. Kept only when the party has it. */
    private Receipt toOne(Caller caller, PartyId to, Command<Result> command, Fanout.Sender sender) {
        return switch (routes.routeTo(caller, to, publicity.readerRole(to), Service.TARIFFS)) {
            case Routes.Route.Closed(Refusal refusal, String why) -> new Receipt.Refused(refusal, why);
            case Routes.Route.Open open -> {
                Connector connector = connectors.get().get(open.platform().protocol());
                if (connector == null) {
                    yield new Receipt.Refused(Refusal.NOT_SUPPORTED, "the hub can't tell " + to + " of tariffs");
                }
                Leg leg = new Leg(open.platform(), caller.party(), to, caller.correlationId(), open.deadline());
                yield switch (sender.send(leg, connector)) {
                    case DeliveryReply.Delivered(var ref, var lost, PartnerAnswer answer) ->
                        kept(commands.send(command), lost, answer);
                    case DeliveryReply.Rejected(Refusal refusal, String why, PartnerAnswer answer) ->
                        new Receipt.Refused(refusal, why, answer);
                    case DeliveryReply.Undelivered(Refusal refusal, String why, PartnerAnswer answer) ->
                        new Receipt.Refused(refusal, why, answer);
                    case DeliveryReply.NotExpressible(String why, var losses) ->
                        new Receipt.Refused(Refusal.NOT_EXPRESSIBLE, why);
                };
            }
        };
    }

    /** What the hub never saw could still be passed on: there is just nothing to keep. */
    private Receipt kept(Result result, List<Loss> lost, PartnerAnswer answer) {
        return switch (result) {
            case Result.Unknown unknown -> new Receipt.Taken(false, "", answer);
            case Result.Stored stored -> {
                losses.pushed(TariffCommands.STREAM + "/" + stored.tariff(), lost);
                yield new Receipt.Taken(stored.created(), stored.tariff().toString(), answer);
            }
        };
    }

    // --- the clock --------------------------------------------------------------------------------------------------

    /**
     * Tells partners whose version says no validity of tariffs that begin or end to hold now; answers how many there were. To be
     * called every second.
     */
    public int tellTurned() {
        List<Turned> turned = commands.send(new TurnTariffs());
        turned.forEach(this::tell);
        return turned.size();
    }

    private void tell(Turned turned) {
        Tariff tariff = turned.whole().tariff();
        List<Fanout.Receiver> listeners = publicity.listeners(tariff.owner(), Service.TARIFFS, MODULE, platform -> {
            Connector connector = connectors.get().get(platform.protocol());
            return connector != null && !connector.emsps().knowsValidity(platform);
        });
        fanout.spread(
                listeners.stream()
                        .filter(one ->
                                turned.audience() == null || turned.audience().equals(one.party()))
                        .toList(),
                new Fanout.News(
                        TariffCommands.STREAM + "/" + turned.tariff(),
                        "tariff",
                        turned.audience() == null ? hubParty : tariff.owner(),
                        ids.random().toString(),
                        (leg, connector) -> connector
                                .emsps()
                                .deliverTariff(leg, tariff, turned.whole().original())));
        LOG.info("tariff.turned tariff={} owner={} listeners={}", turned.tariff(), tariff.owner(), listeners.size());
    }

    private @Nullable PartyId audience(Caller caller) {
        PartyId to = caller.to();
        return to == null || to.equals(hubParty) ? null : to;
    }

    private Causes causes(Caller caller) {
        return Causes.of(caller, ids.next());
    }

    // --- lists ------------------------------------------------------------------------------------------------------

    @Override
    public Listing<Tariff> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
        List<PartyId> owners = readable(caller, owner);
        if (owners.isEmpty()) {
            return new Listing<>(List.of(), 0);
        }
        TariffStore.Filter filter = new TariffStore.Filter(owners, query.from(), query.to());
        int limit = Math.clamp(query.limit(), 1, MAX_PAGE);
        Long after = query.after();
        List<Row> found = store.page(
                filter, after == null ? 0 : after, after == null ? Math.max(0, query.offset()) : 0, limit + 1);
        List<Row> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Listing<>(
                listed(shown),
                store.count(filter),
                found.size() > limit ? shown.getLast().number() : null);
    }

    @Override
    public List<Listing.Listed<Tariff>> find(Caller caller, @Nullable PartyId owner, String tariff) {
        List<PartyId> owners = readable(caller, owner);
        if (owners.isEmpty()) {
            return List.of();
        }
        List<PartyId> audiences = Optional.ofNullable(caller.role() == Role.CPO ? caller.to() : caller.party()).stream()
                .toList();
        return listed(store.findById(tariff.toUpperCase(Locale.ROOT), owners, audiences));
    }

    @Override
    public Optional<Tariff> held(PartyId owner, String tariff, PartyId reader) {
        return store.find(TariffCommands.key(owner, tariff, reader))
                .or(() -> store.find(TariffCommands.key(owner, tariff, null)))
                .filter(row -> !row.withdrawn())
                .map(row -> TariffCommands.whole(row).tariff());
    }

    private List<PartyId> readable(Caller caller, @Nullable PartyId owner) {
        return publicity.readableBy(caller, Service.TARIFFS).stream()
                .filter(party -> owner == null || party.equals(owner))
                .toList();
    }

    private static List<Listing.Listed<Tariff>> listed(List<Row> rows) {
        return TariffCommands.wholes(rows).stream()
                .map(whole -> new Listing.Listed<>(
                        whole.tariff(), whole.tariff().owner(), whole.tariff().fid(), whole.original()))
                .toList();
    }
}
