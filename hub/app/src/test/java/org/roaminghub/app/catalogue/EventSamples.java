package org.roaminghub.app.catalogue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;

/** One event of each kind with every field filled, always the same; the lists have one entry each, or none. */
final class EventSamples {

    private final boolean emptyLists;
    private int counter;

    EventSamples() {
        this(false);
    }

    EventSamples(boolean emptyLists) {
        this.emptyLists = emptyLists;
    }

    Object sample(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return ofScalar(plain);
    }

    private Object ofGeneric(Class<?> raw, ParameterizedType generic) {
        Type content = generic.getActualTypeArguments()[0];
        if (raw == Personal.class) {
            return new Personal.Sealed<>("c2VhbGVkIHZhbHVl");
        }
        if (emptyLists) {
            return raw == Map.class ? Map.of() : raw == Set.class ? Set.of() : List.of();
        }
        if (raw == Map.class) {
            return Map.of("uid_byte_order", "AS_SENT");
        }
        return raw == Set.class ? Set.of(sample(content)) : List.of(sample(content));
    }

    private Object ofRecord(Class<?> type) {
        if (type == PartyId.class) {
            return new PartyId("DE*ABC");
        }
        if (type == EvseId.class) {
            return new EvseId("DE*ABC*E1234*5");
        }
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = Arrays.stream(components)
                    .map(c -> sample(c.getGenericType()))
                    .toArray();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private Object ofScalar(Class<?> type) {
        counter++;
        if (type == String.class) {
            return "text " + counter;
        }
        if (type == UUID.class) {
            return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L + counter);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal("12.50").add(BigDecimal.valueOf(counter));
        }
        if (type == Instant.class) {
            return Instant.parse("2026-11-21T08:30:00.123456Z").plusSeconds(counter);
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return counter;
        }
        if (type == long.class) {
            return (long) counter;
        }
        throw new IllegalStateException("no sample for " + type);
    }
}
