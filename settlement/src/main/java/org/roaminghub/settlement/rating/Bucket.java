package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Tariff;

/** What is counted together: volumes are rounded up to a step once per bucket, a flat fee is due once. */
public enum Bucket {
    ENERGY(1000),
    TIME(3600),
    PARKING_TIME(3600),
    RESERVATION_TIME(3600),
    FLAT_CHARGE(1),
    FLAT_RESERVATION(1);

    private final BigDecimal perPrice;

    Bucket(int perPrice) {
        this.perPrice = BigDecimal.valueOf(perPrice);
    }

    /** Wh in a kWh, s in an hour: prices are per kWh, h and 1. */
    public BigDecimal perPrice() {
        return perPrice;
    }

    boolean isFlat() {
        return this == FLAT_CHARGE || this == FLAT_RESERVATION;
    }

    boolean isOfReservation() {
        return this == RESERVATION_TIME || this == FLAT_RESERVATION;
    }

    /** Absent: it never prices anything, as energy under a reservation's restriction. */
    static @Nullable Bucket of(Tariff.Dimension dimension, Tariff.@Nullable Reservation reservation) {
        return switch (dimension) {
            case ENERGY -> reservation == null ? ENERGY : null;
            case TIME -> reservation == null ? TIME : RESERVATION_TIME;
            case PARKING_TIME -> reservation == null ? PARKING_TIME : null;
            case FLAT -> reservation == null ? FLAT_CHARGE : FLAT_RESERVATION;
            case RESERVATION_TIME -> RESERVATION_TIME;
            case RESERVATION_FEE -> FLAT_RESERVATION;
            case POWER -> null;
        };
    }
}
