package org.roaminghub.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class HubSettingsTest {

    private static HubSettings settings(String publicUrl, @Nullable String axonserver) {
        return new HubSettings(
                8080,
                8180,
                8081,
                publicUrl,
                "DE*HUB",
                Path.of("data"),
                Path.of("data/master.key"),
                false,
                0,
                Duration.ofMinutes(5),
                null,
                null,
                null,
                axonserver,
                null);
    }

    @Test
    void refusesToStartWithASettingThatWouldBeIgnored() {
        assertThatThrownBy(() -> settings("http://localhost:8080", "axon:8124"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HUB_AXONSERVER");
        assertThat(settings("http://localhost:8080", " ").axonserver()).isBlank();
    }

    @Test
    void saysWhichSettingKeepsTheHubFromStarting() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("hub.axonserver=axon:8124")
                .run(context -> {
                    FailureAnalysis told =
                            requireNonNull(new SettingFailure().analyze(requireNonNull(context.getStartupFailure())));
                    assertThat(told.getDescription()).startsWith("HUB_AXONSERVER is set");
                    assertThat(told.getAction()).isNotBlank();
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(HubSettings.class)
    static class Settings {}

    @Test
    void leavesOutTheSlashAtTheEndOfThePublicUrl() {
        assertThat(settings("https://hub.example/", null).publicBase()).isEqualTo("https://hub.example");
    }
}
