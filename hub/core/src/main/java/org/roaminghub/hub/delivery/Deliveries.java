package org.roaminghub.hub.delivery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.DeliveryCommands.DiscardDelivery;
import org.roaminghub.hub.delivery.DeliveryCommands.RetryDelivery;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/**
 * Everything that must reach a partner. A delivery is queued in the transaction of the command that made the need for it, so
 * nothing that was acknowledged gets lost; it ends when the receiver has the object, or parked for a person.
 */
public final class Deliveries implements AutoCloseable {

    private static final Pattern UUID_INSIDE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Commands commands;
    private final DeliveryStore store;
    private final Partners partners;
    private final Clock clock;
    private final Ids ids;
    private final DeliverySettings settings;
    private final Map<Kind, Carrier> carriers = new EnumMap<>(Kind.class);
    private final Map<DeliveryId, Direct> direct = new ConcurrentHashMap<>();
    private final Courier courier;
    private final Dispatcher dispatcher;
    private final Prober prober;
    private final DeliveryCommands handler;
    private final Fanout fanout;
    private final LossBook losses;

    public Deliveries(
            Commands commands,
            Recorder recorder,
            DeliveryStore store,
            Partners partners,
            Supplier<Map<Protocol, Connector>> connectors,
            Clock clock,
            Ids ids,
            RandomGenerator random,
            DeliverySettings settings) {
        this.commands = commands;
        this.store = store;
        this.partners = partners;
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
        this.courier = new Courier(commands, partners, connectors, clock, random, settings);
        this.dispatcher =
                new Dispatcher(store, partners, courier, this::carrierOf, clock, settings, this::forgetExpired);
        this.prober = new Prober(partners, connectors, dispatcher::wake, clock, random, settings);
        this.handler = new DeliveryCommands(store, recorder, clock, ids, random, settings, new Told());
        commands.handledBy(handler);
        this.losses = new LossBook(commands, recorder, store, clock, ids);
        this.fanout = new Fanout(partners, courier, losses, clock, settings);
    }

    /** For what every partner under agreement is told of and may read again at any time: it is not queued. */
    public Fanout fanout() {
        return fanout;
    }

    /** What is delivered. A CDR must arrive in every revision, and every result of a command; of the others only the newest state. */
    public enum Kind {
        SESSION,
        CDR,
        TOKEN,
        REMOTE_RESULT
    }

    /** {@code object} is a stream name, as {@code cdr/<uuid>}; {@code from} and {@code to} are what the partner hears. */
    public record Shipment(
            Kind kind,
            String object,
            int revision,
            PartyId from,
            PartyId to,
            Role toRole,
            @Nullable OriginalRef original,
            String correlationId) {}

    /** Sends one kind of object. */
    public interface Carrier {

        /** Loads the object as it is now and sends it. Called outside of any transaction. */
        DeliveryReply send(Shipment shipment, Leg leg, Connector connector);

        /** The receiver has it and calls it {@code receiverRef}. Called inside the transaction that ends the delivery. */
        default void delivered(Shipment shipment, @Nullable String receiverRef) {}

        /** The receiver said no to it. Called inside the transaction that parks the delivery. */
        default void refused(Shipment shipment) {}
    }

    /** Where losses are told that no delivery tells of. */
    public LossBook losses() {
        return losses;
    }

    /** How many deliveries wait. */
    public record Counts(long queued, long parked) {}

    /** Leased in the command that queued it, for {@link #tryNow}; the row says until when. */
    private record Direct(Row row, Shipment shipment) {}

    /** Each slice registers its own, before anything is queued. */
    public void carry(Kind kind, Carrier carrier) {
        carriers.put(kind, carrier);
    }

    /** Queues it inside the running command. A SESSION or TOKEN takes the place of an older one of the same (receiver, object). */
    public DeliveryId enqueue(Shipment shipment) {
        return enqueueBehind(shipment, shipment.object());
    }

    /** As {@link #enqueue}, and never sent before what is queued for {@code other} (a stream name). */
    public DeliveryId enqueueBehind(Shipment shipment, String other) {
        Transactional.require();
        Instant now = clock.now();
        DeliveryId id = new DeliveryId(ids.next());
        boolean replaces =
                DeliveryCommands.LATEST_STATE.contains(shipment.kind().name());
        boolean reachable = isReachable(shipment);
        Instant lease = reachable ? now.plus(settings.lease()) : null;
        Row row = new Row(
                id,
                shipment.kind().name(),
                shipment.object(),
                other,
                shipment.revision(),
                shipment.from(),
                shipment.to(),
                shipment.toRole(),
                shipment.original(),
                storable(shipment.correlationId()),
                false,
                0,
                now,
                now,
                now,
                lease,
                null,
                0);
        if (lease == null) {
            store.addLate(row, replaces);
        } else if (store.add(row, replaces, lease)) {
            Transactional.afterCommit(() -> direct.put(id, new Direct(row, shipment)));
        } else {
            Transactional.afterCommit(dispatcher::wake);
        }
        return id;
    }

    private boolean isReachable(Shipment shipment) {
        return partners.findActive(shipment.to(), shipment.toRole())
                .filter(courier::isReachable)
                .filter(platform -> courier.circuit(platform).isClosed())
                .isPresent();
    }

    /** A partner's correlation id is stored only when it holds a UUID: free text could say something about a person. */
    private String storable(String correlationId) {
        var match = UUID_INSIDE.matcher(correlationId);
        return match.find() ? match.group() : ids.next().toString();
    }

    /**
     * Sends at once, when it is first in its queue and the platform is reachable; empty = stays queued. To be called after the
     * command, outside of any transaction.
     */
    public Optional<DeliveryReply> tryNow(DeliveryId id) {
        return tryNow(id, null);
    }

    /** As {@link #tryNow(DeliveryId)}; {@code asItCame} sends this once instead of the registered carrier. */
    public Optional<DeliveryReply> tryNow(DeliveryId id, @Nullable Carrier asItCame) {
        Direct waiting = direct.remove(id);
        if (waiting == null) {
            return Optional.empty();
        }
        Shipment shipment = waiting.shipment;
        KnownPlatform platform =
                partners.findActive(shipment.to(), shipment.toRole()).orElse(null);
        if (platform == null
                || !courier.isReachable(platform)
                || !leaseHolds(waiting.row)
                || !courier.circuit(platform).enterDirect(settings.maxDirectPerPlatform())) {
            store.release(id);
            dispatcher.wake();
            return Optional.empty();
        }
        try {
            Carrier carrier = asItCame == null ? carrierOf(shipment.kind()) : asItCame;
            return Optional.of(courier.carry(id, shipment, platform, carrier));
        } finally {
            courier.circuit(platform).leaveDirect();
            dispatcher.wake();
        }
    }

    private boolean leaseHolds(Row row) {
        Instant end = row.leasedUntil();
        return end != null && clock.now().plus(settings.deadline()).isBefore(end);
    }

    /** What nobody tried in time belongs to the dispatcher. */
    private void forgetExpired() {
        direct.values().removeIf(waiting -> !leaseHolds(waiting.row));
    }

    private Carrier carrierOf(Kind kind) {
        Carrier carrier = carriers.get(kind);
        if (carrier == null) {
            throw new IllegalStateException("nobody carries " + kind);
        }
        return carrier;
    }

    /** Tells the slice of the object. */
    private final class Told implements DeliveryCommands.Outcomes {

        @Override
        public void arrived(Row row, @Nullable String receiverRef) {
            carrierOf(Kind.valueOf(row.kind())).delivered(Courier.shipment(row), receiverRef);
        }

        @Override
        public void refused(Row row) {
            carrierOf(Kind.valueOf(row.kind())).refused(Courier.shipment(row));
        }
    }

    /** Gives up what is parked of an object, because something better takes its place. Inside a command. */
    public void discardParked(String object, String reason, Causes causes) {
        Transactional.require();
        handler.discardParked(object, reason, causes);
    }

    /** A person sends a parked delivery on its way again. UNKNOWN_OBJECT, WRONG_STATE. */
    public Outcome<DeliveryId> retry(DeliveryId id, String reason, Actor by) {
        Outcome<DeliveryId> outcome = commands.send(new RetryDelivery(id, reason, by));
        dispatcher.wake();
        return outcome;
    }

    /** A person gives a parked delivery up. UNKNOWN_OBJECT, WRONG_STATE. */
    public Outcome<DeliveryId> discard(DeliveryId id, String reason, Actor by) {
        return commands.send(new DiscardDelivery(id, reason, by));
    }

    /** What has not arrived, newest first. Absent filters let everything through; {@code party} is sender or receiver. */
    public List<QueuedDelivery> list(
            QueuedDelivery.@Nullable State state,
            @Nullable PartyId party,
            @Nullable String object,
            int offset,
            int limit) {
        Boolean parked = state == null ? null : state == QueuedDelivery.State.PARKED;
        return store.list(parked, party, object, offset, limit).stream()
                .map(QueuedDelivery::of)
                .toList();
    }

    public Optional<QueuedDelivery> find(DeliveryId id) {
        return store.find(id).map(QueuedDelivery::of);
    }

    public Counts counts() {
        return new Counts(store.count(false), store.count(true));
    }

    /** Looks at once for something to send, as after a partner came back. */
    public void wake() {
        dispatcher.wake();
    }

    public void start() {
        dispatcher.start();
        prober.start();
    }

    /** Ends within the deadline of what is on its way. */
    @Override
    public void close() {
        fanout.close();
        prober.close();
        dispatcher.close();
    }
}
