package org.roaminghub.outside;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Says of certificates whether they were revoked; signs as their issuer unless told otherwise. */
final class OcspResponder implements AutoCloseable {

    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    final List<Pki> issuers = new java.util.concurrent.CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    /** Signs instead of the issuer. */
    volatile @Nullable Pki stranger;

    /** With the issuer's word for it, signs instead of the issuer. */
    volatile Pki.@Nullable Holder delegate;

    OcspResponder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ocsp", exchange -> {
            asked.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer;
            try {
                answer = answer(new OCSPReq(body));
            } catch (Exception e) {
                answer = new byte[0];
            }
            exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/mute", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ocsp";
    }

    /** Takes the question and never answers. */
    String muteUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mute";
    }

    private byte[] answer(OCSPReq request) throws Exception {
        Req one = request.getRequestList()[0];
        CertificateID id = one.getCertID();
        Pki issuer = null;
        for (Pki candidate : issuers) {
            if (id.matchesIssuer(
                    new JcaX509CertificateHolder(candidate.certificate),
                    new JcaDigestCalculatorProviderBuilder().build())) {
                issuer = candidate;
            }
        }
        Pki other = stranger;
        Pki.Holder word = delegate;
        Pki signer = other == null ? java.util.Objects.requireNonNull(issuer) : other;
        var key = word == null ? signer.key : word.key();
        var shown = word == null ? signer.certificate : word.certificate();
        var builder = new BasicOCSPRespBuilder(new RespID(
                SubjectPublicKeyInfo.getInstance(shown.getPublicKey().getEncoded()),
                new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1)));
        CertificateStatus status = issuer == null
                ? new UnknownStatus()
                : revoked.contains(id.getSerialNumber()) ? new RevokedStatus(new Date(), 0) : CertificateStatus.GOOD;
        Instant now = Instant.now();
        builder.addResponse(
                id,
                status,
                Date.from(now.minus(Duration.ofMinutes(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                null);
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(key),
                                new X509CertificateHolder[] {new JcaX509CertificateHolder(shown)},
                                new Date()))
                .getEncoded();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
