package org.roaminghub.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.projection.authorization.AuthorizationProjection;
import org.roaminghub.projection.authorization.AuthorizationView;
import org.roaminghub.projection.cdr.CdrProjection;
import org.roaminghub.projection.cdr.CdrView;
import org.roaminghub.projection.delivery.DeliveryProjection;
import org.roaminghub.projection.delivery.DeliveryView;
import org.roaminghub.projection.history.HistoryProjection;
import org.roaminghub.projection.history.HistoryRef;
import org.roaminghub.projection.location.LocationProjection;
import org.roaminghub.projection.location.LocationView;
import org.roaminghub.projection.session.SessionProjection;
import org.roaminghub.projection.session.SessionView;
import org.roaminghub.projection.tariff.TariffProjection;
import org.roaminghub.projection.tariff.TariffView;
import org.roaminghub.projection.token.TokenProjection;
import org.roaminghub.projection.token.TokenView;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SessionId;

/** Views on a real PostgreSQL: the same after one replay or two, and pages that miss nothing. */
class ViewsTest {

    private static ReadSchema schema;

    private Map<String, Projection> views;

    @BeforeAll
    static void start() throws IOException {
        schema = new ReadSchema();
    }

    @AfterAll
    static void stop() throws IOException {
        schema.close();
    }

    @BeforeEach
    void empty() {
        views = Map.of(
                "read.session_list", new SessionProjection(schema.jdbc),
                "read.cdr_list", new CdrProjection(schema.jdbc),
                "read.authorization_list", new AuthorizationProjection(schema.jdbc),
                "read.token_list", new TokenProjection(schema.jdbc),
                "read.delivery_list", new DeliveryProjection(schema.jdbc),
                "read.location_list", new LocationProjection(schema.jdbc),
                "read.evse_list", new LocationProjection(schema.jdbc),
                "read.tariff_list", new TariffProjection(schema.jdbc),
                "read.history_ref", new HistoryProjection(schema.jdbc));
        views.values().forEach(view -> schema.replay(view, List.of(), 1));
    }

    @Test
    void givesTheSameTableAfterOneReplayOrTwoAndForAnyBatchSize() {
        Facts facts = new Facts(7);
        for (int i = 0; i < 60; i++) {
            facts.session(i);
            facts.token();
            if (i % 4 == 0) {
                facts.place(i);
            }
        }
        views.forEach((table, view) -> {
            schema.replay(view, facts.all(), 1);
            List<String> onceEventByEvent = schema.rows(table);
            schema.replay(view, facts.all(), 500);
            List<String> inBatches = schema.rows(table);
            schema.replay(view, facts.all(), 33);
            assertThat(onceEventByEvent).as(table).isNotEmpty();
            assertThat(inBatches).as(table + " in batches").isEqualTo(onceEventByEvent);
            assertThat(schema.rows(table)).as(table + " again").isEqualTo(onceEventByEvent);
        });
    }

    @Test
    void neverGoesBackWhenEventsComeTwice() {
        Facts facts = new Facts(8);
        for (int i = 0; i < 30; i++) {
            facts.session(i);
            facts.token();
            if (i % 10 == 0) {
                facts.place(i);
            }
        }
        views.forEach((table, view) -> {
            if (!table.equals("read.history_ref")) {
                schema.replay(view, facts.all(), 100);
                List<String> before = schema.rows(table);
                schema.handle(view, facts.all().subList(0, 40));
                for (DomainEventMessage<?> again : facts.all().stream()
                        .filter(e -> e.getSequenceNumber() == 0)
                        .toList()) {
                    schema.handle(view, List.of(again));
                }
                assertThat(schema.rows(table)).as(table).isEqualTo(before);
            }
        });
    }

    @Test
    void aListEndsAtTheOldestRunningTransactionSoThatNoPageMissesALateCommit() throws SQLException {
        Facts facts = new Facts(9);
        SessionView list = new SessionView(schema.jdbc);
        try (Connection late = schema.dataSource.getConnection()) {
            late.setAutoCommit(false);
            open(facts, 1);
            // another writer has begun before the next two and commits after them
            UUID lateOne = facts.id();
            late.createStatement()
                    .execute("insert into read.session_list (id, sequence, cpo, emsp, status, started_at) values ('"
                            + lateOne + "', 0, 'DE*VOL', 'NL*MOV', 'ACTIVE', now())");
            open(facts, 2);
            open(facts, 3);
            Page<ViewList.Item> before = list.page(Filter.NONE, Scope.ALL, null, 100);
            assertThat(before.items()).hasSize(1);
            late.commit();
            List<UUID> all = ids(list, 1);
            assertThat(all).hasSize(4).contains(lateOne);
            assertThat(all.getFirst()).isEqualTo(before.items().getFirst().id());
        }
    }

    @Test
    void pagesGiveEveryItemOnceInOrder() {
        Facts facts = new Facts(10);
        for (int i = 0; i < 25; i++) {
            open(facts, i);
        }
        List<UUID> whole = ids(new SessionView(schema.jdbc), 1000);
        assertThat(whole).hasSize(25).doesNotHaveDuplicates();
        assertThat(ids(new SessionView(schema.jdbc), 4)).isEqualTo(whole);
        assertThat(ids(new SessionView(schema.jdbc), 25)).isEqualTo(whole);
    }

    @Test
    void refusesACursorThatNoPageEndedWith() {
        assertThatThrownBy(() -> new SessionView(schema.jdbc).page(Filter.NONE, Scope.ALL, "x'; drop", 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionView(schema.jdbc).page(Filter.NONE, Scope.ALL, "MTIz", 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsSessionsByHubIdPartnersIdPartyEvseStatusAndTime() {
        Facts facts = new Facts(11);
        SessionId first = open(facts, 1);
        SessionId second = open(facts, 2);
        schema.handle(
                view("read.session_list"),
                List.of(facts.add(
                        "session/" + second,
                        1,
                        new SessionCompleted(
                                second,
                                new org.roaminghub.vocabulary.Energy(java.math.BigDecimal.ONE),
                                null,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                Facts.START,
                                Facts.START,
                                null,
                                SessionCompleted.EndBasis.REPORTED,
                                false))));
        SessionView list = new SessionView(schema.jdbc);

        assertThat(list.find(first.toString(), Scope.ALL))
                .singleElement()
                .extracting(ViewList.Item::id)
                .isEqualTo(first.value());
        assertThat(list.find("c-2", Scope.ALL))
                .singleElement()
                .extracting(ViewList.Item::id)
                .isEqualTo(second.value());
        assertThat(found(list, new Filter(null, null, null, "COMPLETED", null, null)))
                .containsExactly(second.value());
        assertThat(found(list, new Filter(Facts.EMSP, null, null, null, "de-vol-e1234", null)))
                .hasSize(2);
        assertThat(found(list, new Filter(null, null, null, null, "3256", null)))
                .hasSize(2);
        assertThat(found(list, new Filter(PartyId.parse("FRABC"), null, null, null, null, null)))
                .isEmpty();
        assertThat(found(list, new Filter(null, Facts.START.plusSeconds(1), null, null, null, null)))
                .isEmpty();
        assertThat(found(list, new Filter(null, Facts.START, Facts.START.plusSeconds(1), null, null, "C-1")))
                .containsExactly(first.value());
    }

    @Test
    void showsOnlyWhatTheScopeCovers() {
        Facts facts = new Facts(12);
        SessionId session = open(facts, 1);
        SessionView list = new SessionView(schema.jdbc);
        assertThat(list.find(session.toString(), new Scope(Set.of("NL"), Set.of())))
                .hasSize(1);
        assertThat(list.find(session.toString(), new Scope(Set.of(), Set.of(Facts.CPO))))
                .hasSize(1);
        assertThat(list.find(session.toString(), new Scope(Set.of("FR"), Set.of(PartyId.parse("DE*XXX")))))
                .isEmpty();
    }

    @Test
    void leavesRefusedCdrsOutUnlessTheyAreAskedFor() {
        Facts facts = new Facts(13);
        for (int i = 0; i < 40; i++) {
            facts.session(i);
        }
        schema.replay(view("read.cdr_list"), facts.all(), 100);
        CdrView list = new CdrView(schema.jdbc);
        assertThat(list.page(Filter.NONE, Scope.ALL, null, 1000).items())
                .extracting(ViewList.Item::status)
                .contains("ACCEPTED", "CREDITED")
                .doesNotContain("REFUSED");
        assertThat(list.page(new Filter(null, null, null, "REFUSED", null, null), Scope.ALL, null, 1000)
                        .items())
                .isNotEmpty()
                .allMatch(item -> item.status().equals("REFUSED"));
    }

    @Test
    void theHistoryFindsWhatEventsSpeakOfAndWhomTheyConcern() {
        Facts facts = new Facts(3);
        SessionId session = facts.session(1);
        facts.session(2);
        schema.replay(view("read.history_ref"), facts.all(), 3);
        List<String> ofSession = names(facts, session.value());
        assertThat(ofSession)
                .startsWith("AuthorizationRequested", "AuthorizationGranted", "SessionOpened")
                .contains("SessionCompleted", "CdrAccepted", "SessionBilled");
        assertThat(names(facts, HistoryRef.evse("de*vol*e1234"))).contains("SessionOpened", "CdrAccepted");
        // progress names no party, and a delivery only its receiver: both concern the CPO all the same
        assertThat(names(facts, HistoryRef.party(Facts.CPO))).contains("SessionProgressed", "SessionBilled");
        assertThat(names(facts, HistoryRef.party(Facts.CPO))).containsAnyOf("DeliveryAcknowledged", "DeliveryParked");
    }

    @Test
    void theOtherListsAnswerToo() {
        Facts facts = new Facts(14);
        for (int i = 0; i < 20; i++) {
            facts.session(i);
            facts.token();
            facts.place(i);
        }
        views.values().forEach(view -> schema.replay(view, facts.all(), 100));
        assertThat(new AuthorizationView(schema.jdbc)
                        .page(new Filter(Facts.CPO, null, null, "GRANTED", "DE*VOL*E1234", null), Scope.ALL, null, 100)
                        .items())
                .isNotEmpty();
        assertThat(new TokenView(schema.jdbc)
                        .page(new Filter(Facts.EMSP, null, null, "VALID", null, null), Scope.ALL, null, 100)
                        .items())
                .isNotEmpty();
        LocationView places = new LocationView(schema.jdbc);
        List<ViewList.Item> found = places.page(
                        new Filter(Facts.CPO, null, null, null, "DE*VOL*EP3", null), Scope.ALL, null, 100)
                .items();
        assertThat(found).hasSize(1);
        assertThat(places.evses(List.of(found.getFirst().id())))
                .as("the one that was removed is not shown")
                .singleElement()
                .satisfies(evse -> {
                    assertThat(evse.status()).isEqualTo("CHARGING");
                    assertThat(evse.described()).isEqualTo(2);
                });
        assertThat(places.page(new Filter(null, null, null, null, "DE*VOL*EP1003", null), Scope.ALL, null, 100)
                        .items())
                .isEmpty();
        assertThat(new TariffView(schema.jdbc).find("t-3", Scope.ALL)).hasSize(1);
        assertThat(new DeliveryView(schema.jdbc)
                        .page(Filter.NONE, new Scope(Set.of("NL"), Set.of()), null, 100)
                        .items())
                .isNotEmpty()
                .allMatch(item -> item.status().equals("ACKNOWLEDGED"));
    }

    private Projection view(String table) {
        return Objects.requireNonNull(views.get(table));
    }

    private static List<String> names(Facts facts, UUID ref) {
        Set<String> events = Set.copyOf(schema.jdbc.queryForList(
                "select event_id::text from read.history_ref where ref = ?", String.class, ref));
        return facts.all().stream()
                .filter(event -> events.contains(event.getIdentifier()))
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    private SessionId open(Facts facts, int number) {
        SessionId session = new SessionId(facts.id());
        schema.handle(
                view("read.session_list"),
                List.of(facts.add(
                        "session/" + session,
                        0,
                        new SessionOpened(facts.opened(session, new AuthorizationId(facts.id()), "C-" + number)))));
        return session;
    }

    private static List<UUID> found(SessionView list, Filter filter) {
        return list.page(filter, Scope.ALL, null, 100).items().stream()
                .map(ViewList.Item::id)
                .toList();
    }

    private static List<UUID> ids(SessionView list, int limit) {
        List<UUID> ids = new ArrayList<>();
        String after = null;
        do {
            Page<ViewList.Item> page = list.page(Filter.NONE, Scope.ALL, after, limit);
            page.items().forEach(item -> ids.add(item.id()));
            after = page.next();
        } while (after != null);
        return ids;
    }
}
