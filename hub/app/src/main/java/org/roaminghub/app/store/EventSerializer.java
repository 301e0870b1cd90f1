package org.roaminghub.app.store;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.events.EventTypes;
import org.roaminghub.hub.recording.HouseJson;

/**
 * Stores events under their published name and version, never under a class name. A stored name that nobody knows is an
 * error, not something to skip.
 */
public final class EventSerializer implements Serializer {

    private static final String ENVELOPE = MetaData.class.getName();
    private static final SerializedType NOTHING = SimpleSerializedType.emptyType();

    private final HouseJson json = HouseJson.events();
    private final Converter converter = new ChainingConverter();
    private final Map<String, Class<? extends Event>> byName = new HashMap<>();
    private final Map<Class<?>, SerializedType> types = new HashMap<>();

    public EventSerializer() {
        for (Class<? extends Event> type : EventTypes.ALL) {
            EventName name = type.getAnnotation(EventName.class);
            byName.put(name.value() + "/" + name.version(), type);
            types.put(type, new SimpleSerializedType(name.value(), Integer.toString(name.version())));
        }
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object == null) {
            throw new IllegalArgumentException("an event has a payload");
        }
        byte[] bytes = object instanceof MetaData data
                ? json.mapper().writeValueAsBytes(new HashMap<>(data))
                : json.write(object);
        T data = converter.convert(bytes, byte[].class, representation);
        return new SimpleSerializedObject<>(data, representation, typeForClass(object.getClass()));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> T deserialize(SerializedObject<S> stored) {
        byte[] bytes = converter.convert(stored.getData(), stored.getContentType(), byte[].class);
        if (stored.getType().getName().equals(ENVELOPE)) {
            return (T) MetaData.from(json.mapper().readValue(bytes, Map.class));
        }
        return (T) json.read(bytes, eventOf(stored.getType()));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (type.equals(NOTHING)) {
            return Void.class;
        }
        return type.getName().equals(ENVELOPE) ? MetaData.class : eventOf(type);
    }

    private Class<? extends Event> eventOf(SerializedType type) {
        Class<? extends Event> event = byName.get(type.getName() + "/" + type.getRevision());
        if (event == null) {
            throw new IllegalStateException("the store holds an event «" + type.getName() + "» version "
                    + type.getRevision() + " that this version of the hub does not know");
        }
        return event;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || Void.class.equals(type)) {
            return NOTHING;
        }
        SerializedType known = types.get(type);
        return known != null ? known : new SimpleSerializedType(type.getName(), null);
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
