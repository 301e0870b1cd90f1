package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** EnergyContract, OCPI 2.2.1 ch. 12. */
@SuppressWarnings("MemberName")
public record EnergyContract(String supplier_name, @Nullable String contract_id) {

    public static EnergyContract read(Fields f) {
        return new EnergyContract(f.text("supplier_name", 64), f.findText("contract_id", 64));
    }
}
