package org.roaminghub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own: what Java may do with TLS is settled when the first class of it is loaded. */
class RsaKeyExchangeTest {

    @Test
    @DisplayName(
            "OCPP-8 with an RSA certificate the listener speaks the four suites of OCPP, and nothing else of the process does")
    void on() throws Exception {
        assertThat(said("true"))
                .contains("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 EC")
                .contains("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 EC")
                .contains("TLS_RSA_WITH_AES_128_GCM_SHA256 RSA")
                .contains("TLS_RSA_WITH_AES_256_GCM_SHA384 RSA")
                .contains("by default 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "none"})
    @DisplayName("switched off, and without an RSA certificate, Java stays as it is")
    void off(String wanted) throws Exception {
        assertThat(said(wanted))
                .contains("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 EC")
                .contains("TLS_RSA_WITH_AES_128_GCM_SHA256 refused")
                .contains("by default 0");
    }

    private static String said(String wanted) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RsaKeyExchangeProcess.class.getName(),
                        wanted)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
