package org.roaminghub.hub.tariff;

import java.time.Instant;
import java.util.Optional;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;

/** Tariffs as they were. */
public final class TariffVersions {

    private final TariffStore store;

    public TariffVersions(TariffStore store) {
        this.store = store;
    }

    /**
     * What prices a session of that reader which started at that time: the tariff as it was then, for it alone or for all; one that
     * the owner entered later where there was none. {@code tariff} is the owner's id or the hub's.
     */
    public Optional<Tariff> inForce(PartyId owner, String tariff, PartyId reader, Instant at) {
        return versionAt(owner, tariff, reader, at)
                .or(() -> hubId(tariff).flatMap(store::findFidKey).flatMap(fid -> versionAt(owner, fid, reader, at)));
    }

    private Optional<Tariff> versionAt(PartyId owner, String fid, PartyId reader, Instant at) {
        return store.contentAt(TariffCommands.key(owner, fid, reader), at)
                .or(() -> store.contentAt(TariffCommands.key(owner, fid, null), at))
                .map(content -> HouseJson.rows().read(content, Tariff.class));
    }

    private static Optional<TariffId> hubId(String text) {
        try {
            return Optional.of(TariffId.parse(text));
        } catch (IllegalArgumentException owners) {
            return Optional.empty();
        }
    }
}
