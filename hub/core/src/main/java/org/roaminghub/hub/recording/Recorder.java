package org.roaminghub.hub.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalId;

/** Records facts inside a command's transaction and reads streams back. */
public final class Recorder {

    private final EventStore store;
    private final Sealing sealing;
    private final Clock clock;
    private final Ids ids;

    public Recorder(EventStore store, Sealing sealing, Clock clock, Ids ids) {
        this.store = store;
        this.sealing = sealing;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Appends the fact when the running command commits. Throws IllegalStateException outside of a command. Two writers of one
     * (stream, sequence): the later one's command fails and is tried again by {@link Commands}.
     */
    public Recorded record(Fact fact) {
        if (!CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("facts are recorded inside a command");
        }
        UUID eventId = ids.next();
        Instant at = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Sealing.Sealed sealed = sealing.seal(fact, eventId, at);
        store.publish(new GenericDomainEventMessage<>(
                fact.stream().type(),
                fact.stream().toString(),
                fact.sequence(),
                new GenericMessage<>(eventId.toString(), sealed.event(), MetaData.from(envelope(fact, sealed))),
                at));
        return new Recorded(eventId, at, sealed.original());
    }

    private static Map<String, String> envelope(Fact fact, Sealing.Sealed sealed) {
        Map<String, String> envelope = new HashMap<>();
        envelope.put(
                Envelope.OCCURRED_AT,
                fact.occurredAt().truncatedTo(ChronoUnit.MICROS).toString());
        envelope.put(Envelope.CORRELATION_ID, fact.causes().correlationId());
        envelope.put(Envelope.CAUSATION_ID, fact.causes().causationId());
        envelope.put(Envelope.ACTOR, fact.causes().actor().value());
        if (fact.subject() != null) {
            envelope.put(Envelope.SUBJECT, fact.subject().value().toString());
        }
        if (sealed.keyId() != null) {
            envelope.put(Envelope.KEY_ID, sealed.keyId().toString());
        }
        if (sealed.original() != null) {
            envelope.put(Envelope.ORIGINAL, sealed.original().original().value().toString());
            envelope.put(Envelope.DIGEST, sealed.original().digest());
        }
        return envelope;
    }

    /** Folds a stream's events over {@code initial}; {@code next} is the sequence for the next fact (0 for an empty stream). */
    public <S> Loaded<S> load(StreamName stream, S initial, BiFunction<S, Event, S> evolve) {
        S state = initial;
        long next = 0;
        var events = store.readEvents(stream.toString());
        while (events.hasNext()) {
            var message = events.next();
            state = evolve.apply(state, (Event) message.getPayload());
            next = message.getSequenceNumber() + 1;
        }
        return new Loaded<>(state, next);
    }

    /** The stream's events as stored, opened where their keys exist. */
    public List<Event> read(StreamName stream) {
        return store.readEvents(stream.toString())
                .asStream()
                .map(m -> (Event) m.getPayload())
                .toList();
    }

    /** The same with the originals that the events refer to. */
    public List<Entry> readEntries(StreamName stream) {
        return store.readEvents(stream.toString())
                .asStream()
                .map(m -> {
                    Object original = m.getMetaData().get(Envelope.ORIGINAL);
                    return new Entry(
                            (Event) m.getPayload(),
                            original == null ? null : new OriginalId(UUID.fromString(original.toString())));
                })
                .toList();
    }

    /** An event of a stream, and the message it came with where one was kept. */
    public record Entry(Event event, @Nullable OriginalId original) {}

    /** The stream of an event type: the name's part before the dot. */
    public static String streamTypeOf(Class<? extends Event> event) {
        String name = event.getAnnotation(EventName.class).value();
        return name.substring(0, name.indexOf('.'));
    }

    /** A stream's state and the place of its next fact. */
    public record Loaded<S>(S state, long next) {}
}
