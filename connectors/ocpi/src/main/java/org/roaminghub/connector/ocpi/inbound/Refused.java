package org.roaminghub.connector.ocpi.inbound;

import java.time.Duration;
import java.util.Map;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.vocabulary.Refusal;

/** Ends a request early with an answer: found before anything was asked of the hub. */
final class Refused extends RuntimeException {

    private final Answers.Answer answer;
    private final String sentence;
    private final transient Map<String, String> headers;

    Refused(Answers.Answer answer, String sentence) {
        this(answer, sentence, Map.of());
    }

    Refused(Refusal refusal, String sentence) {
        this(Answers.of(refusal), sentence, Map.of());
    }

    private Refused(Answers.Answer answer, String sentence, Map<String, String> headers) {
        super(sentence, null, false, false);
        this.answer = answer;
        this.sentence = sentence;
        this.headers = headers;
    }

    static Refused unauthorized(String sentence) {
        return new Refused(new Answers.Answer(401, Answers.CLIENT_ERROR), sentence);
    }

    static Refused badRequest(String sentence) {
        return new Refused(new Answers.Answer(400, Answers.INVALID), sentence);
    }

    static Refused notFound() {
        return new Refused(new Answers.Answer(404, Answers.CLIENT_ERROR), "There is nothing at this address.");
    }

    static Refused wrongMethod(String allow) {
        return new Refused(
                new Answers.Answer(405, Answers.CLIENT_ERROR),
                allow.isEmpty() ? "The method is not allowed here." : "Only " + allow + " is allowed here.",
                allow.isEmpty() ? Map.of() : Map.of("Allow", allow));
    }

    /** HTTP 429 (RFC 6585): too many requests of this platform. */
    static Refused tooMany(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return new Refused(
                new Answers.Answer(429, Answers.CLIENT_ERROR),
                "Too many requests: the next one is taken in " + wait.toMillis() + " ms.",
                Map.of("Retry-After", Long.toString(seconds)));
    }

    Answers.Answer answer() {
        return answer;
    }

    String sentence() {
        return sentence;
    }

    /** That go with the answer. */
    Map<String, String> headers() {
        return headers;
    }
}
