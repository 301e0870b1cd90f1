package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a delivery of one object to one receiver (UUIDv7). */
public record DeliveryId(UUID value) {

    public static DeliveryId parse(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
