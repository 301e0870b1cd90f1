package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens while a station is told of its list; OCPP-52 has the rest. All on one thread, by a clock that is set. */
class LocalListsTest {

    private static final PartyId HUB = new PartyId("DE*HUB");
    private static final PartyId EMSP = new PartyId("NL*MSP");
    private static final String STATION = "ST-1";
    private static final Actor ADMIN = Actor.user("admin");

    private final CoreUnderTest core = new CoreUnderTest();
    private final JdbcTemplate template = new JdbcTemplate(core.database);
    private final StationStore stations = new StationStore(core.jdbc);
    private final LocalListStore store = new LocalListStore(template);
    private final Directory directory = new Directory();
    private final Station station = new Station();
    private final LocalLists lists = lists();

    private LocalLists lists() {
        Parties parties = core.parties(HUB);
        OwnSites sites = new OwnSites(parties, core.ids);
        sites.open(ADMIN);
        core.commands.handledBy(new ListCommands(store, stations, core.recorder));
        return new LocalLists(
                store,
                stations,
                new SettingStore(template),
                new ListedTokens(directory, sites, core.privacy, core.clock),
                core.agreements(),
                sites,
                core.commands,
                station,
                Runnable::run,
                core.clock,
                core.ids);
    }

    @BeforeEach
    void theStationIsThere() {
        stations.add(new StationId(core.ids.next()), STATION, HUB, "LOC", 0, null, true, null, 1);
        boots();
        pass(Duration.ofMinutes(1));
        directory.uids.add("04AA");
        lists.turn(STATION, true, ADMIN);
    }

    private void boots() {
        OffsetDateTime now = core.clock.now().atOffset(ZoneOffset.UTC);
        core.jdbc
                .sql("update hub.station set booted_at = ?, connected_at = ?")
                .params(now, now)
                .update();
    }

    /** As the hub does every second. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            core.clock.advance(Duration.ofSeconds(1));
            lists.sweep();
        }
    }

    @Test
    void tokensThatChangeWhileItIsToldAreToldNext() {
        station.whileItIsTold = () -> {
            directory.uids.add("04BB");
            lists.tokensChanged();
            pass(Duration.ofSeconds(5));
        };
        pass(Duration.ofSeconds(10));
        assertThat(station.told).containsExactly("whole [04AA]", "part [04BB]");
    }

    @Test
    void whoIsSwitchedOffWhileItIsToldIsTakenEverythingNext() {
        station.whileItIsTold = () -> lists.turn(STATION, false, ADMIN);
        pass(Duration.ofSeconds(10));
        assertThat(station.told).containsExactly("whole [04AA]", "whole []");
    }

    @Test
    void whoBootsWhileItIsAskedIsAskedAgain() {
        station.whileItIsAsked = () -> {
            core.clock.advance(Duration.ofSeconds(1));
            boots();
            core.clock.advance(Duration.ofSeconds(1));
        };
        pass(Duration.ofSeconds(10));
        assertThat(station.asked).isEqualTo(2);
    }

    @Test
    void aFirmwareThatComesWhileTheOldOneSaysThatItHasNoListsIsAsked() {
        station.unsupported = true;
        station.whileItIsAsked = () -> {
            station.unsupported = false;
            core.jdbc.sql("update hub.station set firmware = '2.0'").update();
            boots();
        };
        pass(Duration.ofSeconds(10));
        assertThat(station.asked).isEqualTo(2);
    }

    @Test
    void oneThatTakesItsTimeKeepsNobodyElseWaiting() {
        stations.add(new StationId(core.ids.next()), "ST-2", HUB, "LOC", 0, null, true, null, 1);
        boots();
        for (int card = 0; card < 2_000; card++) {
            directory.uids.add("CARD" + card);
        }
        station.takes = Duration.ofSeconds(25);
        station.whileItIsTold = () -> lists.turn("ST-2", true, ADMIN);
        pass(Duration.ofSeconds(10));
        assertThat(station.toldTo.indexOf("ST-2")).isBetween(1, 5);
        pass(Duration.ofMinutes(30));
        assertThat(station.toldTo.stream().filter(STATION::equals)).hasSize(101);
    }

    /** Keeps what it is told; while it is told or asked for the first time, something else may happen. */
    private final class Station implements StationLists {

        final List<String> told = new ArrayList<>();
        final List<String> toldTo = new ArrayList<>();
        Duration takes = Duration.ZERO;
        boolean unsupported;
        int asked;
        int version;

        @Nullable
        Runnable whileItIsTold;

        @Nullable
        Runnable whileItIsAsked;

        private static void run(@Nullable Runnable meanwhile) {
            if (meanwhile != null) {
                meanwhile.run();
            }
        }

        @Override
        public Look look(String identity) {
            asked++;
            Runnable meanwhile = whileItIsAsked;
            whileItIsAsked = null;
            boolean none = unsupported;
            run(meanwhile);
            return none ? new Look.Unsupported() : new Look.Has(version, null, null, 20);
        }

        @Override
        public Sent send(String identity, int version, boolean whole, List<Entry> entries) {
            this.version = version;
            toldTo.add(identity);
            if (identity.equals(STATION)) {
                core.clock.advance(takes);
            }
            told.add((whole ? "whole " : "part ")
                    + entries.stream().map(Entry::uid).sorted().toList());
            Runnable meanwhile = whileItIsTold;
            whileItIsTold = null;
            run(meanwhile);
            return Sent.ACCEPTED;
        }
    }

    /** RFID cards of one eMSP. */
    private final class Directory implements Tokens {

        final Set<String> uids = new LinkedHashSet<>();

        @Override
        public Listing<TokenProfile> list(Caller caller, @Nullable PartyId issuer, Listing.Query query) {
            return new Listing<>(
                    uids.stream()
                            .map(uid -> new Listing.Listed<>(profile(uid), EMSP, uid, null))
                            .toList(),
                    uids.size());
        }

        private TokenProfile profile(String uid) {
            return new TokenProfile(
                    new TokenId(UUID.nameUUIDFromBytes(uid.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                    EMSP,
                    List.of(),
                    TokenKind.RFID,
                    Whitelist.ALWAYS,
                    true,
                    null,
                    "Issuer",
                    null,
                    null,
                    null,
                    List.of(),
                    core.clock.now(),
                    Personal.of(TokenUid.parse(uid)),
                    Personal.absent(),
                    Personal.absent(),
                    Personal.absent(),
                    Personal.absent());
        }

        @Override
        public Receipt register(Caller caller, TokenProfile profile, Original original) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt amend(
                Caller caller, PartyId issuer, TokenUid uid, TokenKind kind, Original change, Amendment amendment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Listing.Listed<TokenProfile>> find(
                Caller caller, PartyId issuer, TokenUid uid, TokenKind kind) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<TokenProfile> findByContract(Caller caller, ContractId contract) {
            throw new UnsupportedOperationException();
        }
    }
}
