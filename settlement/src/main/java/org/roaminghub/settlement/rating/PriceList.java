package org.roaminghub.settlement.rating;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Reservation;

/** A tariff as a list of prices in its own order: the first that holds is the one, for each bucket by itself (§11.4.5). */
record PriceList(Tariff tariff, List<Price> prices) {

    /** {@code element} and {@code component} count from 0. {@code expiry}: only of a reservation that nobody used. */
    record Price(int element, int index, Component component, Bucket bucket, Condition condition, boolean expiry) {}

    /** Why a tariff has no list. */
    static final class NoList extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Unrateable why;

        NoList(String code, String detail) {
            super(code);
            this.why = new Unrateable(code, detail);
        }

        Unrateable why() {
            return why;
        }
    }

    static PriceList of(Tariff tariff) throws NoList {
        if (tariff.selection() == Tariff.Selection.ALL_MATCHING) {
            throw new NoList(Unrateable.TARIFF_UNSUPPORTED, tariff.fid() + ": all matching elements at once");
        }
        List<Price> prices = new ArrayList<>();
        for (int element = 0; element < tariff.elements().size(); element++) {
            add(prices, tariff, element);
        }
        return new PriceList(tariff, List.copyOf(prices));
    }

    private static void add(List<Price> prices, Tariff tariff, int element) throws NoList {
        Tariff.Element e = tariff.elements().get(element);
        Reservation reservation =
                e.restriction() == null ? null : e.restriction().reservation();
        Condition condition;
        try {
            condition = Condition.of(e.restriction());
        } catch (DateTimeException none) {
            throw new NoList(Unrateable.TARIFF_UNREADABLE, tariff.fid() + ": a time or date in element " + element);
        }
        for (int index = 0; index < e.components().size(); index++) {
            Component component = e.components().get(index);
            if (component.dimension() == Tariff.Dimension.POWER) {
                throw new NoList(Unrateable.TARIFF_UNSUPPORTED, tariff.fid() + ": a price for power");
            }
            Bucket bucket = Bucket.of(component.dimension(), reservation);
            if (bucket != null) {
                prices.add(new Price(element, index, component, bucket, condition, reservation == Reservation.EXPIRES));
            }
        }
    }

    /** An expired reservation looks among the prices for that first, for each bucket by itself (§11.4.1.17). */
    Optional<Price> find(Bucket bucket, Moment moment, boolean expired) {
        if (expired && bucket.isOfReservation()) {
            Optional<Price> ofExpiry = first(bucket, moment, Price::expiry);
            if (ofExpiry.isPresent()) {
                return ofExpiry;
            }
        }
        return first(bucket, moment, price -> !price.expiry());
    }

    private Optional<Price> first(Bucket bucket, Moment moment, Predicate<Price> kind) {
        for (Price price : prices) {
            if (price.bucket == bucket && kind.test(price) && price.condition.holds(moment)) {
                return Optional.of(price);
            }
        }
        return Optional.empty();
    }

    /** Whether there is a price for a place that was kept free. */
    boolean prices(Waiting waiting) {
        return prices.stream()
                .anyMatch(price -> price.bucket.isOfReservation() && (waiting.expired() || !price.expiry));
    }

    boolean asks(Predicate<Condition> question) {
        return prices.stream().map(Price::condition).anyMatch(question);
    }

    /** Whether a price of that bucket depends on it. */
    boolean asks(Bucket bucket, Predicate<Condition> question) {
        return prices.stream()
                .filter(price -> price.bucket == bucket)
                .map(Price::condition)
                .anyMatch(question);
    }
}
