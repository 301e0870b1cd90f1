package org.roaminghub.hub.authorization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.routing.Candidate;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.Authorizations.Query;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.spi.outbound.EmspLink.Question;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks eMSPs, all at once and outside of any transaction. */
final class Questions {

    /** So long after the deadline an answer is still listened to: it decides nothing and is evidence. */
    static final Duration LISTENS_ON = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Questions.class);

    private final Supplier<Map<Protocol, Connector>> connectors;

    Questions(Supplier<Map<Protocol, Connector>> connectors) {
        this.connectors = connectors;
    }

    /** Hears, in the thread that asked, what came when the time was up. */
    interface Latecomers {
        void came(Answer answer, Duration late);
    }

    /** Ends with the first yes, when all have answered, or at the deadline. The answers stand in the order in which they came. */
    List<Answer> ask(List<Candidate> candidates, Query query, Duration deadline, Latecomers latecomers) {
        Arrivals arrivals = new Arrivals(deadline, latecomers);
        for (Candidate candidate : candidates) {
            Thread.ofVirtual().name("question").start(() -> arrivals.add(askOne(candidate, query)));
        }
        List<Answer> answers = new ArrayList<>();
        while (answers.size() < candidates.size()) {
            Optional<Answer> answer = arrivals.next();
            if (answer.isEmpty()) {
                answers.addAll(arrivals.close(true));
                break;
            }
            answers.add(answer.get());
            if (answer.get().reply() instanceof AuthorizationReply.Allowed) {
                arrivals.close(false);
                break;
            }
        }
        if (answers.isEmpty()) {
            candidates.forEach(c -> answers.add(none(c, Refusal.PARTY_SILENT, Refusal.PARTY_SILENT.sentence())));
        }
        return answers;
    }

    private Answer askOne(Candidate candidate, Query query) {
        KnownPlatform platform = candidate.platform();
        if (!candidate.isConnected()) {
            return none(candidate, Refusal.PARTY_OFFLINE, candidate.emsp() + " is " + platform.status());
        }
        Connector connector = connectors.get().get(platform.protocol());
        if (connector == null) {
            return none(candidate, Refusal.PARTY_OFFLINE, "no connector for " + platform.protocol());
        }
        Leg leg = new Leg(
                platform,
                query.caller().party(),
                candidate.emsp(),
                query.caller().correlationId(),
                Duration.ofMillis(candidate.agreement().terms().authorizeDeadlineMs())
                        .plus(LISTENS_ON));
        try {
            Question question = new Question(query.token(), query.kind(), query.place(), query.original());
            AuthorizationReply reply = connector.emsps().authorize(leg, question);
            if (reply instanceof AuthorizationReply.NoAnswer none) {
                log.debug("authorization=unanswered emsp={} why={}", candidate.emsp(), none.why());
            }
            return new Answer(candidate, reply);
        } catch (RuntimeException e) {
            log.error(
                    "authorization=broke emsp={} problem={}",
                    candidate.emsp(),
                    e.getClass().getName());
            log.debug("authorization=broke emsp={}", candidate.emsp(), e);
            return none(candidate, Refusal.PARTY_FAILED, "the hub failed to ask");
        }
    }

    private static Answer none(Candidate candidate, Refusal refusal, String why) {
        return new Answer(candidate, new AuthorizationReply.NoAnswer(refusal, why, null));
    }

    /** Answers as they come, until it is closed. */
    private static final class Arrivals {

        private final BlockingQueue<Answer> inTime = new LinkedBlockingQueue<>();
        private final long end;
        private final Latecomers latecomers;
        private boolean closed;
        private boolean timeIsUp;

        Arrivals(Duration deadline, Latecomers latecomers) {
            this.end = System.nanoTime() + deadline.toNanos();
            this.latecomers = latecomers;
        }

        void add(Answer answer) {
            synchronized (this) {
                if (!closed) {
                    inTime.add(answer);
                    return;
                }
                if (!timeIsUp) {
                    return;
                }
            }
            latecomers.came(answer, Duration.ofNanos(Math.max(0, System.nanoTime() - end)));
        }

        /** Empty at the deadline. */
        Optional<Answer> next() {
            @Nullable Answer answer = null;
            try {
                answer = inTime.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.ofNullable(answer);
        }

        /** What came at the last moment. What comes now is late where the time is up, else needless. */
        synchronized List<Answer> close(boolean atTheDeadline) {
            closed = true;
            timeIsUp = atTheDeadline;
            List<Answer> last = new ArrayList<>();
            inTime.drainTo(last);
            return last;
        }
    }
}
