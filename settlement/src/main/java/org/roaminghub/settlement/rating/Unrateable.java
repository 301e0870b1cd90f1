package org.roaminghub.settlement.rating;

/** No price can be said. {@code code} is stable; {@code detail} names what of the tariff it is. */
public record Unrateable(String code, String detail) implements Rated {

    /** A period names a tariff that isn't there, or nothing says which of several it is. */
    public static final String TARIFF_UNKNOWN = "TARIFF_UNKNOWN";
    /** Something in the tariff that the rating doesn't know: guessing would be worse. */
    public static final String TARIFF_UNSUPPORTED = "TARIFF_UNSUPPORTED";
    /** A time or date that is none. */
    public static final String TARIFF_UNREADABLE = "TARIFF_UNREADABLE";
    /** One session in two currencies has no total. */
    public static final String TARIFF_CURRENCY = "TARIFF_CURRENCY";
    /** A price depends on a current that nobody measured then. */
    public static final String TARIFF_NEEDS_CURRENT = "TARIFF_NEEDS_CURRENT";
}
