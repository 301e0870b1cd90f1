package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** AdditionalGeoLocation, OCPI 2.2.1 ch. 8. */
public record AdditionalGeoLocation(
        String latitude, String longitude, @Nullable DisplayText name) {

    public static AdditionalGeoLocation read(Fields f) {
        return new AdditionalGeoLocation(
                f.text("latitude", 10), f.text("longitude", 11), f.findObject("name", DisplayText::read));
    }
}
