package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.EnergyMix;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.TariffElement;

/** Tariff, OCPI 2.1.1 mod_tariffs. Prices without VAT. */
@SuppressWarnings("MemberName")
public record Tariff211(
        String id,
        String currency,
        List<DisplayText> tariff_alt_text,
        @Nullable String tariff_alt_url,
        List<TariffElement> elements,
        @Nullable EnergyMix energy_mix,
        Instant last_updated) {

    public Tariff211 {
        tariff_alt_text = List.copyOf(tariff_alt_text);
        elements = List.copyOf(elements);
    }

    public static Tariff211 read(Fields f) {
        return new Tariff211(
                f.id("id", 36),
                f.currency(),
                f.list("tariff_alt_text", DisplayText::read),
                f.findText("tariff_alt_url", 255),
                f.some("elements", TariffElement::read),
                f.findObject("energy_mix", EnergyMix::read),
                f.time("last_updated"));
    }
}
