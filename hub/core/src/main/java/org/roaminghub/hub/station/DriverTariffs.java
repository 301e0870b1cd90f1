package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CurrentPrices;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;

/**
 * By which tariff a driver is charged at a station: that of the agreement with the eMSP, chosen as for the bill. Said only to
 * stations that do something with it: those of 1.6 that show prices, and those of 2.1 that reckon by another one by default.
 */
final class DriverTariffs {

    private final StationStore stations;
    private final SettingStore settings;
    private final DefaultTariffStore defaults;
    private final StationPlaces places;
    private final OwnSites sites;
    private final Agreements agreements;
    private final CdrPricing pricing;
    private final CurrentPrices prices;
    private final Clock clock;

    DriverTariffs(
            StationTables tables,
            StationPlaces places,
            OwnSites sites,
            Agreements agreements,
            CdrPricing pricing,
            CurrentPrices prices,
            Clock clock) {
        this.stations = tables.stations();
        this.settings = tables.settings();
        this.defaults = tables.tariffs();
        this.places = places;
        this.sites = sites;
        this.agreements = agreements;
        this.pricing = pricing;
        this.prices = prices;
        this.clock = clock;
    }

    /** Before anybody knows where it will be charged: only what holds at each of the station's EVSEs. */
    @Nullable
    DriverTariff atReader(StationId id, PartyId emsp) {
        StationStore.Row station = stations.find(id).orElse(null);
        String version = station == null ? null : station.ocppVersion();
        if (station == null || version == null) {
            return null;
        }
        if (version.startsWith("1.")) {
            Map<String, String> set = settings.find(id, ShownCosts.NAMES);
            Tariff tariff = ShownCosts.isFollowed(true, set) ? everywhere(station, emsp) : null;
            return tariff == null
                    ? null
                    : new DriverTariff(tariff, prices.always(tariff).orElse(null));
        }
        List<DefaultTariffStore.Row> usual = defaults.list(id);
        if (usual.isEmpty()) {
            return null;
        }
        Tariff tariff = everywhere(station, emsp);
        return tariff == null || usual.stream().allMatch(row -> isThat(row, tariff))
                ? null
                : new DriverTariff(tariff, null);
    }

    private static boolean isThat(DefaultTariffStore.Row row, Tariff tariff) {
        return row.sentAs() != null && row.tariffFid().equals(tariff.fid());
    }

    private @Nullable Tariff everywhere(StationStore.Row station, PartyId emsp) {
        Instant now = clock.now();
        Set<Tariff> found = new HashSet<>();
        for (StationStore.EvseRow row : stations.evses(station.station())) {
            StationEvse evse = row.evse();
            for (int connector = 1; connector <= Math.max(1, evse.connectors().size()); connector++) {
                Tariff tariff = at(station, evse, connector, emsp, now).orElse(null);
                if (evse.isConfirmed() && tariff == null) {
                    return null;
                }
                if (tariff != null) {
                    found.add(tariff);
                }
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** For a session that started then; empty where nobody knows it, and where nothing is charged for. */
    private Optional<Tariff> at(
            StationStore.Row station, StationEvse evse, @Nullable Integer connector, PartyId emsp, Instant start) {
        Agreement agreement = agreements.inForce(sites.party(), emsp, start).orElse(null);
        return agreement == null
                ? Optional.empty()
                : places.find(station.locationFid(), evse, connector, Place.EvseBasis.REPORTED)
                        .flatMap(spot -> pricing.tariff(spot.tariffs(), agreement, start));
    }

    /** Whether the hub gave it a default tariff. */
    boolean reckons(StationId station) {
        return !defaults.list(station).isEmpty();
    }

    /** That of a running transaction, where its station reckons by another one by default and doesn't say that it has this. */
    Optional<Tariff> of(Tx tx) {
        Tx.Holder holder = tx.holder();
        PartyId emsp = holder == null || holder.refusal() != null ? null : holder.emsp();
        Tx.Started started = tx.started();
        Integer number = tx.evse();
        List<DefaultTariffStore.Row> usual = defaults.list(tx.station());
        if (usual.isEmpty() || emsp == null || started == null || number == null || tx.end() != null) {
            return Optional.empty();
        }
        StationStore.Row station = stations.find(tx.station()).orElseThrow();
        return stations.findEvse(tx.station(), number)
                .flatMap(row -> at(station, row.evse(), tx.connector(), emsp, started.at()))
                .filter(tariff -> usual.stream()
                        .filter(row -> row.evse() == 0 || row.evse() == number)
                        .noneMatch(row -> isThat(row, tariff)));
    }
}
