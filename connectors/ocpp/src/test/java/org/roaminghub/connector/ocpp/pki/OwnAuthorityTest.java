package org.roaminghub.connector.ocpp.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static KeyPair pair(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(kind.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate authority(KeyPair pair, boolean isOne) throws Exception {
        X500Name name = new X500Name("CN=Station CA");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                Date.from(NOW.minus(Duration.ofDays(9))),
                Date.from(NOW.plus(Duration.ofDays(100))),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isOne));
        String algorithm = pair.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
    }

    private static SigningRequest request(KeyPair pair) throws Exception {
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=SN1,O=CPO"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        return SigningRequest.read(Base64.getEncoder().encodeToString(der)).orElseThrow();
    }

    @Test
    @DisplayName(
            "what it signs leads to it, is the station's own, for clients only, and ends with the authority at the latest")
    void signs() throws Exception {
        for (String kind : List.of("EC", "RSA")) {
            KeyPair pair = pair(kind);
            KeyPair stations = pair("EC");
            X509Certificate by = authority(pair, true);
            var own = new OwnAuthority(List.of(by), pair.getPrivate(), Duration.ofDays(365), () -> NOW);
            String chain = own.sign(request(stations), CertificateKind.STATION, "CP1");
            X509Certificate signed = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
                    .iterator()
                    .next();
            assertThat(new Authorities(List.of(by)).check(List.of(signed), List.of(), NOW))
                    .isEqualTo(Finding.GOOD);
            assertThat(signed.getPublicKey()).isEqualTo(stations.getPublic());
            assertThat(StationCertificates.commonName(signed)).contains("SN1");
            assertThat(signed.getBasicConstraints()).isEqualTo(-1);
            assertThat(signed.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
            assertThat(signed.getNotAfter()).isEqualTo(by.getNotAfter());
        }
    }

    @Test
    @DisplayName("it signs nothing for cars, and only an authority is one")
    void signsNotAll() throws Exception {
        KeyPair pair = pair("EC");
        var own = new OwnAuthority(List.of(authority(pair, true)), pair.getPrivate(), Duration.ofDays(365), () -> NOW);
        assertThat(own.signs(CertificateKind.STATION)).isTrue();
        assertThat(own.signs(CertificateKind.V2G)).isFalse();
        assertThat(own.signs(CertificateKind.V2G20)).isFalse();
        X509Certificate none = authority(pair, false);
        assertThatThrownBy(() -> new OwnAuthority(List.of(none), pair.getPrivate(), Duration.ofDays(365), () -> NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
