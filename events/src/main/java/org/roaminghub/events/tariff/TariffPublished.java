package org.roaminghub.events.tariff;

import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.Tariff;

/** The whole tariff as its owner publishes it now, or again after it was withdrawn. In force from receipt unless it says else. */
@EventName(value = "tariff.published", retention = RetentionClass.PROFILE)
public record TariffPublished(Tariff tariff) implements Event {}
