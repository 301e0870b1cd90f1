package org.roaminghub.spi.outbound;

import java.time.Duration;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.PartyId;

/**
 * The way to a partner. The partner hears that {@code from} speaks to {@code to}; {@code correlationId} is the same on all
 * legs of one exchange. The call ends by the deadline, whatever the partner does.
 */
public record Leg(KnownPlatform platform, PartyId from, PartyId to, String correlationId, Duration deadline) {}
