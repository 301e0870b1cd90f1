package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;

/** Who signs stations' certificates. */
public interface SigningAuthority {

    /** Whether it signs such ones at all. */
    boolean signs(CertificateKind kind);

    /** The certificate with its chain as PEM, the new one first. Takes half a minute at most; throws when it will not. */
    String sign(SigningRequest request, CertificateKind kind, String identity) throws IOException, InterruptedException;
}
