package org.roaminghub.connector.ocpp.message;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a record stands in JSON, and what must be there before anybody looks at what it means: derived from its components, once.
 * Demanded is what can't be null; what may be absent is looked at where it is {@link Checked}.
 */
final class Form<T> {

    private static final ClassValue<Form<?>> FORMS = new ClassValue<>() {
        @Override
        protected Form<?> computeValue(Class<?> type) {
            return new Form<>(type);
        }
    };

    /** A component. */
    private record Part(
            String name,
            Kind kind,
            boolean nullable,
            boolean demanded,
            boolean checked,
            boolean keptEmpty,
            @Nullable Version since,
            Method accessor) {}

    private final Part[] parts;
    private final MethodHandle constructor;

    private Form(Class<T> type) {
        boolean all = type.isAnnotationPresent(Checked.class);
        RecordComponent[] components = type.getRecordComponents();
        parts = Arrays.stream(components).map(c -> part(c, all)).toArray(Part[]::new);
        try {
            constructor = MethodHandles.publicLookup()
                    .findConstructor(
                            type,
                            MethodType.methodType(
                                    void.class,
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new)))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> Form<T> of(Class<T> type) {
        return (Form<T>) FORMS.get(type);
    }

    private static Part part(RecordComponent component, boolean all) {
        Kind kind = kind(component.getGenericType(), component);
        boolean list = kind instanceof Kind.Many;
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean demanded = component.isAnnotationPresent(Needed.class) || (!list && !nullable);
        boolean simple = !list && !(kind instanceof Kind.Inner) && !(kind instanceof Kind.Any);
        Since since = component.getAnnotation(Since.class);
        return new Part(
                component.getName(),
                kind,
                nullable,
                demanded,
                demanded || component.isAnnotationPresent(Checked.class) || (all && simple),
                demanded || component.isAnnotationPresent(Owed.class),
                since == null ? null : Version.ofNumber(since.value()).orElseThrow(),
                component.getAccessor());
    }

    private static Kind kind(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Kind.Many(kind(list.getActualTypeArguments()[0], component));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && plain != WireTime.class) {
            return new Kind.Inner(of(plain));
        }
        if (plain.isEnum()) {
            return word(plain);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> text(component);
            case "int", "Integer" -> new Kind.Whole();
            case "boolean", "Boolean" -> new Kind.Flag();
            case "BigInteger" -> new Kind.Digits();
            case "BigDecimal" -> new Kind.Decimal();
            case "WireTime" -> new Kind.Time();
            case "JsonNode" -> new Kind.Any();
            default -> throw new IllegalStateException(component + " is of no kind that there is");
        };
    }

    private static Kind text(RecordComponent component) {
        Most most = component.getAnnotation(Most.class);
        Words words = component.getAnnotation(Words.class);
        return new Kind.Text(
                most == null ? 0 : most.value(),
                words == null ? Set.of() : Set.of(words.value().split(" ")),
                component.isAnnotationPresent(OrNumber.class));
    }

    private static Kind word(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        Map<String, Version> only = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            constants.put(name, constant);
            try {
                Only version = type.getField(name).getAnnotation(Only.class);
                if (version != null) {
                    only.put(name, version.value());
                }
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Kind.Word(constants, only);
    }

    /** Null when a fault was told, or, without {@code faults}, for a record that can't be without a word that isn't there. */
    @Nullable
    T read(ObjectNode tree, Version version, @Nullable Faults faults) {
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Part part = parts[i];
            JsonNode said = tree.get(part.name);
            Object value = null;
            if (said != null && !said.isNull()) {
                Faults strict = part.checked ? faults : null;
                value = part.kind.read(said, version, strict, part.name);
                if (strict != null && strict.told()) {
                    return null;
                }
            } else if (part.demanded && faults != null) {
                faults.tell(ErrorCode.OCCURRENCE, part.name, "is missing");
                return null;
            }
            if (value == null && !part.nullable) {
                value = part.kind.nothing();
                if (value == null) {
                    return null;
                }
            }
            values[i] = value;
        }
        return make(values);
    }

    @SuppressWarnings("unchecked")
    private T make(@Nullable Object[] values) {
        try {
            return (T) (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What isn't there is left out, as is what that version doesn't have. */
    ObjectNode write(Object message, Version version) {
        ObjectNode tree = Json.object();
        for (Part part : parts) {
            Object value = value(part, message);
            boolean left = value == null
                    || (part.since != null && version.compareTo(part.since) < 0)
                    || (value instanceof List<?> list && list.isEmpty() && !part.keptEmpty);
            if (!left && value != null) {
                tree.set(part.name, part.kind.write(value, version));
            }
        }
        return tree;
    }

    private static @Nullable Object value(Part part, Object message) {
        try {
            return part.accessor.invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
