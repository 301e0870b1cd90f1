package org.roaminghub.hub.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryDiscarded;
import org.roaminghub.events.delivery.DeliveryParked;
import org.roaminghub.events.delivery.DeliveryRetried;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Refusal;

/** Handles the commands about deliveries. */
final class DeliveryCommands {

    /** Kinds of which only the newest state counts. */
    static final Set<String> LATEST_STATE = Set.of(Deliveries.Kind.SESSION.name(), Deliveries.Kind.TOKEN.name());

    private static final Actor ACTOR = Actor.automation("delivery");

    private final DeliveryStore store;
    private final Recorder recorder;
    private final Clock clock;
    private final Ids ids;
    private final RandomGenerator random;
    private final DeliverySettings settings;
    private final Outcomes outcomes;

    /** Tells the object's slice, inside the command, what came of a delivery. */
    interface Outcomes {

        void arrived(Row row, @Nullable String receiverRef);

        void refused(Row row);
    }

    DeliveryCommands(
            DeliveryStore store,
            Recorder recorder,
            Clock clock,
            Ids ids,
            RandomGenerator random,
            DeliverySettings settings,
            Outcomes outcomes) {
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.settings = settings;
        this.outcomes = outcomes;
    }

    /** Says what a try came to; false = the delivery is gone meanwhile. */
    record SettleDelivery(DeliveryId delivery, DeliveryReply reply) implements Command<Boolean> {}

    /** A person sends a parked delivery on its way again. */
    record RetryDelivery(DeliveryId delivery, String reason, Actor by) implements Command<Outcome<DeliveryId>> {}

    /** A person gives a parked delivery up for good. */
    record DiscardDelivery(DeliveryId delivery, String reason, Actor by) implements Command<Outcome<DeliveryId>> {}

    @CommandHandler
    boolean handle(SettleDelivery command) {
        DeliveryReply reply = command.reply();
        Row row = (reply instanceof DeliveryReply.Delivered
                        ? store.take(command.delivery(), LATEST_STATE)
                        : store.lock(command.delivery()))
                .orElse(null);
        if (row == null) {
            return false;
        }
        int attempts = row.attempts() + 1;
        switch (Fate.of(row, reply, clock.now(), random.nextDouble(), settings)) {
            case Fate.Arrived(DeliveryReply.Delivered delivered) -> arrived(row, delivered, attempts);
            case Fate.Parked(Refusal why) when !row.parked() && isWithheldStill(row, reply) -> {}
            case Fate.Parked(Refusal why)
            when !row.parked() -> {
                store.park(row.delivery(), attempts, why);
                if (reply instanceof DeliveryReply.Rejected) {
                    outcomes.refused(row);
                }
                record(
                        row,
                        new DeliveryParked(
                                row.delivery(), row.object(), row.receiver(), why, attempts, withheld(reply)),
                        automatically(row));
            }
            case Fate.Again(var dueAt, Refusal why)
            when !row.parked() -> store.postpone(row.delivery(), attempts, dueAt, why);
            case Fate.Parked parked -> {}
            case Fate.Again again -> {}
        }
        return true;
    }

    /** A newer state of what was withheld before, for the same reasons: nothing that a person should hear again. */
    private boolean isWithheldStill(Row row, DeliveryReply reply) {
        if (!isLatestState(row)) {
            return false;
        }
        Row before = store.lockWithheld(row).orElse(null);
        boolean news = LossBook.isNews(store, row.object(), withheld(reply));
        if (before == null) {
            return false;
        }
        if (!(reply instanceof DeliveryReply.NotExpressible) || news) {
            store.remove(before.delivery());
            return false;
        }
        store.supersede(before.delivery(), row);
        return true;
    }

    private static boolean isLatestState(Row row) {
        return LATEST_STATE.contains(row.kind());
    }

    private static List<Loss> withheld(DeliveryReply reply) {
        return reply instanceof DeliveryReply.NotExpressible(String why, List<Loss> losses) ? losses : List.of();
    }

    /** An answer after a time-out still acknowledges, also when the delivery was parked meanwhile. It is taken out already. */
    private void arrived(Row row, DeliveryReply.Delivered reply, int attempts) {
        boolean degraded = LossBook.isNews(store, row.object(), reply.losses());
        if (degraded || row.kind().equals(Deliveries.Kind.CDR.name())) {
            record(
                    row,
                    new DeliveryAcknowledged(
                            row.delivery(),
                            row.object(),
                            row.revision(),
                            row.receiver(),
                            DeliveryAcknowledged.How.PUSHED,
                            reply.receiverRef(),
                            attempts,
                            reply.losses()),
                    automatically(row));
        }
        outcomes.arrived(row, reply.receiverRef());
    }

    @CommandHandler
    Outcome<DeliveryId> handle(RetryDelivery command) {
        return onParked(command.delivery(), row -> {
            store.requeue(row.delivery(), clock.now());
            record(
                    row,
                    new DeliveryRetried(row.delivery(), row.object(), row.receiver(), command.reason()),
                    Causes.of(command.by(), ids.next()));
        });
    }

    @CommandHandler
    Outcome<DeliveryId> handle(DiscardDelivery command) {
        return onParked(command.delivery(), row -> discard(row, command.reason(), Causes.of(command.by(), ids.next())));
    }

    /** In the transaction of another command. */
    void discardParked(String object, String reason, Causes causes) {
        store.lockParked(object).forEach(row -> discard(row, reason, causes));
    }

    private void discard(Row row, String reason, Causes causes) {
        store.remove(row.delivery());
        record(row, new DeliveryDiscarded(row.delivery(), row.object(), row.receiver(), reason), causes);
    }

    private Outcome<DeliveryId> onParked(DeliveryId delivery, java.util.function.Consumer<Row> then) {
        Row row = store.lock(delivery).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "there is no such delivery, or it has arrived");
        }
        if (!row.parked()) {
            return Outcome.refused(Refusal.WRONG_STATE, "the delivery is still on its way by itself");
        }
        then.accept(row);
        return Outcome.done(delivery);
    }

    private void record(Row row, Event event, Causes causes) {
        recorder.record(
                new Fact(StreamName.of("delivery", row.delivery().value()), row.facts(), event, clock.now(), causes));
    }

    private Causes automatically(Row row) {
        UUID cause = ids.next();
        return new Causes(row.correlationId(), cause.toString(), ACTOR);
    }
}
