package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;
import java.util.List;

/**
 * {@code publicUrl}: what the addresses begin with by which stations call the hub. {@code networks}: where stations may be called
 * beside the address that they speak from, as 10.20.0.0/16. {@code silence}: after so long without a word a station counts as away.
 */
public record SoapSettings(String publicUrl, List<String> networks, Duration silence) {
    public SoapSettings {
        networks = List.copyOf(networks);
    }
}
