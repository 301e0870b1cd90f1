package org.roaminghub.hub.party;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.outbound.DirectoryLink.Told;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells connected partners when another party can be reached from now on, or no longer. Each partner hears the newest state,
 * one message after the other, and a slow one holds up nobody else. What fails is not repeated: the list can be asked for, and
 * a partner that was away is expected to do so.
 */
public final class PartyNews {

    private static final Logger LOG = LoggerFactory.getLogger(PartyNews.class);

    private final Parties parties;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Executor background;
    private final Map<Seat, ConnectionStatus> told = new HashMap<>();
    private final Map<PlatformId, Set<Seat>> waiting = new HashMap<>();

    /** {@code background} must not run in the caller's thread. */
    public PartyNews(Parties parties, Supplier<Map<Protocol, Connector>> connectors, Executor background) {
        this.parties = parties;
        this.connectors = connectors;
        this.background = background;
    }

    /** From now on; what is the case already is known to who asks for the list. */
    public void start() {
        parties.partyStatuses().forEach(status -> told.put(seat(status), status.status()));
        parties.whenChanged(() -> run(this::look));
    }

    private synchronized void look() {
        List<Seat> changed = new ArrayList<>();
        for (PartyStatus status : parties.partyStatuses()) {
            if (told.put(seat(status), status.status()) != status.status()) {
                changed.add(seat(status));
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        for (KnownPlatform platform : parties.list()) {
            if (platform.status() == ConnectionStatus.CONNECTED && platform.isRegistered()) {
                boolean idle = !waiting.containsKey(platform.platform());
                waiting.computeIfAbsent(platform.platform(), id -> new LinkedHashSet<>())
                        .addAll(changed);
                if (idle) {
                    run(() -> tellAll(platform.platform()));
                }
            }
        }
    }

    private void tellAll(PlatformId receiver) {
        for (Seat next = next(receiver); next != null; next = next(receiver)) {
            try {
                tell(receiver, next);
            } catch (RuntimeException e) {
                LOG.warn(
                        "platform={} was not told of a party: {}",
                        receiver,
                        e.getClass().getName());
            }
        }
    }

    private synchronized @Nullable Seat next(PlatformId receiver) {
        Set<Seat> seats = waiting.getOrDefault(receiver, Set.of());
        if (seats.isEmpty()) {
            waiting.remove(receiver);
            return null;
        }
        Seat first = seats.iterator().next();
        seats.remove(first);
        return first;
    }

    /** The state as it is when it is told, not as it was when it changed. */
    private void tell(PlatformId receiver, Seat seat) {
        KnownPlatform platform = parties.get(receiver);
        Connector connector = connectors.get().get(platform.protocol());
        if (connector == null
                || platform.status() != ConnectionStatus.CONNECTED
                || platform.speaksFor(seat.party(), seat.role())) {
            return;
        }
        parties.partyStatuses().stream()
                .filter(status -> seat(status).equals(seat))
                .findFirst()
                .ifPresent(status -> {
                    if (connector.directory().tell(platform, status) == Told.FAILED) {
                        LOG.info("party.status_not_taken platform={} party={}", receiver, seat.party());
                    }
                });
    }

    private void run(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException shuttingDown) {
            LOG.debug("party.status_not_told reason=ending");
        }
    }

    private static Seat seat(PartyStatus status) {
        return new Seat(status.role(), status.party());
    }
}
