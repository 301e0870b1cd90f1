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
 * Tariffs down to 2.1.1 (facts §5.5). 2.1.1 takes the first element that matches, as a whole, and later versions look for each
 * dimension by itself: so each element gets all the dimensions that it must price. Elements with restrictions that 2.1.1 does not
 * know are dropped from a price list, never sent without them; a CDR goes without its tariffs rather than with a wrong one.
 */
final class LowerTariff211 {

    private LowerTariff211() {}

    /** Of a CDR. */
    static List<Tariff211> tariffs(List<Tariff> tariffs, Lowering to) {
        var lowered = new ArrayList<Tariff211>(tariffs.size());
        for (Tariff tariff : tariffs) {
            boolean whole =
                    tariff.elements().stream().allMatch(e -> unknown(e.restrictions()) == null) && isForAll(tariff);
            Optional<Tariff211> one =
                    whole ? Lower221.tariff(tariff, to).flatMap(t -> tariff(t, t.elements(), to)) : Optional.empty();
            if (one.isEmpty()) {
                to.lost("tariffs", "2.1.1 can't say the tariff rightly: the CDR goes without tariffs");
                return List.of();
            }
            lowered.add(one.get());
        }
        return lowered;
    }

    /** Of a price list. Throws {@link Unsayable}. Whether it holds now is asked where it is sent. */
    static Tariff211 tariff(Tariff tariff, Lowering to) {
        if (!isForAll(tariff)) {
            throw new Unsayable("type", "OCPI 2.1.1 has no tariffs of type " + tariff.type() + ".");
        }
        Tariff net = Lower221.tariff(tariff, to)
                .orElseThrow(() -> new Unsayable("tax_included", "OCPI 2.1.1 can't say the taxes of this tariff."));
        List<TariffElement> elements = new ArrayList<>();
        for (TariffElement element : net.elements()) {
            String unknown = unknown(element.restrictions());
            if (unknown == null) {
                elements.add(element);
            } else {
                to.lost("elements.restrictions." + unknown, "2.1.1 has no such restriction: the element is left out");
            }
        }
        if (elements.isEmpty()) {
            throw new Unsayable("elements", "OCPI 2.1.1 has none of the restrictions of the tariff's elements.");
        }
        return tariff(net, elements, to)
                .orElseThrow(() -> new Unsayable(
                        "elements", "OCPI 2.1.1 takes one element as a whole and can't say this tariff."));
    }

    private static boolean isForAll(Tariff t) {
        return t.type() == null || t.type().equals("REGULAR");
    }

    private static Optional<Tariff211> tariff(Tariff t, List<TariffElement> said, Lowering to) {
        List<TariffElement> elements = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Optional<TariffElement> whole = complete(said, i, to);
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
                to.aliasFor(t.id()),
                t.currency(),
                t.tariff_alt_text(),
                t.tariff_alt_url(),
                elements,
                LowerPlace211.mix(t.energy_mix(), "tariffs.energy_mix", to),
                t.last_updated()));
    }

    /** The first restriction that 2.1.1 does not know; null when there is none. */
    private static @Nullable String unknown(@Nullable TariffRestrictions r) {
        if (r == null) {
            return null;
        }
        return r.min_current() != null
                ? "min_current"
                : r.max_current() != null ? "max_current" : r.reservation() != null ? "reservation" : null;
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
