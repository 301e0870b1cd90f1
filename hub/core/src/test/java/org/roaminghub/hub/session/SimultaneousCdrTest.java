package org.roaminghub.hub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.TOKEN;
import static org.roaminghub.hub.roaming.Messages.cdr;
import static org.roaminghub.hub.roaming.Messages.report;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.START;
import static org.roaminghub.hub.roaming.Roaming.cpo;
import static org.roaminghub.hub.roaming.Roaming.euros;
import static org.roaminghub.hub.roaming.Roaming.eventually;
import static org.roaminghub.hub.roaming.Roaming.original;
import static org.roaminghub.vocabulary.SessionStatus.COMPLETED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.hub.roaming.HandClock;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.AuthorizationReference;

/** What happens just before the command commits that opens a session. */
class SimultaneousCdrTest {

    private static final AuthorizationReference REFERENCE = new AuthorizationReference("REF");

    private final HandClock clock = new HandClock(START.plus(Duration.ofHours(2)));
    private final Roaming hub = Roaming.fresh(clock);
    private final AtomicReference<Runnable> beforeTheCommit = new AtomicReference<>(() -> {});

    @BeforeEach
    void theDriverIsKnown() {
        put("S0", null);
        post("C0", "S0", null);
        hub.sessions()
                .beginnings((session, at, causes) ->
                        beforeTheCommit.getAndSet(() -> {}).run());
    }

    @AfterEach
    void end() {
        hub.close();
    }

    private Receipt put(String id, @Nullable AuthorizationReference reference) {
        return hub.sessions()
                .report(cpo(EMSP), report(id, COMPLETED, START, 1, null, TOKEN, reference), original("put " + id));
    }

    private Receipt post(String id, String session, @Nullable AuthorizationReference reference) {
        return hub.cdrs()
                .submit(
                        cpo(EMSP),
                        cdr(id, session, reference, euros("3.60"), null, START, EMSP, TOKEN),
                        original("post " + id));
    }

    private static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }

    private List<String> billed() {
        return hub.allEvents().stream()
                .filter(SessionBilled.class::isInstance)
                .map(event -> ((SessionBilled) event).session().toString())
                .toList();
    }

    private static String id(Receipt receipt) {
        return ((Receipt.Taken) receipt).hubId();
    }

    @Test
    void aSessionWhoseCdrCameWithItIsBilledBeforeAnybodyMissesTheCdr() {
        beforeTheCommit.set(() -> meanwhile(() -> post("C1", "S1", null)).join());
        String session = id(put("S1", null));
        assertThat(billed()).as("neither saw the other").doesNotContain(session);
        clock.forward(Duration.ofDays(8));
        assertThat(hub.sessions().flagOdd()).isZero();
        assertThat(billed()).contains(session);
        assertThat(hub.allEvents()).noneMatch(SessionFlagged.class::isInstance);
    }

    @Test
    void aCdrBillsOneOfTwoSessionsThatBeginAtOnce() {
        post("C1", "S9", REFERENCE);
        List<CompletableFuture<Receipt>> others = new ArrayList<>();
        beforeTheCommit.set(() -> {
            others.add(meanwhile(() -> put("S2", REFERENCE)));
            eventually("the other one wants the CDR, too", this::somebodyWaits);
        });
        String first = id(put("S1", REFERENCE));
        String second = id(others.getFirst().join());
        assertThat(billed()).contains(first).doesNotContain(second);
    }

    /** Asked on another thread: within one transaction PostgreSQL shows the same picture again and again. */
    private boolean somebodyWaits() {
        return meanwhile(() -> hub.jdbc()
                        .sql("select exists (select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock')")
                        .query(Boolean.class)
                        .single())
                .join();
    }
}
