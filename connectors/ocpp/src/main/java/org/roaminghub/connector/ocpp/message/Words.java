package org.roaminghub.connector.ocpp.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The words that a text can be, where another one is an error. Elsewhere words are open: versions and vendors add some. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Words {

    /** Parted by spaces. */
    String value();
}
