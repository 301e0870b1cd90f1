package org.roaminghub.app.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random ones. */
final class SystemIds implements Ids {

    private final Clock clock;

    SystemIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (clock.now().toEpochMilli() << 16) | 0x7000L | (random.nextInt() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    @Override
    public UUID random() {
        return UUID.randomUUID();
    }
}
