package org.roaminghub.app;

import org.roaminghub.app.cli.HubCtl;
import org.roaminghub.bench.Bench;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The hub, and the command line around it. */
@SpringBootApplication
@EnableConfigurationProperties({HubSettings.class, TlsSettings.class, OcppSettings.class, PncSettings.class})
public class HubApplication {

    public static void main(String[] args) {
        System.exit(HubCtl.run(args, HubApplication::start, new Bench()));
    }

    /** Returns when the hub is ready; it stops when the process is told to end. */
    public static void start(String... args) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(HubApplication.class, args);
    }
}
