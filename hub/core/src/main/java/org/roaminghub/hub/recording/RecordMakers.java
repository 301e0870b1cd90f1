package org.roaminghub.hub.recording;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedWithParams;

/**
 * Makes records by a handle that is adapted once. Jackson adapts its own for each object that it makes, which was a third of
 * the time it took to read an event.
 */
final class RecordMakers extends ValueInstantiators.Base {

    private static final long serialVersionUID = 1L;
    private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier description, ValueInstantiator standard) {
        if (!description.getBeanClass().isRecord() || !(standard instanceof StdValueInstantiator known)) {
            return standard;
        }
        AnnotatedWithParams creator = known.getWithArgsCreator();
        if (creator == null || !(creator.getAnnotated() instanceof Constructor<?> constructor)) {
            return standard;
        }
        try {
            MethodHandle make = MethodHandles.publicLookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(FROM_ARRAY);
            return new Maker(known, make);
        } catch (IllegalAccessException notPublic) {
            return standard;
        }
    }

    private static final class Maker extends StdValueInstantiator {

        private final MethodHandle make;

        Maker(StdValueInstantiator standard, MethodHandle make) {
            super(standard);
            this.make = make;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] values) {
            try {
                return make.invokeExact(values);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                return context.handleInstantiationProblem(_valueClass, values, rewrapCtorProblem(context, e));
            }
        }
    }
}
