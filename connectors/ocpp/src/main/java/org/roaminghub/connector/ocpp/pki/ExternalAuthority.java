package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An authority elsewhere, the usual way: a central system should not sign itself (OCPP 2.0.1 A02.FR.04). It gets the request as PEM by
 * POST, with the station's id and the kind in headers, and answers with the chain as PEM.
 */
public final class ExternalAuthority implements SigningAuthority {

    private static final String PEM = "application/x-pem-file";
    private static final int MAX_BYTES = 32 << 10;

    private final Outside outside;
    private final URI url;
    private final @Nullable String token;

    /** {@code token}: a bearer's; absent: none is shown. */
    public ExternalAuthority(Outside outside, URI url, @Nullable String token) {
        this.outside = outside;
        this.url = url;
        this.token = token;
    }

    @Override
    public boolean signs(CertificateKind kind) {
        return true;
    }

    @Override
    public String sign(SigningRequest request, CertificateKind kind, String identity)
            throws IOException, InterruptedException {
        byte[] body = request.pem().getBytes(StandardCharsets.US_ASCII);
        String station = java.net.URLEncoder.encode(identity, StandardCharsets.UTF_8);
        try {
            byte[] answer = token == null
                    ? outside.post(
                            url, PEM, body, MAX_BYTES, false, "Station", station, "Certificate-Type", kind.word())
                    : outside.post(
                            url,
                            PEM,
                            body,
                            MAX_BYTES,
                            false,
                            "Station",
                            station,
                            "Certificate-Type",
                            kind.word(),
                            "Authorization",
                            "Bearer " + token);
            String chain = new String(answer, StandardCharsets.US_ASCII);
            List<X509Certificate> certificates = Chains.read(chain);
            if (certificates.isEmpty()
                    || !certificates.getFirst().getPublicKey().equals(request.key())) {
                throw new IOException("the answer is not a certificate of the request's key");
            }
            return Chains.write(certificates);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        }
    }
}
