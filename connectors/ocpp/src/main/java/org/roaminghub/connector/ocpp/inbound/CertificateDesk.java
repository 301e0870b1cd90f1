package org.roaminghub.connector.ocpp.inbound;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.pki.ContractCertificates;
import org.roaminghub.connector.ocpp.pki.ContractPool;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.pki.SigningAuthority;

/**
 * Whom certificates are asked for and about. {@code authority} absent: none is configured, stations' requests are rejected;
 * {@code pool} the same for cars' requests. {@code organisation}: what O of a station's certificate must be; absent: anything.
 */
public record CertificateDesk(
        @Nullable SigningAuthority authority,
        @Nullable String organisation,
        Ocsp ocsp,
        ContractCertificates contracts,
        @Nullable ContractPool pool) {}
