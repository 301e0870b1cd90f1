package org.roaminghub.projection;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list and where the next one starts; {@code next} is absent on the last page. */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super List<T>, List<R>> change) {
        return new Page<>(change.apply(items), next);
    }
}
