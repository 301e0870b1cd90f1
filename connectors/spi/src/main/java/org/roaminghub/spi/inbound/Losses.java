package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Map;
import org.roaminghub.vocabulary.Loss;

/** What a partner's version could not carry of objects that it fetched itself. What is pushed tells it with its delivery. */
public interface Losses {

    /**
     * The receiver named in the losses has read the objects, by their names as {@code cdr/<uuid>}, without these fields. The
     * same said again is no news. Never throws and doesn't wait.
     */
    void pulled(Map<String, List<Loss>> byObject);
}
