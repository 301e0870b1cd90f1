package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** EnergyMix, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record EnergyMix(
        boolean is_green_energy,
        List<EnergySource> energy_sources,
        List<EnvironmentalImpact> environ_impact,
        @Nullable String supplier_name,
        @Nullable String energy_product_name) {

    public EnergyMix {
        energy_sources = List.copyOf(energy_sources);
        environ_impact = List.copyOf(environ_impact);
    }

    public static EnergyMix read(Fields f) {
        return new EnergyMix(
                f.flag("is_green_energy"),
                f.list("energy_sources", EnergySource::read),
                f.list("environ_impact", EnvironmentalImpact::read),
                f.findText("supplier_name", 64),
                f.findText("energy_product_name", 64));
    }
}
