package org.roaminghub.app;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.roaminghub.connector.ocpp.OcppConnector;
import org.roaminghub.connector.ocpp.inbound.SoapServlet;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.authorization.AuthorizeToken;
import org.roaminghub.hub.cdr.ChargeDetailRecords;
import org.roaminghub.hub.command.RemoteControl;
import org.roaminghub.hub.location.LocationRegister;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.station.OwnPlaces;
import org.roaminghub.hub.station.OwnTariffs;
import org.roaminghub.hub.station.ReservationBills;
import org.roaminghub.hub.station.RunningCosts;
import org.roaminghub.hub.station.StationKeeping;
import org.roaminghub.hub.station.StationRegister;
import org.roaminghub.hub.station.StationTables;
import org.roaminghub.hub.station.StationTariffs;
import org.roaminghub.hub.station.StationTimes;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.LimitStore;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.LookStore;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.PresenceIntake;
import org.roaminghub.hub.station.store.ProfileStore;
import org.roaminghub.hub.station.store.ReadingIntake;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.SignedStore;
import org.roaminghub.hub.station.store.StateIntake;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StreamStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.hub.tariff.TariffRegister;
import org.roaminghub.hub.tariff.TariffVersions;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.hub.token.TokenDirectory;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub's own stations, and OCPP at {@code /ocpp/{station_id}} on a port of its own; by SOAP where all of HTTP is. */
@Configuration(proxyBeanMethods = false)
public class OcppConfiguration {

    @Bean
    OcppConnector ocppConnector(
            HubSettings settings,
            OcppSettings doors,
            PncSettings pnc,
            ObjectProvider<StationRegister> stations,
            ObjectProvider<StationKeeping> records,
            ObjectProvider<RemoteControl> commands,
            Executor background,
            Clock clock,
            Ids ids) {
        return OcppConnector.create(
                StationDoors.of(settings.ocppPort(), settings.publicBase(), doors, pnc, clock),
                stations::getObject,
                records::getObject,
                commands::getObject,
                background,
                clock,
                ids);
    }

    @Bean
    ServletRegistrationBean<SoapServlet> stationsBySoap(OcppConnector connector) {
        ServletRegistrationBean<SoapServlet> registration =
                new ServletRegistrationBean<>(connector.servlet(), SoapServlet.PATH + "/*");
        registration.setName("ocpp-soap");
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }

    @Bean
    RunningCosts runningCosts(
            JdbcClient jdbc,
            JdbcTemplate template,
            OcppConnector connector,
            @Value("${hub.station-cost-every}") Duration every,
            Executor background,
            Clock clock) {
        return new RunningCosts(
                new StationStore(jdbc),
                new SettingStore(template),
                new PricesAtStations(),
                connector.words(),
                connector::stations,
                every,
                background,
                clock);
    }

    @Bean
    StationTimes stationTimes(
            @Value("${hub.station-offline-wait}") Duration offlineWait,
            @Value("${hub.station-end-wait}") Duration endWait,
            @Value("${hub.station-gap-wait}") Duration gapWait) {
        return StationTimes.DEFAULT.missing(offlineWait).waiting(endWait, gapWait);
    }

    @Bean
    OwnPrices ownPrices(JdbcClient jdbc) {
        TariffVersions tariffs = new TariffVersions(new TariffStore(jdbc));
        return new OwnPrices((between, tariff, at) -> tariffs.inForce(between.cpo(), tariff, between.emsp(), at));
    }

    @Bean
    ReservationBills reservationBills(
            JdbcClient jdbc,
            LocationRegister locations,
            Parties parties,
            Commands bus,
            Recorder recorder,
            ChargeDetailRecords cdrs,
            Agreements agreements,
            OwnPrices prices,
            OcppConnector connector,
            RemoteControl commands,
            StationTimes times,
            Executor background,
            Clock clock,
            Ids ids) {
        ReservationBills bills = new ReservationBills(
                new ReservedStore(jdbc),
                new StationStore(jdbc),
                locations,
                parties,
                bus,
                recorder,
                cdrs,
                agreements,
                prices,
                connector::stations,
                times,
                background,
                clock,
                ids);
        commands.watchReservations(bills);
        return bills;
    }

    @Bean
    StationRegister stationRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            JdbcTemplate template,
            Parties parties,
            Agreements agreements,
            LocationRegister locations,
            AuthorizeToken authorizations,
            ChargingSessions sessions,
            ChargeDetailRecords cdrs,
            RunningCosts costs,
            OcppConnector connector,
            OwnPrices prices,
            StationTimes times,
            Executor background,
            Clock clock,
            Ids ids) {
        return new StationRegister(
                commands,
                recorder,
                privacy,
                new StationTables(
                        new StationStore(jdbc),
                        new TransactionStore(jdbc),
                        new MeterStore(template),
                        new ReadingIntake(template, StationRegister.PROGRESS_EVERY),
                        new PresenceIntake(template),
                        new StateIntake(template),
                        new SignedStore(jdbc),
                        new JobStore(jdbc),
                        new SettingStore(template),
                        new DefaultTariffStore(jdbc),
                        new LimitStore(jdbc),
                        new ReservedStore(jdbc)),
                parties,
                agreements,
                new StationRegister.Doors(locations, authorizations, sessions, cdrs, costs),
                prices,
                new PricesAtStations(),
                connector::stations,
                connector.words(),
                times,
                background,
                clock,
                ids);
    }

    @Bean
    StationKeeping stationKeeping(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            JdbcClient jdbc,
            JdbcTemplate template,
            Parties parties,
            Agreements agreements,
            TokenDirectory tokens,
            LocationRegister locations,
            CoreConfiguration.Connectors connectors,
            OcppConnector connector,
            StationRegister register,
            RunningCosts costs,
            @Value("${hub.station-look-wait}") Duration lookWait,
            Executor background,
            Clock clock,
            Ids ids) {
        return new StationKeeping(
                commands,
                recorder,
                privacy,
                new StationKeeping.Tables(
                        new StationStore(jdbc),
                        new TransactionStore(jdbc),
                        new LocalListStore(template),
                        new JobStore(jdbc),
                        new SettingStore(template),
                        new ProfileStore(jdbc),
                        new StreamStore(jdbc),
                        new LookStore(jdbc)),
                parties,
                agreements,
                tokens,
                locations,
                connectors.byProtocol(),
                connector.lists(),
                connector.words(),
                register,
                costs,
                lookWait,
                background,
                clock,
                ids);
    }

    @Bean
    OwnTariffs ownTariffs(TariffRegister tariffs, Parties parties, JdbcClient jdbc, Clock clock, Ids ids) {
        return new OwnTariffs(tariffs, parties, new TransactionStore(jdbc), new DefaultTariffStore(jdbc), clock, ids);
    }

    @Bean
    OwnPlaces ownPlaces(LocationRegister locations, Parties parties, Clock clock, Ids ids) {
        return new OwnPlaces(locations, parties, clock, ids);
    }

    @Bean
    StationTariffs stationTariffs(
            JdbcClient jdbc,
            OwnTariffs tariffs,
            OcppConnector connector,
            StationRegister register,
            Executor background,
            Clock clock) {
        return new StationTariffs(
                new StationStore(jdbc),
                new DefaultTariffStore(jdbc),
                tariffs,
                connector.words(),
                register,
                background,
                clock);
    }
}
