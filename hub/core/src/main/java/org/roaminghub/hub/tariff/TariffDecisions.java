package org.roaminghub.hub.tariff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.tariff.TariffPublished;
import org.roaminghub.events.tariff.TariffWithdrawn;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;

/** What becomes of a tariff. Pure. */
final class TariffDecisions {

    private TariffDecisions() {}

    /** As the row has it. */
    record Present(Tariff tariff, boolean withdrawn) {

        boolean isNewerThan(Tariff published) {
            return published.reportedAt().isBefore(tariff.reportedAt());
        }
    }

    /** Empty when nothing is to be told: it says the same, or is older than what is known. */
    static List<Event> publish(Optional<Present> state, TariffId id, List<PartyId> audience, Tariff published) {
        Tariff tariff = as(published, id, audience, published.reportedAt());
        if (state.isPresent()) {
            Present present = state.get();
            boolean same =
                    as(tariff, id, audience, Instant.EPOCH).equals(as(present.tariff, id, audience, Instant.EPOCH));
            if (present.isNewerThan(published) || (same && !present.withdrawn)) {
                return List.of();
            }
        }
        return List.of(new TariffPublished(tariff));
    }

    /** Empty when it was withdrawn before. */
    static List<Event> withdraw(Present present, TariffId id, Instant at) {
        return present.withdrawn ? List.of() : List.of(new TariffWithdrawn(id, present.tariff.owner(), at));
    }

    /** When the clock next changes whether it holds; null when it never does. */
    static @Nullable Instant turnsAt(Tariff tariff, Instant now) {
        Interval valid = tariff.valid();
        if (valid == null) {
            return null;
        }
        if (valid.start().isAfter(now)) {
            return valid.start();
        }
        Instant end = valid.end();
        return end != null && end.isAfter(now) ? end : null;
    }

    static Tariff as(Tariff t, TariffId id, List<PartyId> audience, Instant reportedAt) {
        return new Tariff(
                id,
                t.owner(),
                t.fid(),
                audience,
                t.currency(),
                t.kind(),
                t.selection(),
                t.taxIncluded(),
                t.minPrice(),
                t.maxPrice(),
                t.preauthorize(),
                t.valid(),
                t.elements(),
                t.altText(),
                t.altUrl(),
                reportedAt);
    }
}
