package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A request for a certificate (PKCS #10) that was signed with the key that it is for. */
public record SigningRequest(X500Name subject, PublicKey key, String pem) {

    private static final String BEGIN = "-----BEGIN ";
    private static final int LINE = 64;

    /** PEM, as OCPP says, or the same without its frame. Empty for what is none, or was signed by another key. */
    public static Optional<SigningRequest> read(String text) {
        try {
            byte[] der = der(text);
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(der);
            PublicKey key = request.getPublicKey();
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))
                    ? Optional.of(new SigningRequest(request.getSubject(), key, framed(der)))
                    : Optional.empty();
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] der(String text) {
        int begin = text.indexOf(BEGIN);
        String inner = begin < 0
                ? text
                : text.substring(text.indexOf("-----", begin + BEGIN.length()) + 5, text.indexOf("-----END"));
        return Base64.getMimeDecoder().decode(inner);
    }

    private static String framed(byte[] der) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + lines + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    /** Whether it names a station, the one of that serial number, of that operator; absent: any. */
    public boolean isFor(@Nullable String serial, @Nullable String organisation) {
        Optional<String> name = StationCertificates.value(subject, BCStyle.CN);
        return name.isPresent()
                && (serial == null || name.get().equals(serial))
                && (organisation == null
                        || StationCertificates.value(subject, BCStyle.O)
                                .filter(organisation::equals)
                                .isPresent());
    }
}
