package org.roaminghub.vocabulary;

import java.time.Instant;

/** The time of day, UTC. Injected wherever time is needed, so that tests and replays decide what «now» is. */
public interface Clock {

    Instant now();
}
