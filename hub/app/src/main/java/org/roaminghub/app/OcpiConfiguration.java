package org.roaminghub.app;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.roaminghub.connector.ocpi.OcpiConnector;
import org.roaminghub.connector.ocpi.OcpiServlet;
import org.roaminghub.hub.location.LocationRegister;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.routing.RelayRoutes;
import org.roaminghub.hub.tariff.TariffRegister;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** OCPI at {@code /ocpi/*}. */
@Configuration(proxyBeanMethods = false)
public class OcpiConfiguration {

    @Bean(destroyMethod = "close")
    OcpiConnector ocpiConnector(
            HubSettings settings,
            TlsSettings tls,
            ObjectProvider<Parties> parties,
            ObjectProvider<RelayRoutes> routes,
            ObjectProvider<LocationRegister> locations,
            ObjectProvider<TariffRegister> tariffs,
            Clock clock,
            Ids ids) {
        return OcpiConnector.create(
                new OcpiConnector.Settings(settings.allowPlainHttp(), "Roaming Hub", tls.client()),
                parties::getObject,
                routes::getObject,
                locations::getObject,
                tariffs::getObject,
                clock,
                ids);
    }

    @Bean
    ServletRegistrationBean<OcpiServlet> ocpiServlet(OcpiConnector connector, HubDoors doors) {
        ServletRegistrationBean<OcpiServlet> registration =
                new ServletRegistrationBean<>(new OcpiServlet(connector.endpoint(doors)), "/ocpi/*");
        registration.setName("ocpi");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tls(HubSettings settings, TlsSettings tls) {
        Ssl server = tls.server();
        if (server != null && !settings.publicUrl().startsWith("https://")) {
            throw new IllegalArgumentException(
                    "HUB_TLS_CERTIFICATE is set: HUB_PUBLIC_URL, which partners are told, must"
                            + " begin with https://");
        }
        return tomcat -> {
            if (server != null) {
                tomcat.setSsl(server);
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrors.class.getName());
            }
        });
    }

    /** A card's uid may have slashes in it; in a path they come encoded and stay so until the path is cut at its own. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        String asItCame = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(asItCame);
            connector.setEncodedReverseSolidusHandling(asItCame);
        });
    }
}
