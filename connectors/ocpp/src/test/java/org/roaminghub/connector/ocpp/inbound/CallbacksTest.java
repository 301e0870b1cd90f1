package org.roaminghub.connector.ocpp.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the hub calls stations, of all that they name. */
class CallbacksTest {

    private static final String PEER = "192.0.2.7";
    private final Callbacks callbacks = new Callbacks(List.of("10.9.0.0/16", "fd00::/8", "198.51.100.20"));

    @Test
    void callsWhereAStationSpeaksFromAndTheNetworksThatTheOperatorNames() {
        for (String good : List.of(
                "http://192.0.2.7/x",
                "http://10.9.255.1:8080/x?y=1",
                "http://[fd12:0:0:0:0:0:0:1]:99/x",
                "http://198.51.100.20")) {
            assertThat(callbacks.allowed(good, PEER)).as(good).contains(URI.create(good));
        }
    }

    @Test
    void callsNobodyElse() {
        for (String bad : List.of(
                "http://192.0.2.8/x",
                "http://10.10.0.1/x",
                "http://198.51.100.21/x",
                "http://127.0.0.1/x",
                "http://[::1]/x",
                "http://[::ffff:10.10.0.1]/x",
                "http://0.0.0.0/x",
                "http://224.0.0.1/x",
                "http://user@192.0.2.7/x",
                "http://192.0.2.7/x#y",
                "http://192.0.2.7:99999/x",
                "file:///etc/hosts",
                "http:///x",
                "http://192.0.2.7/" + "x".repeat(300),
                "nonsense")) {
            assertThat(callbacks.allowed(bad, PEER)).as(bad).isEmpty();
        }
    }

    @Test
    void callsByHttpTheNumberThatItLookedAtAndByHttpsTheNameThatTheCertificateBinds() {
        assertThat(callbacks.allowed("http://localhost:81/x", "127.0.0.1"))
                .contains(URI.create("http://127.0.0.1:81/x"));
        assertThat(callbacks.allowed("https://localhost:81/x", "127.0.0.1"))
                .contains(URI.create("https://localhost:81/x"));
        assertThat(callbacks.allowed("http://localhost:81/x", PEER)).isEmpty();
    }

    @Test
    void refusesNetworksThatAreNone() {
        for (String bad : List.of("10.9.0.0/33", "10.9.0.0/-1", "10.9.0.0/x", "example.com/8", "", "fd00::/129")) {
            assertThatThrownBy(() -> new Callbacks(List.of(bad)))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HUB_OCPP_SOAP_NETWORKS");
        }
    }
}
