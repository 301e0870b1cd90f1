package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;

/** What happens while a station is told of its tariff; all on one thread, by a clock that is set. */
class DefaultTariffsTest {

    private static final PartyId HUB = new PartyId("DE*HUB");

    private final CoreUnderTest core = new CoreUnderTest();
    private final StationStore stations = new StationStore(core.jdbc);
    private final DefaultTariffStore store = new DefaultTariffStore(core.jdbc);
    private final StationId id = new StationId(core.ids.next());
    private final Book book = new Book();
    private final Words words = new Words();
    private final List<String> told = new ArrayList<>();
    private final DefaultTariffs defaults =
            new DefaultTariffs(store, stations, tariffs(), words, this::call, Runnable::run, core.clock);

    @Nullable
    private Runnable meanwhile;

    private OwnTariffs tariffs() {
        Parties parties = core.parties(HUB);
        return new OwnTariffs(book, parties, new TransactionStore(core.jdbc), store, core.clock, core.ids);
    }

    /** What happens meanwhile does so before the station hears of it: another call was before this one. */
    private Outcome<Reply> call(String identity, String action, byte[] payload, Actor by) {
        Runnable first = meanwhile;
        meanwhile = null;
        if (first != null) {
            first.run();
        }
        told.add(FakeWords.text(payload));
        return Outcome.done(new Reply.Answered(
                "Accepted", new Original(Protocol.OCPP, "2.1", "application/json", new byte[] {'{', '}'})));
    }

    @BeforeEach
    void theStationIsThere() {
        stations.add(id, "ST-1", HUB, "LOC", 0, null, true, null, 1);
        OffsetDateTime now = core.clock.now().atOffset(ZoneOffset.UTC);
        core.jdbc
                .sql("update hub.station set booted_at = ?, connected_at = ?, ocpp_version = '2.1'")
                .params(now, now)
                .update();
        book.prices.put("T", "1");
        book.prices.put("U", "7");
    }

    private void changes(String fid, String price) {
        book.prices.put(fid, price);
        store.wake(fid, core.clock.now());
    }

    /** As an administrator's order does. */
    private void order(String fid) {
        Tariff tariff = book.held(HUB, fid, HUB).orElseThrow();
        var said = words.setTariff("2.1", tariff, 0);
        call("ST-1", said.action(), said.payload(), Actor.user("admin"));
        defaults.took(id, 0, fid, words.tariffId(said));
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            core.clock.advance(Duration.ofSeconds(1));
            defaults.sweep();
        }
    }

    @Test
    void aTariffThatChangesWhileItIsOrderedIsToldNext() {
        meanwhile = () -> changes("T", "2");
        order("T");
        pass(Duration.ofSeconds(5));
        assertThat(told).containsExactly("0 T 1", "0 T 2");
    }

    @Test
    void oneThatIsOrderedWhileAnotherIsOnItsWayIsWhatTheStationHasInTheEnd() {
        order("T");
        pass(Duration.ofSeconds(5));
        changes("T", "2");
        meanwhile = () -> order("U");
        pass(Duration.ofSeconds(5));
        assertThat(told).containsExactly("0 T 1", "0 U 7", "0 T 2", "0 U 7");
    }

    @Test
    void whatIsTakenAwayWhileItIsOnItsWayIsTakenAwayInTheEnd() {
        order("T");
        pass(Duration.ofSeconds(5));
        changes("T", "2");
        meanwhile = () -> {
            told.add("all cleared");
            defaults.forget(id);
        };
        pass(Duration.ofSeconds(5));
        assertThat(told).containsExactly("0 T 1", "all cleared", "0 T 2", "0 T 2 cleared");
    }

    private static final class Words extends FakeWords {

        @Override
        public Said setTariff(String version, Tariff tariff, int evse) {
            return said("SetDefaultTariff", evse + " " + tariff.fid() + " " + tariff.altUrl());
        }

        @Override
        public String tariffId(Said said) {
            return text(said.payload()).substring(2);
        }

        @Override
        public Said clearTariff(String version, String id, int evse) {
            return said("ClearTariffs", evse + " " + id + " cleared");
        }

        @Override
        public boolean areCleared(byte[] answer) {
            return true;
        }
    }

    /** Tariffs by id, with a price that stands for all of their content. */
    private final class Book implements Tariffs {

        final Map<String, String> prices = new HashMap<>();

        @Override
        public Optional<Tariff> held(PartyId owner, String tariff, PartyId reader) {
            return Optional.ofNullable(prices.get(tariff))
                    .map(price -> new Tariff(
                            null,
                            HUB,
                            tariff,
                            List.of(),
                            "EUR",
                            null,
                            Tariff.Selection.PER_DIMENSION,
                            Tariff.TaxIncluded.NO,
                            null,
                            null,
                            null,
                            null,
                            List.of(),
                            List.of(),
                            price,
                            core.clock.now()));
        }

        @Override
        public Receipt publish(Caller caller, Tariff tariff, Original original) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt amend(
                Caller caller,
                String tariff,
                java.time.Instant reportedAt,
                Original change,
                Function<Original, Tariff> read) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt withdraw(Caller caller, String tariff) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Listing<Tariff> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Listing.Listed<Tariff>> find(Caller caller, @Nullable PartyId owner, String tariff) {
            throw new UnsupportedOperationException();
        }
    }
}
