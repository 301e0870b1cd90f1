package org.roaminghub.settlement.rating;

import java.time.Instant;

/** A place was kept free from the one time to the other. {@code expired}: nobody came, and it wasn't cancelled either. */
public record Waiting(Instant from, Instant until, boolean expired) {}
