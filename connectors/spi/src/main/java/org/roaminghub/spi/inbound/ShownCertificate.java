package org.roaminghub.spi.inbound;

/**
 * The certificate that a client showed for its connection; the server has proved that it holds the key. {@code subject} is in the
 * canonical form of X.500 names, {@code fingerprint} the SHA-256 of the certificate in lower-case hex.
 */
public record ShownCertificate(String subject, String fingerprint) {}
