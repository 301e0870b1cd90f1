package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;

/**
 * Tariffs as OCPI 2.3.0 has them. Daily windows and an interval with a time of day have no place there (they come from
 * other protocols) and are left out.
 */
final class TariffMapping {

    private TariffMapping() {}

    static OcpiObjects.Tariff tariff(Tariff tariff) {
        return new OcpiObjects.Tariff(
                tariff.owner().country(),
                tariff.owner().party(),
                tariff.fid(),
                tariff.currency(),
                tariff.kind() == null ? null : type(tariff.kind()),
                tariff.altText().isEmpty()
                        ? null
                        : tariff.altText().stream()
                                .map(text -> new OcpiObjects.DisplayText(text.language(), text.text()))
                                .toList(),
                tariff.altUrl(),
                limit(tariff.minPrice()),
                limit(tariff.maxPrice()),
                tariff.elements().stream().map(TariffMapping::element).toList(),
                taxIncluded(tariff.taxIncluded()),
                tariff.valid() == null ? null : tariff.valid().start(),
                tariff.valid() == null ? null : tariff.valid().end(),
                tariff.reportedAt());
    }

    private static String type(Tariff.Kind kind) {
        return switch (kind) {
            case AD_HOC -> "AD_HOC_PAYMENT";
            case PROFILE_CHEAP, PROFILE_FAST, PROFILE_GREEN, REGULAR -> kind.name();
        };
    }

    private static String taxIncluded(Tariff.TaxIncluded included) {
        return switch (included) {
            case YES, NO -> included.name();
            case NA -> "N/A";
        };
    }

    private static OcpiObjects.@Nullable PriceLimit limit(@Nullable Price price) {
        return price == null
                ? null
                : new OcpiObjects.PriceLimit(amount(price.beforeTaxes()), amount(price.afterTaxes()));
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : OcpiMapping.amount(money.amount());
    }

    private static OcpiObjects.TariffElement element(Tariff.Element element) {
        return new OcpiObjects.TariffElement(
                element.components().stream().map(TariffMapping::component).toList(),
                restrictions(element.restriction()));
    }

    /** A reservation's price is a TIME or FLAT one; OCPI says so by the element's restriction. */
    private static OcpiObjects.PriceComponent component(Tariff.Component component) {
        String type = switch (component.dimension()) {
            case ENERGY, TIME, PARKING_TIME, FLAT, POWER ->
                component.dimension().name();
            case RESERVATION_TIME -> "TIME";
            case RESERVATION_FEE -> "FLAT";
        };
        return new OcpiObjects.PriceComponent(
                type,
                OcpiMapping.amount(component.price()),
                OcpiMapping.number(component.vat()),
                OcpiMapping.amount(component.step()));
    }

    private static OcpiObjects.@Nullable TariffRestrictions restrictions(Tariff.@Nullable Restriction restriction) {
        if (restriction == null) {
            return null;
        }
        Tariff.Reservation reservation = restriction.reservation();
        return new OcpiObjects.TariffRestrictions(
                restriction.startTime(),
                restriction.endTime(),
                restriction.startDate(),
                restriction.endDate(),
                OcpiMapping.kwhOrNull(restriction.minEnergyWh()),
                OcpiMapping.kwhOrNull(restriction.maxEnergyWh()),
                OcpiMapping.number(restriction.minCurrentA()),
                OcpiMapping.number(restriction.maxCurrentA()),
                OcpiMapping.kilowatts(restriction.minPowerW()),
                OcpiMapping.kilowatts(restriction.maxPowerW()),
                seconds(restriction.minDurationS()),
                seconds(restriction.maxDurationS()),
                restriction.days().isEmpty() ? null : days(restriction.days()),
                reservation == null
                        ? null
                        : switch (reservation) {
                            case RESERVATION -> "RESERVATION";
                            case EXPIRES -> "RESERVATION_EXPIRES";
                        });
    }

    private static @Nullable BigDecimal seconds(@Nullable Span span) {
        return span == null ? null : OcpiMapping.amount(span.value());
    }

    private static List<String> days(List<Integer> days) {
        return days.stream().map(day -> DayOfWeek.of(day).name()).toList();
    }
}
