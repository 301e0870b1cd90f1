package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tariff, OCPI 2.3.0 ch. 11. 2.2.1 has no tax_included: its prices are without taxes. */
@SuppressWarnings("MemberName")
public record Tariff(
        String country_code,
        String party_id,
        String id,
        String currency,
        @Nullable String type,
        List<DisplayText> tariff_alt_text,
        @Nullable String tariff_alt_url,
        @Nullable PriceLimit min_price,
        @Nullable PriceLimit max_price,
        List<TariffElement> elements,
        String tax_included,
        @Nullable Instant start_date_time,
        @Nullable Instant end_date_time,
        @Nullable EnergyMix energy_mix,
        Instant last_updated) {

    /** tax_included of prices without taxes. */
    public static final String NO_TAX = "NO";

    public Tariff {
        tariff_alt_text = List.copyOf(tariff_alt_text);
        elements = List.copyOf(elements);
    }

    public static Tariff read(Fields f) {
        return new Tariff(
                f.countryCode(),
                f.partyId(),
                f.id("id", 36),
                f.currency(),
                f.findCode("type", Codes.TARIFF_TYPE),
                f.list("tariff_alt_text", DisplayText::read),
                f.findText("tariff_alt_url", 255),
                f.findObject("min_price", PriceLimit::read),
                f.findObject("max_price", PriceLimit::read),
                f.some("elements", TariffElement::read),
                f.release() == Release.V2_3_0 ? f.code("tax_included", Codes.TAX_INCLUDED) : NO_TAX,
                f.findTime("start_date_time"),
                f.findTime("end_date_time"),
                f.findObject("energy_mix", EnergyMix::read),
                f.time("last_updated"));
    }
}
