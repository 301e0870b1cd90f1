package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a tariff (UUIDv7). */
public record TariffId(UUID value) {

    public static TariffId parse(String text) {
        return new TariffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
