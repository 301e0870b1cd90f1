package org.roaminghub.hub.recording;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.UtcTime;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.StdSerializer;

/** How vocabulary types are written: one component named {@code value} = that component's text. */
final class HouseJsonModule {

    private static final String VOCABULARY = PartyId.class.getPackageName();

    private HouseJsonModule() {}

    static JsonMapper mapper(boolean clear) {
        SimpleModule module = new SimpleModule("house") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addValueInstantiators(new RecordMakers());
            }
        };
        module.addSerializer(BigDecimal.class, new DecimalWriter());
        module.addSerializer(Instant.class, new InstantWriter());
        module.addDeserializer(Instant.class, new InstantReader());
        module.setSerializerModifier(new Writers(clear));
        module.setDeserializerModifier(new Readers());
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.CUSTOM)
                        .withValueFilter(AbsentFilter.class)
                        .withContentInclusion(JsonInclude.Include.ALWAYS))
                .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                // Only what a record holds is written: a method such as isNegative() is no field.
                .changeDefaultVisibility(v -> v.withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                        .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                        .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
                .addModule(module)
                .build();
    }

    private static boolean isScalar(Class<?> type) {
        return type.isRecord()
                && !Personal.class.isAssignableFrom(type)
                && type.getPackageName().equals(VOCABULARY)
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getName().equals("value");
    }

    /** Leaves out what is null, an empty list or an absent personal value. */
    static final class AbsentFilter {
        @Override
        public boolean equals(Object value) {
            return value == null
                    || value instanceof Personal.Absent<?>
                    || (value instanceof java.util.Collection<?> c && c.isEmpty())
                    || (value instanceof java.util.Map<?, ?> m && m.isEmpty());
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private static final class DecimalWriter extends StdSerializer<BigDecimal> {
        DecimalWriter() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toPlainString());
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.truncatedTo(ChronoUnit.MICROS).toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) {
            return UtcTime.parse(in.getValueAsString()).value();
        }
    }

    private static final class Writers extends ValueSerializerModifier {
        private static final long serialVersionUID = 1L;
        private final boolean clear;

        Writers(boolean clear) {
            this.clear = clear;
        }

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> standard) {
            Class<?> type = description.getBeanClass();
            if (isScalar(type)) {
                return new ScalarWriter(type);
            }
            return Personal.class.isAssignableFrom(type) ? new PersonalWriter(clear) : standard;
        }
    }

    private static final class ScalarWriter extends StdSerializer<Object> {
        private final MethodHandle value;

        ScalarWriter(Class<?> type) {
            super(Object.class);
            try {
                RecordComponent component = type.getRecordComponents()[0];
                this.value = MethodHandles.publicLookup()
                        .unreflect(component.getAccessor())
                        .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void serialize(Object scalar, JsonGenerator out, SerializationContext context) {
            Object inner;
            try {
                inner = value.invokeExact(scalar);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            out.writeString(inner instanceof BigDecimal number ? number.toPlainString() : inner.toString());
        }
    }

    /** {@code {"sealed":"…"}} as stored; {@code {"known":…}} only where the whole is sealed. */
    private static final class PersonalWriter extends StdSerializer<Personal<?>> {
        private final boolean clear;

        PersonalWriter(boolean clear) {
            super(Personal.class);
            this.clear = clear;
        }

        @Override
        public void serialize(Personal<?> field, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            switch (field) {
                case Personal.Sealed<?>(String sealed) -> out.writeStringProperty("sealed", sealed);
                case Personal.Erased<?>() -> out.writeBooleanProperty("erased", true);
                case Personal.Absent<?>() -> {}
                case Personal.Known<?>(Object value) -> {
                    if (!clear) {
                        throw new IllegalStateException("a personal value is about to be stored in clear");
                    }
                    out.writeName("known");
                    context.writeValue(out, value);
                }
            }
            out.writeEndObject();
        }
    }

    private static final class Readers extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> standard) {
            Class<?> type = description.getBeanClass();
            if (isScalar(type)) {
                return new ScalarReader(type);
            }
            return type == Personal.class ? new PersonalReader(null) : standard;
        }
    }

    private static final class ScalarReader extends StdDeserializer<Object> {
        private final MethodHandle make;
        private final Class<?> inner;

        ScalarReader(Class<?> type) {
            super(type);
            try {
                this.inner = type.getRecordComponents()[0].getType();
                this.make = MethodHandles.publicLookup()
                        .unreflectConstructor(type.getDeclaredConstructor(inner))
                        .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Else one is made for every value that is read. */
        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getValueAsString();
            Object value = inner == String.class
                    ? text
                    : inner == BigDecimal.class ? (Object) new BigDecimal(text) : java.util.UUID.fromString(text);
            try {
                return make.invokeExact(value);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class PersonalReader extends StdDeserializer<Personal<?>> {
        private final @Nullable ValueDeserializer<Object> content;

        PersonalReader(@Nullable ValueDeserializer<Object> content) {
            super(Personal.class);
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = context.getContextualType();
            return type == null
                    ? this
                    : new PersonalReader(
                            context.findContextualValueDeserializer(type.containedTypeOrUnknown(0), property));
        }

        @Override
        public Personal<?> deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw new IllegalStateException("a personal field is stored as an object, not as " + in.currentToken());
            }
            Personal<?> field = new Personal.Absent<>();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "sealed" -> field = new Personal.Sealed<>(in.getValueAsString());
                    case "known" -> field = new Personal.Known<>(known(in, context));
                    default -> field = new Personal.Erased<>();
                }
            }
            return field;
        }

        private Object known(JsonParser in, DeserializationContext context) {
            if (content == null) {
                throw new IllegalStateException("nothing says of which type this personal value is");
            }
            return content.deserialize(in, context);
        }
    }
}
