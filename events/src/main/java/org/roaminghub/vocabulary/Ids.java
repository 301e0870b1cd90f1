package org.roaminghub.vocabulary;

import java.util.UUID;

/** Makes the hub's own identifiers. */
public interface Ids {

    /** A UUIDv7: grows with time, so that indexes stay dense. */
    UUID next();

    /** A UUIDv4 for references that must not tell when they were made. */
    UUID random();
}
