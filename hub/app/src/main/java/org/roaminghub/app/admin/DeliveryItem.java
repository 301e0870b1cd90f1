package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.DeliveryQueue.Waiting;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryDegraded;
import org.roaminghub.events.delivery.DeliveryDiscarded;
import org.roaminghub.events.delivery.DeliveryParked;
import org.roaminghub.events.delivery.DeliveryRetried;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;

/**
 * One object on its way to one receiver. {@code object} is its stream; {@code refusal} what the last try came to;
 * {@code reason} why it stands as it does: that refusal, or what a person said; {@code receiver_ref} what the receiver
 * calls the object. {@code objects}: all that lost the same, where one fact tells of several; {@code object} is then the first.
 */
@ApiJson
record DeliveryItem(
        String hubId,
        String deliveryId,
        String object,
        String objectType,
        String objectId,
        @Nullable List<String> objects,
        @Nullable Integer revision,
        @Nullable String sender,
        String receiver,
        String status,
        @Nullable Integer attempts,
        @Nullable String refusal,
        @Nullable String how,
        @Nullable String receiverRef,
        @Nullable List<LossItem> losses,
        @Nullable String reason,
        @Nullable Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant lastUpdated) {

    /** A field that the receiver's protocol could not carry. */
    @ApiJson
    record LossItem(String field, String reason) {
        static LossItem of(Loss loss) {
            return new LossItem(loss.field(), loss.reason());
        }
    }

    /** {@code parked} is what its events tell, absent while it is on its way. */
    static DeliveryItem of(Waiting waiting, @Nullable DeliveryItem parked) {
        return new DeliveryItem(
                waiting.delivery().toString(),
                waiting.delivery().toString(),
                waiting.object(),
                type(waiting.object()),
                key(waiting.object()),
                null,
                waiting.revision(),
                waiting.sender(),
                waiting.receiver(),
                waiting.status(),
                waiting.attempts(),
                waiting.refusal(),
                null,
                null,
                parked == null ? null : parked.losses(),
                waiting.refusal(),
                waiting.createdAt(),
                waiting.status().equals("QUEUED") ? waiting.dueAt() : null,
                null);
    }

    /** By its events; throws IllegalArgumentException when none tells of it. */
    static DeliveryItem of(List<Placed> events) {
        DeliveryItem item = null;
        for (Placed placed : events) {
            item = switch (placed.event()) {
                case DeliveryAcknowledged e ->
                    new DeliveryItem(
                            e.delivery().toString(),
                            e.delivery().toString(),
                            e.object(),
                            type(e.object()),
                            key(e.object()),
                            null,
                            e.revision(),
                            null,
                            e.receiver().value(),
                            "ACKNOWLEDGED",
                            e.attempts(),
                            null,
                            e.how().name(),
                            e.receiverRef(),
                            items(e.losses()),
                            null,
                            null,
                            null,
                            placed.recordedAt());
                case DeliveryDegraded e ->
                    new DeliveryItem(
                            e.delivery().toString(),
                            e.delivery().toString(),
                            e.objects().getFirst(),
                            type(e.objects().getFirst()),
                            key(e.objects().getFirst()),
                            e.objects(),
                            null,
                            null,
                            e.receiver().value(),
                            "ACKNOWLEDGED",
                            1,
                            null,
                            e.how().name(),
                            null,
                            items(e.losses()),
                            null,
                            null,
                            null,
                            placed.recordedAt());
                case DeliveryParked e ->
                    plain(
                            e.delivery(),
                            e.object(),
                            e.receiver(),
                            "PARKED",
                            e.attempts(),
                            e.why().name(),
                            e.why().name(),
                            e.losses(),
                            placed);
                case DeliveryRetried e ->
                    plain(e.delivery(), e.object(), e.receiver(), "QUEUED", null, null, e.reason(), List.of(), placed);
                case DeliveryDiscarded e ->
                    plain(
                            e.delivery(),
                            e.object(),
                            e.receiver(),
                            "DISCARDED",
                            null,
                            null,
                            e.reason(),
                            List.of(),
                            placed);
                default -> item;
            };
        }
        if (item == null) {
            throw new IllegalArgumentException("no event tells of the delivery");
        }
        return item;
    }

    private static DeliveryItem plain(
            DeliveryId delivery,
            String object,
            PartyId receiver,
            String status,
            @Nullable Integer attempts,
            @Nullable String refusal,
            @Nullable String reason,
            List<Loss> losses,
            Placed placed) {
        return new DeliveryItem(
                delivery.toString(),
                delivery.toString(),
                object,
                type(object),
                key(object),
                null,
                null,
                null,
                receiver.value(),
                status,
                attempts,
                refusal,
                null,
                null,
                items(losses),
                reason,
                null,
                null,
                placed.recordedAt());
    }

    private static @Nullable List<LossItem> items(List<Loss> losses) {
        return losses.isEmpty() ? null : losses.stream().map(LossItem::of).toList();
    }

    private static String type(String object) {
        return object.substring(0, object.indexOf('/'));
    }

    private static String key(String object) {
        return object.substring(object.indexOf('/') + 1);
    }
}
