package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** CommandResponse, OCPI 2.2.1 ch. 13, and ChargingProfileResponse, ch. 14. {@code timeout} in seconds, unknown to 2.1.1. */
public record CommandResponse(String result, @Nullable Integer timeout) {}
