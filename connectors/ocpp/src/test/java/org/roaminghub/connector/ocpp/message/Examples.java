package org.roaminghub.connector.ocpp.message;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;

/** Records with values of chance: all that must be there, and now and then what may be. */
final class Examples {

    private static final int MOST_TEXT = 12;
    private static final String LETTERS = "abcXYZ019 -_äß€\"\\";

    private final Random random;

    Examples(long seed) {
        this.random = new Random(seed);
    }

    Object of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean absent = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !components[i].isAnnotationPresent(Needed.class)
                    && random.nextInt(3) == 0;
            values[i] = absent ? null : value(components[i].getGenericType(), components[i]);
        }
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType list) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                items.add(value(list.getActualTypeArguments()[0], component));
            }
            return items;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == WireTime.class) {
            return WireTime.of(Instant.ofEpochSecond(random.nextInt(2_000_000_000)));
        }
        if (plain.isRecord()) {
            return of(plain);
        }
        if (plain.isEnum()) {
            Object constant = plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
            return constant.toString().equals("Occupied")
                            && plain.getEnclosingClass().getPackageName().endsWith("v16")
                    ? plain.getEnumConstants()[0]
                    : constant;
        }
        return switch (plain.getSimpleName()) {
            case "String" -> text(component);
            case "int", "Integer" -> random.nextInt();
            case "boolean", "Boolean" -> random.nextBoolean();
            case "BigInteger" -> new BigInteger(70, random);
            case "BigDecimal" -> BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            case "JsonNode" -> Json.object().put("vendor's", random.nextInt()).put("own", true);
            default -> throw new AssertionError(component + " has no example");
        };
    }

    private String text(RecordComponent component) {
        Words words = component.getAnnotation(Words.class);
        if (words != null) {
            List<String> all = List.of(words.value().split(" "));
            return all.get(random.nextInt(all.size()));
        }
        Most most = component.getAnnotation(Most.class);
        int length = random.nextInt(most == null ? MOST_TEXT : Math.min(most.value(), MOST_TEXT)) + 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
