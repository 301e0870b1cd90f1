package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;

/** CdrDimension, OCPI 2.2.1 ch. 10. Volume in kWh, hours, A, kW or %, by type. */
@SuppressWarnings("MemberName")
public record CdrDimension(String type, BigDecimal volume) {

    public static CdrDimension read(Fields f) {
        return new CdrDimension(
                f.code("type", f.release() == Release.V2_1_1 ? Codes.CDR_DIMENSION_211 : Codes.CDR_DIMENSION),
                f.number("volume"));
    }
}
