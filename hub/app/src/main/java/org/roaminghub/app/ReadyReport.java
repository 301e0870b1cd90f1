package org.roaminghub.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says once where the hub listens. */
@Component
class ReadyReport {

    private static final Logger log = LoggerFactory.getLogger(ReadyReport.class);

    private final HubSettings settings;

    ReadyReport(HubSettings settings) {
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        log.info(
                "listener=http port={} ocpi={}/ocpi/versions admin={}/api/v1",
                settings.port(),
                settings.publicBase(),
                settings.publicBase());
        log.info("listener=management port={} path=/actuator/health/readiness", settings.managementPort());
    }
}
