package org.roaminghub.hub.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.roaminghub.hub.delivery.Deliveries.Carrier;
import org.roaminghub.hub.delivery.Deliveries.Kind;
import org.roaminghub.hub.delivery.Deliveries.Shipment;
import org.roaminghub.hub.delivery.DeliveryCommands.SettleDelivery;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one try: sends, notes how the platform took it, and settles the delivery. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Commands commands;
    private final Partners partners;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Clock clock;
    private final RandomGenerator random;
    private final DeliverySettings settings;
    private final Map<PlatformId, Circuit> circuits = new ConcurrentHashMap<>();

    Courier(
            Commands commands,
            Partners partners,
            Supplier<Map<Protocol, Connector>> connectors,
            Clock clock,
            RandomGenerator random,
            DeliverySettings settings) {
        this.commands = commands;
        this.partners = partners;
        this.connectors = connectors;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
    }

    Circuit circuit(KnownPlatform platform) {
        return circuits.computeIfAbsent(platform.platform(), id -> new Circuit());
    }

    static Shipment shipment(Row row) {
        return new Shipment(
                Kind.valueOf(row.kind()),
                row.object(),
                row.revision(),
                row.sender(),
                row.receiver(),
                row.toRole(),
                row.original(),
                row.correlationId());
    }

    /** Whether something may be sent to it; notes when it was away. */
    boolean isReachable(KnownPlatform platform) {
        boolean reachable = platform.status() == ConnectionStatus.CONNECTED && platform.isRegistered();
        if (!reachable) {
            circuit(platform).seenAway();
        }
        return reachable;
    }

    /** Never throws for what the partner or a connector does. */
    DeliveryReply carry(DeliveryId id, Shipment shipment, KnownPlatform platform, Carrier carrier) {
        DeliveryReply reply = send(id, shipment, platform, carrier);
        note(platform, reply);
        try {
            commands.send(new SettleDelivery(id, reply));
            LOG.info(
                    "delivery.tried delivery={} object={} receiver={} outcome={}",
                    id,
                    shipment.object(),
                    shipment.to(),
                    reply.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // The lease ends by itself and it is tried again: twice sent is one object, never sent would be none.
            LOG.warn(
                    "delivery.unsettled delivery={} problem={}",
                    id,
                    e.getClass().getSimpleName());
        }
        return reply;
    }

    /** Sends what is not queued and notes how the platform took it. Never throws for what the partner or a connector does. */
    DeliveryReply tell(String object, Leg leg, Fanout.Sender sender) {
        KnownPlatform platform = leg.platform();
        Connector connector = connectors.get().get(platform.protocol());
        if (connector == null) {
            return new DeliveryReply.NotExpressible(
                    "this hub does not speak " + platform.protocol(), java.util.List.of());
        }
        DeliveryReply reply;
        try {
            reply = sender.send(leg, connector);
        } catch (RuntimeException e) {
            LOG.error(
                    "delivery.broke object={} problem={}", object, e.getClass().getName());
            LOG.debug("delivery.broke object={}", object, e);
            reply = new DeliveryReply.Undelivered(Refusal.HUB_ERROR, "the hub failed to send it", null);
        }
        note(platform, reply);
        return reply;
    }

    private DeliveryReply send(DeliveryId id, Shipment shipment, KnownPlatform platform, Carrier carrier) {
        Connector connector = connectors.get().get(platform.protocol());
        if (connector == null) {
            return new DeliveryReply.NotExpressible(
                    "this hub does not speak " + platform.protocol(), java.util.List.of());
        }
        try {
            Leg leg = new Leg(platform, shipment.from(), shipment.to(), shipment.correlationId(), settings.deadline());
            return carrier.send(shipment, leg, connector);
        } catch (RuntimeException e) {
            LOG.error(
                    "delivery.broke delivery={} object={} problem={}",
                    id,
                    shipment.object(),
                    e.getClass().getName());
            LOG.debug("delivery.broke delivery={}", id, e);
            return new DeliveryReply.Undelivered(Refusal.HUB_ERROR, "the hub failed to send it", null);
        }
    }

    private void note(KnownPlatform platform, DeliveryReply reply) {
        Circuit circuit = circuit(platform);
        switch (reply) {
            case DeliveryReply.Delivered delivered -> circuit.answered();
            case DeliveryReply.Rejected rejected -> circuit.answered();
            case DeliveryReply.NotExpressible neverSent -> {}
            case DeliveryReply.Undelivered failed -> {
                if (failed.refusal() != Refusal.HUB_ERROR) {
                    noteFailure(platform, circuit, failed.refusal());
                }
            }
        }
    }

    private void noteFailure(KnownPlatform platform, Circuit circuit, Refusal why) {
        Instant now = clock.now();
        boolean tell = circuit.failed(now, settings.backOff(circuit.nextRound(now), random.nextDouble()));
        if (tell && (why == Refusal.PARTY_OFFLINE || why == Refusal.PARTY_SILENT)) {
            LOG.info("platform.unreachable platform={} reason={}", platform.platform(), why);
            partners.wentOffline(platform.platform(), why.name());
        }
    }
}
