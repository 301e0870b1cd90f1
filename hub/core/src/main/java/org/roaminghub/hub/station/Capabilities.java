package org.roaminghub.hub.station;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What EVSEs can do, by what their stations are set to: published with the location when it is news (facts §12). */
final class Capabilities {

    private static final Logger LOG = LoggerFactory.getLogger(Capabilities.class);

    /** So often may others change an EVSE while it is edited. */
    private static final int MAX_EDITS = 8;

    private final StationStore stations;
    private final SettingStore settings;
    private final Locations locations;
    private final OwnSites sites;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Clock clock;

    Capabilities(
            StationStore stations,
            SettingStore settings,
            Locations locations,
            OwnSites sites,
            Supplier<Map<Protocol, Connector>> connectors,
            Clock clock) {
        this.stations = stations;
        this.settings = settings;
        this.locations = locations;
        this.sites = sites;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** {@code absent}: names of settings that the station said it hasn't. */
    void learned(StationId id, List<Setting> news, List<String> absent) {
        boolean tells =
                Stream.concat(news.stream().map(Setting::name), absent.stream()).anyMatch(CapabilityRules::isTelling);
        if (!tells) {
            return;
        }
        StationStore.Row station = stations.find(id).orElseThrow();
        Map<String, String> known = settings.list(id).stream()
                .map(SettingStore.Row::setting)
                .filter(s -> s.value() != null && CapabilityRules.isTelling(s.name()))
                .collect(Collectors.toMap(Setting::name, s -> String.valueOf(s.value())));
        CapabilityRules.Change change = CapabilityRules.of(known, absent);
        for (StationStore.EvseRow row : stations.evses(id)) {
            String fid = row.evse().evseFid();
            if (fid != null) {
                publish(station, fid, change);
            }
        }
    }

    /** Again where somebody entered others between the look and the edit. */
    private void publish(StationStore.Row station, String fid, CapabilityRules.Change change) {
        for (int attempt = 0; attempt < MAX_EDITS; attempt++) {
            HeldEvse held = locations
                    .findOne(sites.speaks(), sites.party(), station.locationFid(), fid)
                    .flatMap(place -> place.findEvse(fid))
                    .orElse(null);
            if (held == null || isPublished(station, held, change)) {
                return;
            }
        }
        LOG.warn("station=capabilities_not_published id={} evse={}", station.station(), fid);
    }

    private boolean isPublished(StationStore.Row station, HeldEvse held, CapabilityRules.Change change) {
        Set<String> can = new TreeSet<>(held.evse().capabilities());
        can.addAll(change.add());
        can.removeAll(change.remove());
        if (can.equals(new TreeSet<>(held.evse().capabilities()))) {
            return true;
        }
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Original before = held.original();
        String list = can.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
        Original message = new Original(
                before.protocol(),
                before.version(),
                "application/json",
                ("{\"capabilities\":" + list + ",\"last_updated\":\"" + now + "\"}").getBytes(StandardCharsets.UTF_8));
        Receipt receipt = locations.report(
                sites.speaks(),
                new LocationTarget(
                        station.party(), station.locationFid(), held.evse().evseFid(), null),
                new Locations.Change.EditedEvse(
                        now, false, present -> edited(held, present, List.copyOf(can), message, now)),
                message,
                true);
        if (receipt instanceof Receipt.Refused) {
            return false;
        }
        LOG.info(
                "station=capabilities id={} evse={} can={}",
                station.station(),
                held.evse().evseFid(),
                can);
        return true;
    }

    /** {@code seen}: of which it was found out. */
    private HeldEvse edited(HeldEvse seen, HeldEvse held, List<String> can, Original message, Instant now) {
        if (!held.evse().capabilities().equals(seen.evse().capabilities())) {
            throw new IllegalArgumentException("the EVSE has other capabilities by now");
        }
        Connector connector = connectors.get().get(held.original().protocol());
        Original merged =
                connector == null ? held.original() : connector.merged(sites.party(), held.original(), message);
        return new HeldEvse(with(held.evse(), can, now), held.status(), held.statusAt(), merged);
    }

    private static Evse with(Evse e, List<String> capabilities, Instant now) {
        return new Evse(
                e.evse(),
                e.location(),
                e.owner(),
                e.evseFid(),
                e.evseId(),
                capabilities,
                e.authMethods(),
                e.restrictions(),
                e.floor(),
                e.coordinates(),
                e.physicalReference(),
                e.directions(),
                e.parking(),
                e.images(),
                e.maxReservationS(),
                e.acceptedEmsps(),
                e.schedule(),
                e.connectors(),
                now);
    }
}
