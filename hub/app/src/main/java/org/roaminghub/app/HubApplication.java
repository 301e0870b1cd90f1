package org.roaminghub.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The hub. */
@SpringBootApplication
@EnableConfigurationProperties(HubSettings.class)
public class HubApplication {

    public static void main(String[] args) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(HubApplication.class, args);
    }
}
