package org.roaminghub.hub.roaming;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.hub.TestDatabase;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.authorization.Grants.Grant;
import org.roaminghub.hub.cdr.CdrRules;
import org.roaminghub.hub.cdr.ChargeDetailRecords;
import org.roaminghub.hub.cdr.store.CdrStore;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.DeliverySettings;
import org.roaminghub.hub.delivery.Partners;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.privacy.MasterKey;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.privacy.store.PrivacyTables;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.Sealing;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.ReportRoutes;
import org.roaminghub.hub.session.Reserved;
import org.roaminghub.hub.session.store.SessionStore;
import org.roaminghub.settlement.validation.CdrContext;
import org.roaminghub.settlement.validation.CdrValidation;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Sessions, CDRs and deliveries as in the hub: real tables and transactions, events in memory and readable, partners made of
 * objects. {@link #restarted()} is the same hub after a crash: only database and events are left.
 */
public final class Roaming implements AutoCloseable, Partners, ReportRoutes.Register, Reserved {

    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    public static final PartyId HUB = new PartyId("DE*HUB");
    public static final PartyId CPO = new PartyId("DE*CPO");
    public static final PartyId EMSP = new PartyId("NL*MSP");
    public static final PartyId OTHER_EMSP = new PartyId("FR*MSP");

    private final HikariDataSource database;
    private final AtomicInteger users;
    private final EventStorageEngine events;
    private final Clock clock;
    private final Ids ids;
    private final FakePartner partner;
    private final DeliverySettings settings;
    private final CdrRules rules;
    private final Map<PlatformId, KnownPlatform> platforms = new ConcurrentHashMap<>();
    private final Set<PlatformId> foundAway = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile CountDownLatch looks = new CountDownLatch(0);
    private final Map<PlatformId, Instant> lastSeen = new ConcurrentHashMap<>();
    private final Map<java.util.UUID, Grant> grants = new ConcurrentHashMap<>();
    private final Set<PartyId> withoutAgreement = new HashSet<>();
    private @Nullable Instant agreementEnd;

    private final Recorder recorder;
    private final Commands commands;
    private final Deliveries deliveries;
    private final ChargingSessions sessions;
    private final ChargeDetailRecords cdrs;

    private Roaming(
            HikariDataSource database,
            AtomicInteger users,
            EventStorageEngine events,
            Clock clock,
            Ids ids,
            FakePartner partner,
            DeliverySettings settings,
            CdrRules rules) {
        this.database = database;
        this.users = users;
        users.incrementAndGet();
        this.events = events;
        this.clock = clock;
        this.ids = ids;
        this.partner = partner;
        this.settings = settings;
        this.rules = rules;
        for (PartyId emsp : List.of(EMSP, OTHER_EMSP)) {
            host(emsp, ConnectionStatus.CONNECTED);
        }
        JdbcClient jdbc = JdbcClient.create(database);
        byte[] key = new byte[MasterKey.BYTES];
        new Random(1).nextBytes(key);
        Privacy privacy = new Privacy(PrivacyTables.on(jdbc), new MasterKey(key), clock, ids);
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        bus.registerHandlerInterceptor(new TransactionManagingInterceptor<>(() -> begin(transactions)));
        this.commands = new Commands(bus);
        // Originals and keys are kept as in the hub, the events stay readable: who opens them is not these slices'
        // matter.
        Sealing readable = (fact, id, at) -> {
            Sealing.Sealed sealed = privacy.seal(fact, id, at);
            return new Sealing.Sealed(fact.event(), sealed.keyId(), sealed.original());
        };
        this.recorder =
                new Recorder(EmbeddedEventStore.builder().storageEngine(events).build(), readable, clock, ids);
        Map<Protocol, Connector> connectors = Map.of(Protocol.OCPI, partner);
        this.deliveries = new Deliveries(
                commands,
                recorder,
                new DeliveryStore(jdbc),
                this,
                () -> connectors,
                clock,
                ids,
                new Random(7),
                settings);
        ReportRoutes routes = new ReportRoutes(this);
        this.sessions = new ChargingSessions(
                commands,
                recorder,
                privacy,
                new SessionStore(jdbc),
                routes,
                this,
                deliveries,
                () -> connectors,
                clock,
                ids);
        this.cdrs = new ChargeDetailRecords(
                commands, recorder, privacy, new CdrStore(jdbc), routes, sessions, deliveries, rules, clock, ids);
    }

    public static Roaming fresh(Clock clock, DeliverySettings settings, CdrRules rules) {
        return new Roaming(
                TestDatabase.create(),
                new AtomicInteger(),
                new InMemoryEventStorageEngine(),
                clock,
                new CountedIds(),
                new FakePartner(),
                settings,
                rules);
    }

    /** Deliveries only when a test asks for them: no back-off to wait for. */
    public static Roaming fresh(Clock clock) {
        return fresh(clock, quick(), Roaming::creditRules);
    }

    /** The hub's own rules, those on credits: what else they ask of a CDR these tests' short ones don't say. */
    public static List<Finding> creditRules(ChargeDetailRecord cdr, CdrRules.Context context) {
        CdrContext known = CdrContext.atIntake(
                context.receivedAt(), context.agreement().terms(), context.original(), context.originalCredited());
        return CdrValidation.check(cdr, known).stream()
                .filter(finding -> finding.rule().startsWith("CREDIT_"))
                .toList();
    }

    public static DeliverySettings quick() {
        return new DeliverySettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMinutes(5),
                Duration.ofDays(7),
                200,
                64,
                8,
                32);
    }

    /** As after {@code kill -9}. */
    public Roaming restarted() {
        Roaming next = new Roaming(database, users, events, clock, ids, partner, settings, rules);
        next.grants.putAll(grants);
        return next;
    }

    private static Transaction begin(JdbcTransactionManager transactions) {
        TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
        return new Transaction() {
            @Override
            public void commit() {
                transactions.commit(status);
            }

            @Override
            public void rollback() {
                if (!status.isCompleted()) {
                    transactions.rollback(status);
                }
            }
        };
    }

    public Commands commands() {
        return commands;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public ChargingSessions sessions() {
        return sessions;
    }

    public ChargeDetailRecords cdrs() {
        return cdrs;
    }

    public FakePartner partner() {
        return partner;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    public List<Event> events(String type, String key) {
        return recorder.read(new StreamName(type, key));
    }

    /** Every event in the order in which they were stored. */
    public List<Event> allEvents() {
        List<Event> all = new ArrayList<>();
        events.readEvents(null, false).forEach(message -> all.add((Event) message.getPayload()));
        return all;
    }

    // --- partners ---------------------------------------------------------------------------------------------------

    public void host(PartyId emsp, ConnectionStatus status) {
        PlatformId id = FakePartner.platformOf(emsp);
        platforms.put(
                id,
                new KnownPlatform(
                        id,
                        emsp.value(),
                        Protocol.OCPI,
                        status,
                        List.of(new HostedParty(Role.EMSP, emsp, emsp.value(), null, null, true)),
                        new PartnerConnection(
                                "2.2.1", "http://127.0.0.1:1/", "secret", List.of(), List.of(), Map.of())));
    }

    public ConnectionStatus status(PartyId emsp) {
        return java.util.Objects.requireNonNull(platforms.get(FakePartner.platformOf(emsp)))
                .status();
    }

    /** The next look-ups of a platform fail, as they do while the database is away. */
    public void failToFind(int times) {
        failures.set(times);
    }

    public int failuresLeft() {
        return failures.get();
    }

    @Override
    public Optional<KnownPlatform> findActive(PartyId party, Role role) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the database is away");
        }
        Optional<KnownPlatform> found = Optional.ofNullable(platforms.get(FakePartner.platformOf(party)))
                .filter(p -> p.speaksFor(party, role));
        found.filter(platform -> platform.status() == ConnectionStatus.OFFLINE)
                .ifPresent(away -> foundAway.add(away.platform()));
        return found;
    }

    /** Whether somebody looked for its platform and found it away. */
    public boolean wasFoundAway(PartyId emsp) {
        return foundAway.contains(FakePartner.platformOf(emsp));
    }

    @Override
    public List<KnownPlatform> list() {
        return List.copyOf(platforms.values());
    }

    /** Nothing was heard of it since then; of others just now. */
    public void silent(PartyId emsp, Instant since) {
        lastSeen.put(FakePartner.platformOf(emsp), since);
    }

    /** Counts down whenever somebody asks when a platform was seen. */
    public CountDownLatch rounds(int number) {
        looks = new CountDownLatch(number);
        return looks;
    }

    @Override
    public Optional<Instant> lastSeen(PlatformId platform) {
        looks.countDown();
        return Optional.of(lastSeen.getOrDefault(platform, clock.now()));
    }

    @Override
    public void wentOffline(PlatformId platform, String reason) {
        become(platform, ConnectionStatus.OFFLINE);
    }

    @Override
    public void cameOnline(PlatformId platform, String reason) {
        become(platform, ConnectionStatus.CONNECTED);
    }

    private void become(PlatformId platform, ConnectionStatus status) {
        platforms.computeIfPresent(
                platform,
                (id, was) ->
                        new KnownPlatform(id, was.name(), was.protocol(), status, was.parties(), was.connection()));
    }

    // --- agreements, tokens, grants ---------------------------------------------------------------------------------

    public void withoutAgreement(PartyId emsp) {
        withoutAgreement.add(emsp);
    }

    public void agreementEnds(Instant end) {
        agreementEnd = end;
    }

    @Override
    public PartyId hubParty() {
        return HUB;
    }

    @Override
    public boolean isEmsp(PartyId party) {
        return findActive(party, Role.EMSP).isPresent();
    }

    @Override
    public Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at) {
        Agreement agreement = new Agreement(
                new AgreementId(new java.util.UUID(2, emsp.value().hashCode())),
                cpo,
                emsp,
                EnumSet.allOf(Service.class),
                new Interval(START.minus(Duration.ofDays(365)), agreementEnd),
                List.of(),
                "EUR",
                AgreementTerms.DEFAULT,
                false);
        return Optional.of(agreement)
                .filter(a -> !withoutAgreement.contains(emsp) && a.valid().contains(at));
    }

    @Override
    public Optional<PartyId> issuerOf(TokenSeen token, TokenKind kind, PartyId cpo) {
        return token.uid() != null && token.uid().value().startsWith("04A") ? Optional.of(EMSP) : Optional.empty();
    }

    public void grant(Grant grant) {
        grants.put(grant.key(), grant);
    }

    @Override
    public Optional<Grant> find(
            PartyId cpo,
            PartyId emsp,
            @Nullable AuthorizationReference reference,
            TokenSeen token,
            TokenKind kind,
            @Nullable String evseFid,
            Instant start) {
        return grants.values().stream()
                .filter(grant -> grant.emsp().equals(emsp))
                .findFirst();
    }

    @Override
    public void use(java.util.UUID key) {
        grants.computeIfPresent(
                key, (id, g) -> new Grant(id, g.authorization(), g.session(), g.emsp(), g.agreement(), true));
    }

    // --- small things -----------------------------------------------------------------------------------------------

    public static Caller cpo(@Nullable PartyId to) {
        return new Caller(
                new PlatformId(new java.util.UUID(3, 3)),
                CPO,
                Role.CPO,
                to,
                "request-1",
                "5ae1c111-0000-4000-8000-0123456789ab");
    }

    public static Caller emsp() {
        return new Caller(
                FakePartner.platformOf(EMSP),
                EMSP,
                Role.EMSP,
                HUB,
                "request-2",
                "5ae1c111-0000-4000-8000-0123456789ac");
    }

    public static Original original(String text) {
        return new Original(Protocol.OCPI, "2.2.1", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Price euros(String amount) {
        return new Price(new Money(new BigDecimal(amount), "EUR"), List.of(), null);
    }

    /** Looks until it is so, for at most a minute. */
    public static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never happened: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos());
        }
    }

    /** Ends what this hub was doing; its database stays for {@link #restarted()}. */
    @Override
    public void close() {
        partner.unstick();
        deliveries.close();
        if (users.decrementAndGet() == 0) {
            database.close();
        }
    }
}
