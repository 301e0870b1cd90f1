package org.roaminghub.bench.partner;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What a partner was sent: counted always, remembered with its ids when the count of each one matters. */
public final class Inbox {

    private final boolean remembering;
    private final LongAdder authorizations = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder cdrs = new LongAdder();
    private final Map<String, Set<String>> cdrContents = new ConcurrentHashMap<>();
    private final Map<String, Long> sessionWattHours = new ConcurrentHashMap<>();

    private volatile @Nullable LongConsumer places;

    Inbox(boolean remembering) {
        this.remembering = remembering;
    }

    void authorization() {
        authorizations.increment();
    }

    void token() {
        tokens.increment();
    }

    boolean remembers() {
        return remembering;
    }

    void cdr(String id, String content) {
        cdrs.increment();
        if (remembering) {
            cdrContents
                    .computeIfAbsent(id, ignored -> ConcurrentHashMap.newKeySet())
                    .add(content);
        }
    }

    void countCdr() {
        cdrs.increment();
    }

    void session(String id, long wattHours) {
        sessionWattHours.merge(id, wattHours, Math::max);
    }

    /** From now on, what is told about locations is told on: the number in the correlation id of each message. */
    public void whenPlace(LongConsumer told) {
        this.places = told;
    }

    void place(@Nullable String correlation) {
        LongConsumer told = places;
        if (told != null) {
            told.accept(Correlations.number(correlation));
        }
    }

    /** Authorisation questions answered. */
    public long authorizations() {
        return authorizations.sum();
    }

    /** Token uploads received. */
    public long tokens() {
        return tokens.sum();
    }

    /** CDR posts received, repeats included. */
    public long cdrs() {
        return cdrs.sum();
    }

    /** Different contents that arrived under each CDR id. */
    public Map<String, Set<String>> cdrContents() {
        return cdrContents;
    }

    /** The highest energy that arrived for each session id. */
    public Map<String, Long> sessionWattHours() {
        return sessionWattHours;
    }
}
