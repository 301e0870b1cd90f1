package org.roaminghub.hub.delivery;

import java.time.Instant;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.vocabulary.Refusal;

/** What becomes of a delivery after a try; pure. */
sealed interface Fate {

    /** The receiver has it. */
    record Arrived(DeliveryReply.Delivered reply) implements Fate {}

    /** A person must decide. */
    record Parked(Refusal why) implements Fate {}

    /** Tried again, not before {@code dueAt}. */
    record Again(Instant dueAt, Refusal why) implements Fate {}

    static Fate of(Row row, DeliveryReply reply, Instant now, double jitter, DeliverySettings settings) {
        return switch (reply) {
            case DeliveryReply.Delivered delivered -> new Arrived(delivered);
            case DeliveryReply.Rejected rejected -> new Parked(rejected.refusal());
            case DeliveryReply.NotExpressible inexpressible -> new Parked(Refusal.NOT_EXPRESSIBLE);
            case DeliveryReply.Undelivered failed -> afterFailure(row, failed.refusal(), now, jitter, settings);
        };
    }

    private static Fate afterFailure(Row row, Refusal why, Instant now, double jitter, DeliverySettings settings) {
        int attempts = row.attempts() + 1;
        boolean usedUp = attempts >= settings.maxAttempts()
                || !now.isBefore(row.queuedAt().plus(settings.maxAge()));
        return usedUp ? new Parked(why) : new Again(now.plus(settings.backOff(attempts, jitter)), why);
    }
}
