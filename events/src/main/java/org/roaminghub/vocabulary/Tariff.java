package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A price list of a CPO. {@code taxIncluded} YES, NO or NA; prices per kWh, h, 1 or kW; steps in Wh, s, W or 1. */
public record Tariff(
        @Nullable TariffId tariff,
        PartyId owner,
        String fid,
        List<PartyId> audience,
        String currency,
        @Nullable Kind kind,
        Selection selection,
        TaxIncluded taxIncluded,
        @Nullable Price minPrice,
        @Nullable Price maxPrice,
        @Nullable Money preauthorize,
        @Nullable Interval valid,
        List<Element> elements,
        List<LocalText> altText,
        @Nullable String altUrl,
        Instant reportedAt) {

    public Tariff {
        audience = audience == null ? List.of() : List.copyOf(audience);
        elements = elements == null ? List.of() : List.copyOf(elements);
        altText = altText == null ? List.of() : List.copyOf(altText);
    }

    /** For which sessions the tariff is meant; absent = all. */
    public enum Kind {
        AD_HOC,
        PROFILE_CHEAP,
        PROFILE_FAST,
        PROFILE_GREEN,
        REGULAR
    }

    /** How the element that prices a moment is found. */
    public enum Selection {
        PER_DIMENSION,
        FIRST_ELEMENT,
        ALL_MATCHING
    }

    /** Whether the prices contain taxes. */
    public enum TaxIncluded {
        YES,
        NO,
        NA
    }

    /** Prices that apply while the restriction holds. */
    public record Element(
            List<Component> components, @Nullable Restriction restriction) {
        public Element {
            components = components == null ? List.of() : List.copyOf(components);
        }
    }

    /** One price; vat in percent, absent = unknown; step 0 = none. */
    public record Component(
            Dimension dimension, BigDecimal price, @Nullable BigDecimal vat, BigDecimal step) {}

    /** What a price is for. */
    public enum Dimension {
        ENERGY,
        TIME,
        PARKING_TIME,
        FLAT,
        RESERVATION_TIME,
        RESERVATION_FEE,
        POWER
    }

    /** When a price applies. Times and dates are local to the place; min inclusive, max exclusive. Days 1 (Monday) to 7. */
    public record Restriction(
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable String startDate,
            @Nullable String endDate,
            @Nullable Energy minEnergyWh,
            @Nullable Energy maxEnergyWh,
            @Nullable BigDecimal minCurrentA,
            @Nullable BigDecimal maxCurrentA,
            @Nullable Power minPowerW,
            @Nullable Power maxPowerW,
            @Nullable Span minDurationS,
            @Nullable Span maxDurationS,
            List<Integer> days,
            List<Window> windows,
            @Nullable Interval interval,
            @Nullable Reservation reservation) {
        public Restriction {
            days = days == null ? List.of() : List.copyOf(days);
            windows = windows == null ? List.of() : List.copyOf(windows);
        }
    }

    /** A daily window; day 1 (Monday) to 7. */
    public record Window(int day, String from, String to) {}

    /** Prices of a reservation, while it runs or when it expires. */
    public enum Reservation {
        RESERVATION,
        EXPIRES
    }
}
