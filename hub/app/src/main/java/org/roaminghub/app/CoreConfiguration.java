package org.roaminghub.app;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.agreement.store.AgreementStore;
import org.roaminghub.hub.authorization.AuthorizeToken;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.authorization.store.AuthorizationStore;
import org.roaminghub.hub.cdr.ChargeDetailRecords;
import org.roaminghub.hub.cdr.store.CdrStore;
import org.roaminghub.hub.command.RemoteControl;
import org.roaminghub.hub.command.store.ProfileStore;
import org.roaminghub.hub.command.store.RemoteStore;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.DeliverySettings;
import org.roaminghub.hub.delivery.Partners;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.location.LocationRegister;
import org.roaminghub.hub.location.store.LocationStore;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.party.PartyNews;
import org.roaminghub.hub.party.store.PartyTables;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.relay.PassedOn;
import org.roaminghub.hub.relay.store.RelayStore;
import org.roaminghub.hub.routing.Publicity;
import org.roaminghub.hub.routing.RelayRoutes;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.ReportRoutes;
import org.roaminghub.hub.session.Reserved;
import org.roaminghub.hub.session.store.SessionStore;
import org.roaminghub.hub.tariff.TariffRegister;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.hub.token.TokenDirectory;
import org.roaminghub.hub.token.store.TokenStore;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the slices of the core together, in the order in which they know each other, and opens the doors for connectors. */
@Configuration(proxyBeanMethods = false)
public class CoreConfiguration {

    /** What core may use to reach partners. Asked for late: connectors need core's doors first. */
    public record Connectors(Supplier<Map<Protocol, Connector>> byProtocol) {}

    @Bean
    Connectors connectors(ObjectProvider<Connector> all) {
        return new Connectors(new OnceAsked(all));
    }

    /** For what a message need not wait for. */
    @Bean(destroyMethod = "close")
    Executor background() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    Parties parties(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            Clock clock,
            Ids ids,
            Executor background,
            HubSettings settings) {
        return new Parties(
                commands,
                recorder,
                privacy,
                PartyTables.on(jdbc),
                clock,
                ids,
                background,
                PartyId.parse(settings.party()),
                settings.publicBase());
    }

    @Bean
    PartyNews partyNews(Parties parties, Connectors connectors, Executor background) {
        return new PartyNews(parties, connectors.byProtocol(), background);
    }

    @Bean
    Agreements agreements(Commands commands, Recorder recorder, JdbcClient jdbc, Clock clock, Ids ids) {
        return new Agreements(commands, recorder, new AgreementStore(jdbc), clock, ids);
    }

    @Bean
    Deliveries deliveries(
            HubSettings settings,
            Commands commands,
            Recorder recorder,
            JdbcClient jdbc,
            Parties parties,
            Connectors connectors,
            Clock clock,
            Ids ids) {
        return new Deliveries(
                commands,
                recorder,
                new DeliveryStore(jdbc),
                Partners.of(parties),
                connectors.byProtocol(),
                clock,
                ids,
                () -> ThreadLocalRandom.current().nextLong(),
                DeliverySettings.DEFAULT.askingAfter(settings.stillAlive()));
    }

    @Bean
    TokenDirectory tokenDirectory(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            Parties parties,
            Agreements agreements,
            Deliveries deliveries,
            Connectors connectors,
            Executor background,
            Clock clock,
            Ids ids) {
        return new TokenDirectory(
                commands,
                recorder,
                privacy,
                new TokenStore(jdbc),
                parties,
                agreements,
                deliveries,
                connectors.byProtocol(),
                background,
                clock,
                ids);
    }

    @Bean
    AuthorizationStore authorizationStore(JdbcTemplate jdbc) {
        return new AuthorizationStore(jdbc);
    }

    @Bean
    Grants grants(AuthorizationStore store, Privacy privacy) {
        return new Grants(store, privacy);
    }

    @Bean
    AuthorizeToken authorizeToken(
            Parties parties,
            Agreements agreements,
            TokenDirectory tokens,
            Connectors connectors,
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            AuthorizationStore store,
            Clock clock,
            Ids ids) {
        return new AuthorizeToken(
                parties, agreements, tokens, connectors.byProtocol(), commands, recorder, privacy, store, clock, ids);
    }

    @Bean
    ReportRoutes reportRoutes(Parties parties, Agreements agreements, TokenDirectory tokens) {
        return new ReportRoutes(ReportRoutes.Register.of(parties, agreements, tokens));
    }

    @Bean
    ChargingSessions chargingSessions(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            ReportRoutes routes,
            Grants grants,
            Deliveries deliveries,
            Connectors connectors,
            Clock clock,
            Ids ids) {
        return new ChargingSessions(
                commands,
                recorder,
                privacy,
                new SessionStore(jdbc),
                routes,
                Reserved.of(grants),
                deliveries,
                connectors.byProtocol(),
                clock,
                ids);
    }

    @Bean
    ChargeDetailRecords chargeDetailRecords(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            ReportRoutes routes,
            ChargingSessions sessions,
            Deliveries deliveries,
            Clock clock,
            Ids ids) {
        return new ChargeDetailRecords(
                commands,
                recorder,
                privacy,
                new CdrStore(jdbc),
                routes,
                sessions,
                deliveries,
                new IntakeRules(),
                clock,
                ids);
    }

    @Bean
    RelayRoutes relayRoutes(Parties parties, Agreements agreements, Clock clock) {
        return new RelayRoutes(parties, agreements, clock);
    }

    @Bean
    Publicity publicity(Parties parties, Agreements agreements, Clock clock) {
        return new Publicity(parties, agreements, clock);
    }

    @Bean
    LocationRegister locationRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            Publicity publicity,
            Routes routes,
            Parties parties,
            Deliveries deliveries,
            Connectors connectors,
            Executor background,
            Ids ids) {
        return new LocationRegister(
                commands,
                recorder,
                privacy,
                new LocationStore(jdbc),
                publicity,
                routes,
                parties.hubParty(),
                deliveries,
                connectors.byProtocol(),
                background,
                ids);
    }

    @Bean
    TariffRegister tariffRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            Publicity publicity,
            Routes routes,
            Parties parties,
            Deliveries deliveries,
            Connectors connectors,
            Clock clock,
            Ids ids) {
        return new TariffRegister(
                commands,
                recorder,
                privacy,
                new TariffStore(jdbc),
                publicity,
                routes,
                parties.hubParty(),
                deliveries,
                connectors.byProtocol(),
                clock,
                ids);
    }

    @Bean
    RemoteControl remoteControl(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            Parties parties,
            Routes routes,
            LocationRegister locations,
            Agreements agreements,
            ChargingSessions sessions,
            Grants grants,
            Deliveries deliveries,
            Connectors connectors,
            Executor background,
            Clock clock,
            Ids ids) {
        return new RemoteControl(
                commands,
                recorder,
                privacy,
                new RemoteStore(jdbc),
                new ProfileStore(jdbc),
                routes,
                parties.hubParty(),
                agreements,
                sessions,
                locations::ownersOf,
                grants,
                deliveries,
                connectors.byProtocol(),
                background,
                clock,
                ids);
    }

    @Bean
    PassedOn passedOn(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            ChargeDetailRecords cdrs,
            Clock clock,
            Ids ids) {
        return new PassedOn(commands, recorder, privacy, new RelayStore(jdbc), cdrs::partnersOf, clock, ids);
    }

    @Bean
    HubDoors doors(
            HubSettings settings,
            Parties parties,
            Routes routes,
            AuthorizeToken authorizations,
            TokenDirectory tokens,
            ChargingSessions sessions,
            ChargeDetailRecords cdrs,
            LocationRegister locations,
            TariffRegister tariffs,
            Deliveries deliveries,
            RemoteControl remotes,
            PassedOn relays,
            Executor background) {
        return new HubDoors(
                new RateLimits(settings.rateLimit()),
                parties,
                routes,
                authorizations,
                tokens,
                sessions,
                cdrs,
                locations,
                tariffs,
                deliveries.losses().inBackground(background),
                remotes,
                relays);
    }
}
