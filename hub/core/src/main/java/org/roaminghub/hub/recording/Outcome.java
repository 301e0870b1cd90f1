package org.roaminghub.hub.recording;

import java.util.function.Function;
import org.roaminghub.vocabulary.Refusal;

/** What a command came to: done, or refused with a reason. Exceptions are for bugs and lost infrastructure. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal, String why) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal, String why) {
        return new Refused<>(refusal, why);
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(change.apply(value));
            case Refused<T>(Refusal refusal, String why) -> new Refused<>(refusal, why);
        };
    }
}
