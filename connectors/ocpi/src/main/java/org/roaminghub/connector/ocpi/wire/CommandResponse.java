package org.roaminghub.connector.ocpi.wire;

/** CommandResponse, OCPI 2.2.1 ch. 13, and ChargingProfileResponse, ch. 14. {@code timeout} in seconds. */
public record CommandResponse(String result, int timeout) {}
