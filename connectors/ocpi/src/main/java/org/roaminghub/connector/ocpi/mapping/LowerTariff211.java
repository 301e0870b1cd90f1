package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.PriceComponent;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.TariffElement;
import org.roaminghub.connector.ocpi.wire.TariffRestrictions;
import org.roaminghub.connector.ocpi.wire.v211.Tariff211;

/**
 * Tariffs of CDRs down to 2.1.1 (facts §5.5). 2.1.1 takes the first element that matches, as a whole, and later versions look
 * for each dimension by itself: so each element gets all the dimensions that it must price.
 */
final class LowerTariff211 {

    private LowerTariff211() {}

    /** A CDR goes without tariffs rather than with a wrong one. */
    static List<Tariff211> tariffs(List<Tariff> tariffs, Lowering to) {
        var lowered = new ArrayList<Tariff211>(tariffs.size());
        for (Tariff tariff : tariffs) {
            Optional<Tariff211> one = Lower221.tariff(tariff, to).flatMap(t -> tariff(t, to));
            if (one.isEmpty()) {
                to.lost("tariffs", "2.1.1 can't say the tariff rightly: the CDR goes without tariffs");
                return List.of();
            }
            lowered.add(one.get());
        }
        return lowered;
    }

    private static Optional<Tariff211> tariff(Tariff t, Lowering to) {
        boolean special = t.type() != null && !t.type().equals("REGULAR");
        if (special || t.elements().stream().anyMatch(e -> isUnknown(e.restrictions()))) {
            return Optional.empty();
        }
        List<TariffElement> elements = new ArrayList<>();
        for (int i = 0; i < t.elements().size(); i++) {
            Optional<TariffElement> whole = complete(t.elements(), i, to);
            if (whole.isEmpty()) {
                return Optional.empty();
            }
            elements.add(whole.get());
        }
        if (t.min_price() != null || t.max_price() != null) {
            to.lost("tariffs.min_price", "2.1.1 has no least and highest price: a total may differ from the tariff");
        }
        if (t.start_date_time() != null || t.end_date_time() != null) {
            to.lost("tariffs.start_date_time", "2.1.1 has no validity of tariffs");
        }
        return Optional.of(new Tariff211(
                t.id(),
                t.currency(),
                t.tariff_alt_text(),
                t.tariff_alt_url(),
                elements,
                t.energy_mix(),
                t.last_updated()));
    }

    private static boolean isUnknown(@Nullable TariffRestrictions r) {
        return r != null && (r.min_current() != null || r.max_current() != null || r.reservation() != null);
    }

    /**
     * The element with every dimension that a later one would price while this one matches; empty where that hangs on
     * another restriction.
     */
    private static Optional<TariffElement> complete(List<TariffElement> elements, int index, Lowering to) {
        TariffElement element = elements.get(index);
        Set<String> priced = new LinkedHashSet<>();
        List<PriceComponent> components = new ArrayList<>();
        for (PriceComponent c : element.price_components()) {
            // In one element only the first component of a dimension counts.
            if (priced.add(c.type())) {
                components.add(withoutVat(c, to));
            }
        }
        for (TariffElement later : elements.subList(index + 1, elements.size())) {
            boolean always = later.restrictions() == null || isEmpty(later.restrictions());
            boolean same = Objects.equals(later.restrictions(), element.restrictions());
            for (PriceComponent c : later.price_components()) {
                if (priced.contains(c.type())) {
                    continue;
                }
                if (!always && !same) {
                    return Optional.empty();
                }
                priced.add(c.type());
                components.add(withoutVat(c, to));
            }
        }
        return Optional.of(new TariffElement(components, element.restrictions()));
    }

    private static boolean isEmpty(TariffRestrictions r) {
        return r.equals(new TariffRestrictions(
                null, null, null, null, null, null, null, null, null, null, null, null, List.of(), null));
    }

    private static PriceComponent withoutVat(PriceComponent c, Lowering to) {
        if (c.vat() != null) {
            to.lost("tariffs.elements.price_components.vat", "2.1.1 has no VAT");
        }
        return new PriceComponent(c.type(), c.price(), null, c.step_size());
    }
}
