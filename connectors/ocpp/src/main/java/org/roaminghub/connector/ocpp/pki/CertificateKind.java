package org.roaminghub.connector.ocpp.pki;

import java.util.Optional;

/** What a certificate of a station is for. */
public enum CertificateKind {
    STATION("ChargingStationCertificate"),
    /** Shown to cars: signed under a V2G root, never by the operator himself. */
    V2G("V2GCertificate"),
    V2G20("V2G20Certificate");

    private final String word;

    CertificateKind(String word) {
        this.word = word;
    }

    /** As in OCPP 2.x. */
    public String word() {
        return word;
    }

    public static Optional<CertificateKind> of(String word) {
        for (CertificateKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
