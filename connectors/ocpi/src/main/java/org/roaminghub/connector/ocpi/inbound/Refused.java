package org.roaminghub.connector.ocpi.inbound;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.vocabulary.Refusal;

/** Ends a request early with an answer: found before anything was asked of the hub. */
final class Refused extends RuntimeException {

    private final Answers.Answer answer;
    private final String sentence;
    private final @Nullable String allow;

    Refused(Answers.Answer answer, String sentence) {
        this(answer, sentence, null);
    }

    Refused(Refusal refusal, String sentence) {
        this(Answers.of(refusal), sentence, null);
    }

    private Refused(Answers.Answer answer, String sentence, @Nullable String allow) {
        super(sentence, null, false, false);
        this.answer = answer;
        this.sentence = sentence;
        this.allow = allow;
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
                allow);
    }

    Answers.Answer answer() {
        return answer;
    }

    String sentence() {
        return sentence;
    }

    @Nullable
    String allow() {
        return allow;
    }
}
