package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** Version details, OCPI 2.2.1 ch. 6. */
@SuppressWarnings("MemberName")
public record VersionDetails(String version, List<Endpoint> endpoints) {

    public VersionDetails {
        endpoints = List.copyOf(endpoints);
    }

    public static VersionDetails read(Fields f) {
        return new VersionDetails(f.text("version", 20), f.some("endpoints", Endpoint::read));
    }
}
