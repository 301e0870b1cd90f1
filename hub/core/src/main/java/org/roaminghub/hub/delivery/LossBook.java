package org.roaminghub.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryAcknowledged.How;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.inbound.Losses;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Loss;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what receivers did not get of objects for which no delivery tells it: what they fetched themselves, and what was passed
 * on before it was stored. Each object and receiver once, and again when other fields are lost.
 */
public final class LossBook implements Losses {

    private static final Logger LOG = LoggerFactory.getLogger(LossBook.class);
    private static final Actor ACTOR = Actor.automation("delivery");

    private final Commands commands;
    private final Recorder recorder;
    private final DeliveryStore store;
    private final Clock clock;
    private final Ids ids;

    LossBook(Commands commands, Recorder recorder, DeliveryStore store, Clock clock, Ids ids) {
        this.commands = commands;
        this.recorder = recorder;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        commands.handledBy(this);
    }

    /** Losses by object, as {@code cdr/<uuid>}; the receiver is in each of them. */
    record NoteLosses(How how, Map<String, List<Loss>> byObject) implements Command<Integer> {}

    @Override
    public void pulled(Map<String, List<Loss>> byObject) {
        note(new NoteLosses(How.PULLED, byObject));
    }

    /** Of an object that its receiver took at once. */
    public void pushed(String object, List<Loss> losses) {
        if (!losses.isEmpty()) {
            note(new NoteLosses(How.PUSHED, Map.of(object, losses)));
        }
    }

    /** The answer that tells of them is made already: a failure here must not take it back. */
    private void note(NoteLosses command) {
        try {
            int told = commands.send(command);
            if (told > 0) {
                LOG.info("delivery.degraded objects={} how={}", told, command.how());
            }
        } catch (RuntimeException e) {
            LOG.warn("delivery.losses_unrecorded objects={}", command.byObject().size(), e);
        }
    }

    /** The same port, for callers that must not wait for it. */
    public Losses inBackground(Executor background) {
        return byObject -> {
            try {
                background.execute(() -> pulled(byObject));
            } catch (RejectedExecutionException shuttingDown) {
                LOG.warn("delivery.losses_unrecorded objects={}", byObject.size());
            }
        };
    }

    @CommandHandler
    int handle(NoteLosses command) {
        int told = 0;
        for (var entry : command.byObject().entrySet()) {
            List<Loss> losses = entry.getValue();
            if (isNews(store, entry.getKey(), losses)) {
                DeliveryId delivery = new DeliveryId(ids.next());
                UUID cause = ids.next();
                recorder.record(new Fact(
                        StreamName.of("delivery", delivery.value()),
                        0,
                        new DeliveryAcknowledged(
                                delivery,
                                entry.getKey(),
                                1,
                                losses.getFirst().receiver(),
                                command.how(),
                                null,
                                1,
                                losses),
                        clock.now(),
                        new Causes(cause.toString(), cause.toString(), ACTOR)));
                told++;
            }
        }
        return told;
    }

    /** Whether nobody told of just these losses yet. Inside a command; from now on they are told. */
    static boolean isNews(DeliveryStore store, String object, List<Loss> losses) {
        return !losses.isEmpty() && store.tellLosses(losses.getFirst().receiver(), object, digest(losses));
    }

    private static String digest(List<Loss> losses) {
        String text =
                losses.stream().map(l -> l.field() + "=" + l.reason()).sorted().collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
