package org.roaminghub.hub.roaming;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.roaminghub.vocabulary.Ids;

/** Ids that grow by one; the same in every run. */
public final class CountedIds implements Ids {

    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID next() {
        return new UUID(0x7000L, last.incrementAndGet());
    }

    @Override
    public UUID random() {
        return new UUID(0x4000L, last.incrementAndGet());
    }
}
