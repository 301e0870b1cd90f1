package org.roaminghub.connector.ocpp.pki;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {

    private final Outside outside = new Outside(Duration.ofSeconds(1), Set.of(), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://10.1.2.3/",
                "http://192.168.0.1/",
                "http://172.16.0.1:8080/",
                "http://0.0.0.0/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://224.0.0.1/"
            })
    @DisplayName("a station can't send the hub to addresses inside")
    void inside(String url) {
        assertThatThrownBy(() -> outside.post(new URI(url), "text/plain", new byte[0], 10, true))
                .hasMessage("an address inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "nonsense", "http:///x"})
    @DisplayName("nor to anything but the web")
    void noWeb(String url) {
        assertThatThrownBy(() -> outside.post(new URI(url), "text/plain", new byte[0], 10, true))
                .hasMessage("no address of the web");
    }
}
