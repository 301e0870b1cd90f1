package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** TariffElement, OCPI 2.2.1 ch. 11. */
@SuppressWarnings("MemberName")
public record TariffElement(
        List<PriceComponent> price_components, @Nullable TariffRestrictions restrictions) {

    public TariffElement {
        price_components = List.copyOf(price_components);
    }

    public static TariffElement read(Fields f) {
        return new TariffElement(
                f.some("price_components", PriceComponent::read),
                f.findObject("restrictions", TariffRestrictions::read));
    }
}
