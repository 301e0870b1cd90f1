package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;

/** Whether a token may charge at a station, and to whom that is charged. */
final class Holders {

    private final StationStore stations;
    private final Expectations expectations;
    private final StationPlaces places;
    private final OwnSites sites;
    private final Authorizations authorizations;
    private final DriverTariffs drivers;
    private final StartLimits limits;

    Holders(
            StationStore stations,
            Expectations expectations,
            StationPlaces places,
            OwnSites sites,
            Authorizations authorizations,
            DriverTariffs drivers,
            StartLimits limits) {
        this.stations = stations;
        this.expectations = expectations;
        this.places = places;
        this.sites = sites;
        this.authorizations = authorizations;
        this.drivers = drivers;
        this.limits = limits;
    }

    /** Without an EVSE the hub guesses: the one where somebody gets ready, else the station's first (model §2.6). */
    TokenAnswer authorize(StationId station, Token token, @Nullable Integer evse) {
        List<StationStore.EvseRow> all = stations.evses(station);
        String location =
                stations.find(station).map(StationStore.Row::locationFid).orElse("");
        StationEvse at = all.stream()
                .filter(row -> evse == null
                        ? row.status() == EvseStatus.OCCUPIED
                        : row.evse().number() == evse)
                .map(StationStore.EvseRow::evse)
                .findFirst()
                .orElseGet(() -> all.isEmpty() ? null : all.getFirst().evse());
        Tx.Holder holder = ask(
                token,
                at == null ? null : new StationStore.Site(location, at),
                null,
                evse == null ? Place.EvseBasis.DERIVED : Place.EvseBasis.REPORTED,
                null);
        return new TokenAnswer(
                holder.refusal(),
                holder.group(),
                holder.validUntil(),
                holder.limits(),
                holder.refusal() == null && holder.emsp() != null ? drivers.atReader(station, holder.emsp()) : null);
    }

    static TokenAnswer answer(Tx.Holder holder) {
        return new TokenAnswer(holder.refusal(), holder.group(), holder.validUntil(), holder.limits());
    }

    private Tx.Holder ask(
            Token token,
            StationStore.@Nullable Site site,
            @Nullable Integer connector,
            Place.EvseBasis basis,
            @Nullable String cpoRef) {
        Place place = site == null
                ? null
                : places.find(site.locationFid(), site.evse(), connector, basis)
                        .map(StationPlaces.Spot::place)
                        .orElse(null);
        Decision decision = authorizations.authorize(
                new Authorizations.Query(sites.speaks(), token.seen(), token.kind(), place, cpoRef, null));
        return switch (decision) {
            case Decision.Granted yes ->
                new Tx.Holder(
                        withContract(token.seen(), yes.token()),
                        token.kind(),
                        null,
                        yes.emsp(),
                        yes.reference(),
                        yes.authorization(),
                        yes.session(),
                        yes.answer() == null ? AuthMethod.WHITELIST : AuthMethod.AUTH_REQUEST,
                        null,
                        yes.token() == null ? null : yes.token().group().orNull(),
                        yes.validUntil(),
                        yes.limits());
            case Decision.Refused no ->
                new Tx.Holder(
                        token.seen(),
                        token.kind(),
                        no.refusal(),
                        no.emsp(),
                        null,
                        no.authorization(),
                        null,
                        AuthMethod.AUTH_REQUEST,
                        null,
                        null,
                        null);
        };
    }

    /** Bills name the contract, and the station doesn't know it. */
    private static TokenSeen withContract(TokenSeen seen, @Nullable TokenProfile profile) {
        ContractId contract = profile == null ? null : profile.contract().orNull();
        return new TokenSeen(
                seen.uid(),
                contract == null ? seen.contract() : contract,
                profile == null ? seen.group() : profile.group().orNull());
    }

    /** Who a transaction is charged to: whoever commanded it, else whom the issuer allows. */
    Tx.Holder holder(
            StationId station,
            Token token,
            StationStore.@Nullable Site site,
            @Nullable Integer connector,
            @Nullable Integer remoteStart,
            String cpoRef,
            Instant now) {
        Tx.Holder holder = expectations
                .find(station, remoteStart, token, now)
                .orElseGet(() -> ask(token, site, connector, Place.EvseBasis.REPORTED, cpoRef));
        return limits.within(holder, station, remoteStart, now);
    }
}
