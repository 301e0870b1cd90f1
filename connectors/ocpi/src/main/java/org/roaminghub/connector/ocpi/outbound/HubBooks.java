package org.roaminghub.connector.ocpi.outbound;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;

/** What the hub holds of places and prices, for one answer or push to one reader: each is looked up once. */
public final class HubBooks implements Lowering.Books {

    private final Locations locations;
    private final Tariffs tariffs;
    private final PartyId reader;
    private final Instant now;
    private final Map<List<String>, Optional<HeldLocation>> places = new HashMap<>();
    private final Map<List<String>, Optional<Tariff>> prices = new HashMap<>();

    public HubBooks(Locations locations, Tariffs tariffs, PartyId reader, Instant now) {
        this.locations = locations;
        this.tariffs = tariffs;
        this.reader = reader;
        this.now = now;
    }

    @Override
    public Optional<HeldLocation> place(PartyId owner, String location) {
        return places.computeIfAbsent(List.of(owner.value(), location), key -> locations.held(owner, location, reader));
    }

    /** One that the hub does not know may be right; one that it knows to be wrong is not sent. */
    @Override
    public Optional<String> sayableTariff(PartyId owner, List<String> ids) {
        String unknown = null;
        for (String id : ids) {
            Optional<Tariff> held =
                    prices.computeIfAbsent(List.of(owner.value(), id), key -> tariffs.held(owner, id, reader));
            if (held.filter(t -> isForAll(t) && holds(t.valid(), now)).isPresent()) {
                return Optional.of(id);
            }
            unknown = held.isEmpty() && unknown == null ? id : unknown;
        }
        return Optional.ofNullable(unknown);
    }

    private static boolean isForAll(Tariff tariff) {
        return tariff.kind() == null || tariff.kind() == Tariff.Kind.REGULAR;
    }

    /** Whether a tariff of that validity holds at the time. */
    public static boolean holds(@org.jspecify.annotations.Nullable Interval valid, Instant at) {
        return valid == null
                || (!valid.start().isAfter(at)
                        && (valid.end() == null || valid.end().isAfter(at)));
    }
}
