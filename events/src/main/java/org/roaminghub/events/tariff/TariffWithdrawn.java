package org.roaminghub.events.tariff;

import java.time.Instant;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.TariffId;

/** Its owner offers the tariff no more; sessions that began with it keep it. */
@EventName("tariff.withdrawn")
public record TariffWithdrawn(TariffId tariff, PartyId owner, Instant at) implements Event {}
