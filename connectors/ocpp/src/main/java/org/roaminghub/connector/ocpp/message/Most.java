package org.roaminghub.connector.ocpp.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Characters of a text, or of each in a list. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Most {

    int value();

    /** Of versions before 2.1, where they have another bound. Longer ones are taken of them, too. */
    int before() default 0;
}
