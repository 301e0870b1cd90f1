package org.roaminghub.app.projection;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.roaminghub.app.store.EventSerializer;
import org.roaminghub.app.store.OpenSealedFields;
import org.roaminghub.app.store.TailSource;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.authorization.AuthorizationProjection;
import org.roaminghub.projection.authorization.AuthorizationView;
import org.roaminghub.projection.cdr.CdrProjection;
import org.roaminghub.projection.cdr.CdrView;
import org.roaminghub.projection.delivery.DeliveryProjection;
import org.roaminghub.projection.delivery.DeliveryView;
import org.roaminghub.projection.history.HistoryProjection;
import org.roaminghub.projection.location.LocationProjection;
import org.roaminghub.projection.location.LocationView;
import org.roaminghub.projection.remote.RemoteProjection;
import org.roaminghub.projection.remote.RemoteView;
import org.roaminghub.projection.session.SessionProjection;
import org.roaminghub.projection.session.SessionView;
import org.roaminghub.projection.tariff.TariffProjection;
import org.roaminghub.projection.tariff.TariffView;
import org.roaminghub.projection.token.TokenProjection;
import org.roaminghub.projection.token.TokenView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The projections, what runs them and what reads them. */
@Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    @Bean
    Projections projections(
            JdbcTemplate jdbc, TailSource events, DataSource dataSource, TransactionManager transactions) {
        List<Projection> all = List.of(
                new AuthorizationProjection(jdbc),
                new SessionProjection(jdbc),
                new CdrProjection(jdbc),
                new TokenProjection(jdbc),
                new RemoteProjection(jdbc),
                new LocationProjection(jdbc),
                new TariffProjection(jdbc),
                new DeliveryProjection(jdbc),
                new HistoryProjection(jdbc));
        return new Projections(all, events, dataSource, transactions);
    }

    @Bean
    AuthorizationView authorizationView(JdbcTemplate jdbc) {
        return new AuthorizationView(jdbc);
    }

    @Bean
    SessionView sessionView(JdbcTemplate jdbc) {
        return new SessionView(jdbc);
    }

    @Bean
    CdrView cdrView(JdbcTemplate jdbc) {
        return new CdrView(jdbc);
    }

    @Bean
    TokenView tokenView(JdbcTemplate jdbc) {
        return new TokenView(jdbc);
    }

    @Bean
    RemoteView remoteView(JdbcTemplate jdbc) {
        return new RemoteView(jdbc);
    }

    @Bean
    LocationView locationView(JdbcTemplate jdbc) {
        return new LocationView(jdbc);
    }

    @Bean
    TariffView tariffView(JdbcTemplate jdbc) {
        return new TariffView(jdbc);
    }

    @Bean
    DeliveryView deliveryView(JdbcTemplate jdbc) {
        return new DeliveryView(jdbc);
    }

    @Bean
    DeliveryQueue deliveryQueue(JdbcTemplate jdbc) {
        return new DeliveryQueue(jdbc);
    }

    @Bean
    StoredEvents storedEvents(JdbcClient jdbc, OpenSealedFields opener) {
        return new StoredEvents(jdbc, new EventSerializer(), opener);
    }

    @Bean
    EventHistory eventHistory(JdbcTemplate jdbc) {
        return new EventHistory(jdbc);
    }
}
