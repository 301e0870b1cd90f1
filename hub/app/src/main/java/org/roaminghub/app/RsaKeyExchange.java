package org.roaminghub.app;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Java has TLS_RSA_… switched off for the whole process, and OCPP demands two of them of a central system (2.0.1 A00.FR.318). They
 * are switched on when stations are to be shown an RSA certificate, before anything of TLS is loaded; everything else in the
 * process is held to what it had (docs/adr/0022).
 */
public final class RsaKeyExchange implements EnvironmentPostProcessor {

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final String SWITCH = "TLS_RSA_*";

    /** Java's own choice without them. */
    private static final String OTHERS = "TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256,"
            + "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,"
            + "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
            + "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
            + "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256,"
            + "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,"
            + "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,"
            + "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean wanted = environment.getProperty("hub.ocpp.tls-rsa-certificate") != null
                && environment.getProperty("hub.ocpp.tls-rsa-key-exchange", Boolean.class, true);
        String disabled = Security.getProperty(DISABLED);
        if (wanted && disabled != null && disabled.contains(SWITCH)) {
            setIfAbsent("jdk.tls.client.cipherSuites", OTHERS);
            setIfAbsent("jdk.tls.server.cipherSuites", OTHERS);
            Security.setProperty(
                    DISABLED,
                    Arrays.stream(disabled.split(","))
                            .map(String::strip)
                            .filter(rule -> !rule.equals(SWITCH))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
