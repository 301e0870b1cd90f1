package org.roaminghub.connector.ocpp.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What may be absent is looked at, too, when it is there: of a record its texts, whole numbers and times. All else that isn't demanded is taken as it comes. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Checked {}
