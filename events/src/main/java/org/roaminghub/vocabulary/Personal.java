package org.roaminghub.vocabulary;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that says something about a person. It is stored sealed (AES-256-GCM under a key of the subject, retention
 * class and year) and read either as its value or as erased. Nothing but {@link Known} carries the value in clear.
 */
public sealed interface Personal<T> {

    /** The value, while its key exists. Never written to the store in this form. */
    record Known<T>(T value) implements Personal<T> {
        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    /** As stored: base64 of nonce, cipher text and tag. */
    record Sealed<T>(String sealed) implements Personal<T> {}

    /** The key was destroyed: there was a value and nobody can read it any more. */
    record Erased<T>() implements Personal<T> {}

    /** There never was a value. */
    record Absent<T>() implements Personal<T> {}

    static <T> Personal<T> of(@Nullable T value) {
        return value == null ? new Absent<>() : new Known<>(value);
    }

    static <T> Personal<T> absent() {
        return new Absent<>();
    }

    /** For record constructors: what is not in the stored JSON is absent. */
    static <T> Personal<T> orAbsent(@Nullable Personal<T> stored) {
        return stored == null ? new Absent<>() : stored;
    }

    /** The value when it is known; empty when absent, erased or still sealed. */
    default Optional<T> known() {
        return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default @Nullable T orNull() {
        return this instanceof Known<T>(T value) ? value : null;
    }
}
