package org.roaminghub.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.roaminghub.vocabulary.RetentionClass;

/** The name under which an event is stored for ever; its part before the dot is the type of its stream. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    String value();

    int version() default 1;

    /**
     * The class of the key that seals the event's personal fields and its original. An event without personal fields
     * names the class of its original.
     */
    RetentionClass retention() default RetentionClass.ROUTING;
}
