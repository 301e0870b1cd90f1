package org.roaminghub.hub.privacy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Personal;

/**
 * Finds the personal fields of a record, also in records inside it, and makes a copy with each of them replaced. The path of a
 * field is the one it has in the stored JSON: {@code record.place.sealed_address}.
 */
final class PersonalFields {

    private static final String OURS = "org.roaminghub.";
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private final ConcurrentMap<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    /** One component that is personal, or a record that has personal ones somewhere inside. */
    private record Part(int index, String name, MethodHandle get, boolean personal) {}

    private record Shape(MethodHandle make, List<MethodHandle> all, List<Part> parts) {}

    /** The same record with {@code change} applied to each personal value that is known; the record itself where there is none. */
    Object replaced(Object event, BiFunction<String, Object, Personal<?>> change) {
        return replaced(event, "", change);
    }

    @SuppressWarnings("ReferenceEquality") // the very same value means: nothing was replaced
    private Object replaced(Object owner, String path, BiFunction<String, Object, Personal<?>> change) {
        Shape shape = shape(owner.getClass());
        @Nullable Object @Nullable [] copy = null;
        try {
            for (Part part : shape.parts) {
                Object before = part.get.invokeExact(owner);
                Object after = changed(before, part, path, change);
                if (after != before) {
                    copy = copy == null ? components(owner, shape) : copy;
                    copy[part.index] = after;
                }
            }
            return copy == null ? owner : shape.make.invokeExact(copy);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object changed(
            @Nullable Object before, Part part, String path, BiFunction<String, Object, Personal<?>> change) {
        if (before == null) {
            return null;
        }
        String at = path + part.name;
        if (part.personal) {
            return before instanceof Personal.Known<?>(Object value) ? change.apply(at, value) : before;
        }
        return replaced(before, at + ".", change);
    }

    private static @Nullable Object[] components(Object owner, Shape shape) throws Throwable {
        @Nullable Object[] values = new Object[shape.all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.all.get(i).invokeExact(owner);
        }
        return values;
    }

    private Shape shape(Class<?> type) {
        Shape known = shapes.get(type);
        if (known == null) {
            known = describe(type);
            shapes.put(type, known);
        }
        return known;
    }

    private Shape describe(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<MethodHandle> all = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        try {
            for (int i = 0; i < components.length; i++) {
                MethodHandle get = LOOKUP.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                all.add(get);
                Class<?> inner = components[i].getType();
                boolean personal = inner == Personal.class;
                if (personal || (isOurs(inner) && !shape(inner).parts.isEmpty())) {
                    parts.add(new Part(i, snakeCase(components[i].getName()), get, personal));
                }
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle make = LOOKUP.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Shape(make, List.copyOf(all), List.copyOf(parts));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith(OURS);
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
