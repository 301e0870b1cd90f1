package org.roaminghub.hub.station;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.StationEvse;

/** What an administrator enters of a station: whether it makes sense, and its place as the hub's own party publishes it. */
final class Entries {

    private static final int MAX_IDENTITY = 48;
    private static final Set<String> SOAP = Set.of("1.5S", "1.6S");

    private final Locations locations;
    private final OwnSites sites;

    Entries(Locations locations, OwnSites sites) {
        this.locations = locations;
        this.sites = sites;
    }

    Optional<String> problemWith(NewStation wanted) {
        if (!wanted.party().equals(sites.party())
                || !wanted.location().location().owner().equals(wanted.party())) {
            return Optional.of("party: own stations and their location are of the hub's own party, " + sites.party());
        }
        if (wanted.location().evses().isEmpty()) {
            return Optional.of("location.evses: has an entry for each EVSE of the station");
        }
        if (wanted.identity().isBlank()
                || wanted.identity().length() > MAX_IDENTITY
                || wanted.identity().contains(":")) {
            return Optional.of("station_id: has 1 to 48 characters and no colon");
        }
        if (wanted.soapVersion() != null && !SOAP.contains(wanted.soapVersion())) {
            return Optional.of("ocpp: is 1.5S or 1.6S for a station that speaks by SOAP, else absent");
        }
        if (!StationKeys.isPossible(wanted.soapVersion(), wanted.securityProfile())) {
            return Optional.of(StationKeys.SOAP_RULE);
        }
        if (Passwords.isNeeded(wanted.securityProfile()) && !Passwords.isLongEnough(wanted.password())) {
            return Optional.of(Passwords.RULE);
        }
        return Optional.empty();
    }

    /** Several stations may stand at one place: then each only adds its EVSEs. */
    Receipt publish(NewStation wanted) {
        HeldLocation location = wanted.location();
        String fid = location.location().fid();
        if (locations.find(sites.speaks(), wanted.party(), fid).isEmpty()) {
            return locations.report(
                    sites.speaks(),
                    new LocationTarget(wanted.party(), fid, null, null),
                    new Locations.Change.WholeLocation(location),
                    wanted.locationText(),
                    false);
        }
        Receipt last = new Receipt.Taken(false, fid, null);
        for (HeldLocation.HeldEvse evse : location.evses()) {
            last = locations.report(
                    sites.speaks(),
                    new LocationTarget(wanted.party(), fid, evse.evse().evseFid(), null),
                    new Locations.Change.WholeEvse(evse),
                    evse.original(),
                    false);
            if (last instanceof Receipt.Refused) {
                return last;
            }
        }
        return last;
    }

    static List<StationEvse> evses(HeldLocation location) {
        List<StationEvse> evses = new ArrayList<>();
        for (HeldLocation.HeldEvse held : location.evses()) {
            evses.add(new StationEvse(
                    evses.size() + 1,
                    held.evse().evseFid(),
                    held.evse().evseId(),
                    held.evse().connectors().stream().map(c -> c.fid()).toList()));
        }
        return evses;
    }
}
