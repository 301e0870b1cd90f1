package org.roaminghub.app.admin;

import java.util.List;
import org.roaminghub.vocabulary.Refusal;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Who may call what. Partners' protocols have ways of their own and never come near this. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AdminSecurity {

    private static final String[] DESCRIPTION = {
        "/api/v1/openapi.json", "/api/v1/openapi.json/**", "/api/v1/docs", "/api/v1/docs/**", "/api/v1/swagger-ui/**"
    };

    private static final String OPERATOR = AdminRole.OPERATOR.name();
    private static final String FINANCE = AdminRole.FINANCE.name();
    private static final String REGULATOR = AdminRole.REGULATOR.name();
    private static final String PARTNER = AdminRole.PARTNER.name();

    @Bean
    SecurityFilterChain adminSecurityChain(HttpSecurity http, AccessRegister access, ProblemWriter problems) {
        return http.securityMatcher("/api/**", "/actuator/**")
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new BearerFilter(access, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.requestMatchers("/actuator/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, DESCRIPTION)
                        .permitAll()
                        .requestMatchers("/api/v1/access", "/api/v1/access/**")
                        .hasRole(OPERATOR)
                        .requestMatchers(
                                HttpMethod.GET, "/api/v1/status", "/api/v1/projections", "/api/v1/projections/**")
                        .hasAnyRole(OPERATOR, FINANCE)
                        .requestMatchers(HttpMethod.GET, "/api/v1/history", "/api/v1/history/**")
                        .hasAnyRole(OPERATOR, REGULATOR, PARTNER)
                        .requestMatchers(HttpMethod.GET, "/api/**")
                        .hasAnyRole(OPERATOR, FINANCE, REGULATOR, PARTNER)
                        .anyRequest()
                        .hasRole(OPERATOR))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, nobody) -> {
                            response.setHeader("WWW-Authenticate", "Bearer realm=\"hub\"");
                            problems.write(
                                    response,
                                    new Problem(Refusal.NOT_PERMITTED, 401, "A valid bearer token is needed."));
                        })
                        .accessDeniedHandler((request, response, denied) -> {
                            response.setHeader(
                                    "WWW-Authenticate", "Bearer realm=\"hub\", error=\"insufficient_scope\"");
                            problems.write(
                                    response, new Problem(Refusal.NOT_PERMITTED, "The token's role may not do this."));
                        }))
                .build();
    }

    /** Nobody logs in by password; without this Boot would make a user and log its password. */
    @Bean
    AuthenticationManager nobodyLogsIn() {
        return authentication -> {
            throw new BadCredentialsException("only bearer tokens are taken");
        };
    }

    /** Keeps the whole filter, its firewall included, away from every other address of the hub. */
    @Bean
    static BeanPostProcessor securityOnlyForTheApi() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DelegatingFilterProxyRegistrationBean filter
                        && name.equals("securityFilterChainRegistration")) {
                    filter.setUrlPatterns(List.of("/api/*", "/actuator/*"));
                }
                return bean;
            }
        };
    }
}
