package org.roaminghub.app;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * Logging as the first hub of this JVM has set it up: one that ends leaves it to the others. Else the next one to start would set
 * it up anew, and until then what others say would be in no log.
 */
public final class OneLogging extends LogbackLoggingSystem {

    public OneLogging(ClassLoader classLoader) {
        super(classLoader);
    }

    /** Of hubs that are started from now on. */
    public static void use() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, OneLogging.class.getName());
    }

    @Override
    public void cleanUp() {
        // Others go on logging.
    }
}
