package org.roaminghub.connector.ocpi.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EVSEParking, OCPI 2.3.0 ch. 8. */
@SuppressWarnings("MemberName")
public record EVSEParking(String parking_id, @Nullable String evse_position) {

    private static final Set<String> POSITION = Set.of("LEFT", "RIGHT", "CENTER");

    public static EVSEParking read(Fields f) {
        return new EVSEParking(f.id("parking_id", 36), f.findCode("evse_position", POSITION));
    }
}
