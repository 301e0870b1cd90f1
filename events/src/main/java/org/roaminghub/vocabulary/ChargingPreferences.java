package org.roaminghub.vocabulary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a driver wants a session to be charged (OCPI 2.2.1 §9.3.2). {@code energyNeedWh} in watt-hours; {@code dischargeAllowed}
 * absent = no.
 */
public record ChargingPreferences(
        ProfileType profileType,
        @Nullable Instant departure,
        @Nullable Energy energyNeedWh,
        @Nullable Boolean dischargeAllowed) {}
