package org.roaminghub.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How stations come in, by HUB_OCPP_… in the environment or hub.ocpp.… in application.yaml; all files are PEM.
 *
 * <p>{@code tlsPort}: security profile 2, {@code mtlsPort}: 3. Both show {@code tlsCertificate} (with its chain), and
 * {@code tlsRsaCertificate} to those that know no other kind; {@code tlsRsaKeyExchange}: also by the two suites without forward
 * secrecy that OCPP demands. {@code clientCa}: who signs stations' certificates; {@code clientCrl}: files with lists of revoked
 * ones; {@code clientOcsp}: whether responders are asked; {@code cpoName}: what O must be.
 *
 * <p>{@code signUrl} and {@code signToken}: who signs stations' certificates. Without: {@code signCertificate} and {@code signKey}, the
 * operator's own authority, whose certificates are good for {@code signDays}.
 *
 * <p>{@code soapNetworks}: where the hub calls stations that speak by SOAP, beside the address that each speaks from;
 * {@code soapSilence}: after so long without a word one is away.
 *
 * <p>{@code acceptRate} and {@code tlsAcceptRate}: new sockets a second, the others wait.
 */
@ConfigurationProperties("hub.ocpp")
public record OcppSettings(
        @Nullable Integer tlsPort,
        @Nullable Integer mtlsPort,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey,
        @Nullable Path tlsRsaCertificate,
        @Nullable Path tlsRsaKey,
        boolean tlsRsaKeyExchange,
        @Nullable Path clientCa,
        @Nullable List<Path> clientCrl,
        boolean clientOcsp,
        @Nullable String cpoName,
        @Nullable URI signUrl,
        @Nullable String signToken,
        @Nullable Path signCertificate,
        @Nullable Path signKey,
        int signDays,
        int acceptRate,
        int tlsAcceptRate,
        Duration handshake,
        Duration ping,
        @Nullable List<String> soapNetworks,
        Duration soapSilence) {

    public OcppSettings {
        clientCrl = clientCrl == null ? List.of() : List.copyOf(clientCrl);
        cpoName = cpoName == null || cpoName.isBlank() ? null : cpoName.strip();
        together("HUB_OCPP_TLS_CERTIFICATE", tlsCertificate, "HUB_OCPP_TLS_KEY", tlsKey);
        together("HUB_OCPP_TLS_RSA_CERTIFICATE", tlsRsaCertificate, "HUB_OCPP_TLS_RSA_KEY", tlsRsaKey);
        together("HUB_OCPP_SIGN_CERTIFICATE", signCertificate, "HUB_OCPP_SIGN_KEY", signKey);
        if (signUrl != null && signCertificate != null) {
            throw new IllegalArgumentException("HUB_OCPP_SIGN_URL or HUB_OCPP_SIGN_CERTIFICATE, not both");
        }
        if ((tlsPort != null || mtlsPort != null) && tlsCertificate == null) {
            throw new IllegalArgumentException(
                    "HUB_OCPP_TLS_PORT and HUB_OCPP_MTLS_PORT need HUB_OCPP_TLS_CERTIFICATE and HUB_OCPP_TLS_KEY");
        }
        if (mtlsPort != null && clientCa == null) {
            throw new IllegalArgumentException(
                    "HUB_OCPP_MTLS_PORT needs HUB_OCPP_CLIENT_CA, the authority of the stations' certificates");
        }
        Stream.concat(
                        Stream.of(
                                tlsCertificate,
                                tlsKey,
                                tlsRsaCertificate,
                                tlsRsaKey,
                                clientCa,
                                signCertificate,
                                signKey),
                        clientCrl.stream())
                .filter(Objects::nonNull)
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new IllegalArgumentException("HUB_OCPP_…: " + file + " can't be read");
                });
    }

    @Override
    public String toString() {
        return "OcppSettings[" + tlsPort + ", " + mtlsPort + "]";
    }

    private static void together(String one, @Nullable Path a, String other, @Nullable Path b) {
        if ((a == null) != (b == null)) {
            throw new IllegalArgumentException(one + " and " + other + " are set together");
        }
    }
}
