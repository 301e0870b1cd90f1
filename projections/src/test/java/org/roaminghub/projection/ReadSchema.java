package org.roaminghub.projection;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.roaminghub.testkit.FreePort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema of the views on an embedded PostgreSQL, and batches of events handled as a processor would. */
final class ReadSchema implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;
    /** Thousands of short transactions: a connection for each would cost more than all that they do. */
    private final SingleConnectionDataSource one;

    private final TransactionTemplate transactions;
    final DataSource dataSource;
    final JdbcTemplate jdbc;

    ReadSchema() throws IOException {
        this.postgres = EmbeddedPostgres.builder()
                .setServerConfig("unix_socket_directories", "''")
                // A list ends at the oldest running transaction, an analyze of its own accord being one.
                .setServerConfig("autovacuum", "off")
                .setPort(FreePort.any())
                .setPGStartupWait(LONGEST_START)
                .start();
        this.dataSource = postgres.getPostgresDatabase();
        this.one = new SingleConnectionDataSource(postgres.getJdbcUrl("postgres", "postgres"), true);
        this.jdbc = new JdbcTemplate(one);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(one));
        jdbc.execute("create schema read");
        for (Resource file : migrations()) {
            jdbc.execute(file.getContentAsString(StandardCharsets.UTF_8));
        }
    }

    /** In the order of their numbers. */
    private static List<Resource> migrations() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:/db/read/V*__*.sql"))
                .sorted(Comparator.comparingInt(file -> {
                    String name = Objects.requireNonNull(file.getFilename());
                    return Integer.parseInt(name.substring(1, name.indexOf("__")));
                }))
                .toList();
    }

    /** One batch in one transaction, as the pooled processor does it. */
    void handle(Projection projection, List<DomainEventMessage<?>> batch) {
        var adapter = new AnnotationEventHandlerAdapter(projection);
        transactions.executeWithoutResult(status -> {
            var unit = new BatchingUnitOfWork<>(batch);
            var result = unit.executeWithResult(() -> adapter.handle(unit.getMessage()));
            if (result.isExceptional()) {
                throw new IllegalStateException(result.exceptionResult());
            }
        });
    }

    /** Empties the view and handles everything again, in batches of the given size. */
    void replay(Projection projection, List<DomainEventMessage<?>> events, int batchSize) {
        new AnnotationEventHandlerAdapter(projection).prepareReset(null);
        for (int from = 0; from < events.size(); from += batchSize) {
            handle(projection, events.subList(from, Math.min(events.size(), from + batchSize)));
        }
    }

    /** All rows but the transaction that listed them, in a stable order. */
    List<String> rows(String table) {
        return jdbc.queryForList(
                "select (to_jsonb(t) - 'listed_tx')::text from " + table + " t order by 1", String.class);
    }

    @Override
    public void close() throws IOException {
        one.destroy();
        postgres.close();
    }
}
