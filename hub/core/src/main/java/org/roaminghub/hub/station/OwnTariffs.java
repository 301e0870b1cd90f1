package org.roaminghub.hub.station;

import java.util.Optional;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Tariff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tariffs of the hub's own stations, as the administrator enters them. They go the way of any CPO's. */
public final class OwnTariffs {

    private static final Logger LOG = LoggerFactory.getLogger(OwnTariffs.class);

    private final Tariffs tariffs;
    private final OwnSites sites;
    private final TransactionStore transactions;
    private final DefaultTariffStore defaults;
    private final Clock clock;

    public OwnTariffs(
            Tariffs tariffs,
            Parties parties,
            TransactionStore transactions,
            DefaultTariffStore defaults,
            Clock clock,
            Ids ids) {
        this.tariffs = tariffs;
        this.sites = new OwnSites(parties, ids);
        this.transactions = transactions;
        this.defaults = defaults;
        this.clock = clock;
    }

    public PartyId owner() {
        return sites.party();
    }

    /** As it holds now. */
    public Optional<Tariff> find(String fid) {
        return tariffs.held(sites.party(), fid, sites.party());
    }

    /**
     * Whole; sessions that started before keep the one that they started with. What waited for a price is told at once, and so are
     * stations that have it as their default.
     */
    public Outcome<Tariff> publish(Tariff tariff, Original original, Actor by) {
        sites.open(by);
        return switch (tariffs.publish(sites.speaks(), tariff, original)) {
            case Receipt.Refused no -> Outcome.refused(no.refusal(), no.why());
            case Receipt.Taken taken -> {
                int waited = transactions.tellUnpriced(clock.now());
                defaults.wake(tariff.fid(), clock.now());
                LOG.info("tariff=entered id={} waited={} by={}", taken.hubId(), waited, by.value());
                yield find(tariff.fid())
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(Refusal.CONFLICT, "It was withdrawn meanwhile."));
            }
        };
    }

    /** What has no price is tried again: a tariff, an agreement or a place may be there now. To be called every minute. */
    public int retryUnpriced() {
        return transactions.tellUnpriced(clock.now());
    }

    public Outcome<String> withdraw(String fid, Actor by) {
        if (find(fid).isEmpty()) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such tariff.");
        }
        return switch (tariffs.withdraw(sites.speaks(), fid)) {
            case Receipt.Refused no -> Outcome.refused(no.refusal(), no.why());
            case Receipt.Taken taken -> {
                defaults.wake(fid, clock.now());
                LOG.info("tariff=withdrawn id={} by={}", taken.hubId(), by.value());
                yield Outcome.done(taken.hubId());
            }
        };
    }
}
