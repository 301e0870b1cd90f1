package org.roaminghub.app.admin;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.roaminghub.app.projection.StoredEvents;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.projection.cdr.CdrView;
import org.roaminghub.projection.location.LocationView;
import org.roaminghub.projection.session.SessionView;
import org.roaminghub.projection.tariff.TariffView;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the admin API is made of beside its controllers. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:admin-api.properties")
class AdminConfiguration {

    private static final String BEARER = "bearer";

    @Bean
    ProblemWriter problemWriter(Parties parties) {
        return new ProblemWriter(parties.publicUrl());
    }

    @Bean
    AccessRegister accessRegister(
            JdbcClient jdbc,
            Commands commands,
            Recorder recorder,
            Clock clock,
            Ids ids,
            AdminToken firstAdministrator) {
        return new AccessRegister(jdbc, commands, recorder, clock, ids, firstAdministrator);
    }

    @Bean
    AuditLog auditLog(Commands commands, Recorder recorder, Clock clock, Ids ids) {
        return new RecordedAudit(commands, recorder, clock, ids);
    }

    @Bean
    Items items(StoredEvents events) {
        return new Items(events);
    }

    @Bean
    LocationItems locationItems(StoredEvents events, LocationView locations, TariffView tariffs) {
        return new LocationItems(events, locations, tariffs);
    }

    @Bean
    HistoryPayload historyPayload(Privacy privacy) {
        return new HistoryPayload(privacy::openField);
    }

    @Bean
    HistorySearch historySearch(SessionView sessions, CdrView cdrs, Privacy privacy, Parties parties) {
        return new HistorySearch(sessions, cdrs, privacy, parties);
    }

    @Bean
    WebMvcConfigurer adminCalls(AuditLog audit, ProblemWriter problems) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new CallGuard(audit)).addPathPatterns("/api/**");
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(new ProblemResolver(problems));
            }
        };
    }

    @Bean
    OpenAPI adminApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Roaming Hub, admin API")
                        .version("v1")
                        .description("JSON in snake_case; errors are RFC 9457 problems. Lists end at the oldest running"
                                + " transaction, so that no page misses a late commit. Parties are written DE*ABC; times are"
                                + " RFC 3339 UTC.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** The description names fields as the API does. */
    @Bean
    ModelResolver snakeCaseNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper()
                .copy()
                .setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE));
    }
}
