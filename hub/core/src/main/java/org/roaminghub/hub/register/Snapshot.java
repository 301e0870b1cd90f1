package org.roaminghub.hub.register;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Clock;

/**
 * An immutable picture of a register. Changes made on this node are seen at once (see {@link #outdate}), those of other nodes
 * within {@link #MAX_AGE}; while one thread looks for changes the others go on with the picture they have, for at most as long
 * again. Nobody ever waits for another thread: a reader may hold the last free database connection.
 *
 * <p>Not to be read inside a command that has changed the same register: what is not committed must not get into the picture.
 */
public final class Snapshot<T> {

    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final LongSupplier version;
    private final Supplier<T> load;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Picture<T> picture;

    /** {@code version} is greater after every committed change. */
    public Snapshot(LongSupplier version, Supplier<T> load, Clock clock) {
        this.version = version;
        this.load = load;
        this.clock = clock;
    }

    /** {@code changes}: how many changes of this node it has seen. */
    private record Picture<T>(T content, long version, long changes, Instant checkedAt) {

        boolean isYoungerThan(Duration age, Instant now) {
            return !now.isBefore(checkedAt) && now.isBefore(checkedAt.plus(age));
        }
    }

    public T get() {
        Picture<T> present = picture;
        Instant now = clock.now();
        if (present == null
                || present.changes != changes.get()
                || !present.isYoungerThan(MAX_AGE.multipliedBy(2), now)) {
            return newest();
        }
        if (present.isYoungerThan(MAX_AGE, now) || !looking.compareAndSet(false, true)) {
            return present.content;
        }
        try {
            return newest();
        } finally {
            looking.set(false);
        }
    }

    /** As the database has it now, at the price of a question to it. */
    public T newest() {
        long seen = changes.get();
        Instant now = clock.now();
        Picture<T> before = picture;
        long stored = version.getAsLong();
        T content = before != null && before.version == stored ? before.content : load.get();
        keep(new Picture<>(content, stored, seen, now));
        return content;
    }

    private synchronized void keep(Picture<T> fresh) {
        Picture<T> present = picture;
        if (present == null || fresh.version >= present.version) {
            picture = fresh;
        }
    }

    /** This node has committed a change. */
    public void outdate() {
        changes.incrementAndGet();
    }
}
