package org.roaminghub.projection.history;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RelayId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenId;

/**
 * Finds the typed ids anywhere inside an event: a new event or field is found without a word here. Personal fields are not
 * looked into, and neither are the tariffs of a CDR.
 */
final class Mentions {

    private static final Set<Class<?>> IDS = Set.of(
            AuthorizationId.class,
            SessionId.class,
            CdrId.class,
            TokenId.class,
            RemoteId.class,
            ReservationId.class,
            RelayId.class,
            EvseKey.class,
            EvseId.class,
            PartyId.class,
            SubjectRef.class);

    private static final String OURS = "org.roaminghub.";
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Map<Class<?>, List<Field>> shapes = new ConcurrentHashMap<>();

    /** The things an event speaks of, the parties apart (they stay with the whole stream), and the stream it is about. */
    record Found(
            Set<UUID> things,
            Set<PartyId> parties,
            @Nullable String object) {}

    private enum Kind {
        FOLLOW,
        /** A partner's own id of an EVSE: the only plain text that is searched for. */
        EVSE_FID,
        /** The name of another stream, {@code type/key}: the object of a delivery. */
        STREAM
    }

    private record Field(MethodHandle getter, Kind kind) {}

    Found in(Object event) {
        Search search = new Search();
        search.inside(event);
        return new Found(search.things, search.parties, search.object);
    }

    private final class Search {

        private final Set<UUID> things = new LinkedHashSet<>();
        private final Set<PartyId> parties = new LinkedHashSet<>();
        private @Nullable String object;

        private void inside(Object owner) {
            for (Field field : shape(owner.getClass())) {
                Object value = get(field.getter, owner);
                if (value != null) {
                    switch (field.kind) {
                        case FOLLOW -> look(value);
                        case EVSE_FID -> things.add(HistoryRef.evse((String) value));
                        case STREAM -> stream((String) value);
                    }
                }
            }
        }

        private void look(Object value) {
            switch (value) {
                case PartyId party -> parties.add(party);
                case EvseId evse -> things.add(HistoryRef.evse(evse.value()));
                case UUID id -> things.add(id);
                case Iterable<?> many -> many.forEach(this::look);
                default -> inside(value);
            }
        }

        private void stream(String stream) {
            object = stream;
            try {
                things.add(UUID.fromString(stream.substring(stream.indexOf('/') + 1)));
            } catch (IllegalArgumentException notKeyedByAnId) {
                // some streams are keyed by a party: that one is found by its party
            }
        }
    }

    private static @Nullable Object get(MethodHandle getter, Object owner) {
        try {
            return getter.invokeExact(owner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Field> shape(Class<?> type) {
        List<Field> known = shapes.get(type);
        if (known == null) {
            known = type.isRecord() ? describe(type) : List.of();
            shapes.put(type, known);
        }
        return known;
    }

    private List<Field> describe(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> inner = component.getType();
            if (inner == String.class && component.getName().equals("evseFid")) {
                fields.add(new Field(getter(component), Kind.EVSE_FID));
            } else if (inner == String.class && component.getName().equals("object")) {
                fields.add(new Field(getter(component), Kind.STREAM));
            } else if ((IDS.contains(type) && inner == UUID.class)
                    || leadsToIds(component.getGenericType())
                    || (inner == Tariff.class && Event.class.isAssignableFrom(type))) {
                fields.add(new Field(getter(component), Kind.FOLLOW));
            }
        }
        return List.copyOf(fields);
    }

    private boolean leadsToIds(Type type) {
        return switch (type) {
            case Class<?> c ->
                IDS.contains(c)
                        || (c != Tariff.class && c.isRecord() && c.getName().startsWith(OURS) && !shape(c).isEmpty());
            case ParameterizedType p ->
                p.getRawType() instanceof Class<?> raw
                        && Iterable.class.isAssignableFrom(raw)
                        && leadsToIds(p.getActualTypeArguments()[0]);
            default -> false;
        };
    }

    private static MethodHandle getter(RecordComponent component) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(GETTER);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
