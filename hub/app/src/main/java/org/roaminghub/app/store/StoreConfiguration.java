package org.roaminghub.app.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.roaminghub.app.HubSettings;
import org.roaminghub.events.audit.SubjectLinked;
import org.roaminghub.hub.privacy.MasterKey;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.privacy.store.PrivacyTables;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** From the database up to the recorder. */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

    @Bean
    Clock clock() {
        return Instant::now;
    }

    @Bean
    Ids ids(Clock clock) {
        return new SystemIds(clock);
    }

    @Bean
    MasterKey masterKey(HubSettings settings) {
        String text = PrivateFiles.readOrMake(settings.keyFile(), () -> {
            byte[] fresh = new byte[MasterKey.BYTES];
            new SecureRandom().nextBytes(fresh);
            return Base64.getEncoder().encodeToString(fresh);
        });
        return new MasterKey(Base64.getDecoder().decode(text));
    }

    /** Only without {@code HUB_DB_URL}. */
    @Bean
    @Conditional(NoOutsideDatabase.class)
    EmbeddedDatabase embeddedDatabase(HubSettings settings) {
        return EmbeddedDatabase.start(settings.dataDir());
    }

    @Bean
    HubPool dataSource(HubSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        return HubDatabase.open(own != null ? own.address() : outside(settings));
    }

    private static DatabaseAddress outside(HubSettings settings) {
        String url = settings.dbUrl();
        if (url == null) {
            throw new IllegalStateException("neither HUB_DB_URL nor an embedded PostgreSQL");
        }
        String user = settings.dbUser();
        String password = settings.dbPassword();
        return new DatabaseAddress(url, user == null ? "" : user, password == null ? "" : password);
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    Privacy privacy(JdbcClient jdbc, MasterKey key, Clock clock, Ids ids) {
        return new Privacy(PrivacyTables.on(jdbc), key, clock, ids);
    }

    @Bean
    OpenSealedFields openSealedFields(Privacy privacy) {
        return new OpenSealedFields(privacy);
    }

    @Bean
    GroupCommit groupCommit() {
        return new GroupCommit();
    }

    @Bean
    TailSource tailSource(DataSource dataSource, TransactionManager transactions, GroupCommit commits) {
        return new TailSource(Engines.engine(
                connections(dataSource), transactions, commits, new EventSerializer(), NoOpEventUpcaster.INSTANCE));
    }

    @Bean
    EventStore eventStore(
            DataSource dataSource,
            TransactionManager transactions,
            GroupCommit commits,
            OpenSealedFields opener,
            TailSource tail) {
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(
                        Engines.engine(connections(dataSource), transactions, commits, new EventSerializer(), opener))
                .build();
        store.subscribe(events -> {
            if (CurrentUnitOfWork.isStarted()) {
                CurrentUnitOfWork.get().root().afterCommit(unit -> tail.appended());
            } else {
                tail.appended();
            }
        });
        return store;
    }

    private static UnitOfWorkAwareConnectionProviderWrapper connections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    CommandBus commandBus(TransactionManager transactions) {
        return SimpleCommandBus.builder().transactionManager(transactions).build();
    }

    @Bean
    Commands commands(CommandBus bus) {
        return new Commands(bus);
    }

    @Bean
    Recorder recorder(EventStore store, Privacy privacy, Clock clock, Ids ids) {
        Recorder recorder = new Recorder(store, privacy, clock, ids);
        privacy.whenLinked((subject, other) -> {
            StreamName stream = StreamName.of("subject", subject.value());
            long next = recorder.load(stream, 0L, (state, event) -> state).next();
            Causes causes = Causes.of(Actor.automation("LinkSubjects"), ids.next());
            recorder.record(new Fact(stream, next, new SubjectLinked(subject, other), clock.now(), causes));
        });
        return recorder;
    }
}
