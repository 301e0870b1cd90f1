package org.roaminghub.hub.station;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.inbound.Stations.Reserved;
import org.roaminghub.spi.inbound.Stations.Running;
import org.roaminghub.spi.inbound.Stations.Seat;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.TransactionId;

/** What eMSPs' commands name, as stations know it. */
final class Seats {

    private final StationStore store;
    private final TransactionStore transactions;

    Seats(StationStore store, TransactionStore transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    Optional<Seat> find(String locationFid, @Nullable String evseFid) {
        return store.findEvse(locationFid, evseFid)
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Seat(
                                row.station(), station.identity(), row.evse().number(), 1, row.status())));
    }

    Optional<Running> findRunning(String session) {
        TransactionId id;
        try {
            id = TransactionId.parse(session.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException nothingOfOurs) {
            return Optional.empty();
        }
        return transactions
                .find(id)
                .filter(TransactionStore.Row::open)
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Running(
                                row.station(),
                                station.identity(),
                                row.ocppId(),
                                row.number(),
                                row.evse() == null ? 0 : row.evse())));
    }

    int reservationNumber(PartyId emsp, String reservation, Seat seat) {
        return transactions.reservation(emsp, key(reservation), seat.station(), seat.evse());
    }

    Optional<Reserved> findReservation(PartyId emsp, String reservation) {
        return transactions
                .findReservation(emsp, key(reservation))
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Reserved(row.station(), station.identity(), row.number())));
    }

    private static String key(String reservation) {
        return reservation.toUpperCase(Locale.ROOT);
    }
}
