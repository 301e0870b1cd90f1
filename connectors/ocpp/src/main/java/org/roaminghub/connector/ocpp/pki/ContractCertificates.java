package org.roaminghub.connector.ocpp.pki;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ContractId;

/** Certificates that cars show (ISO 15118): whether they lead to a root that is believed, and still count (OCPP 2.0.1 C07). */
public final class ContractCertificates {

    private static final int MAX_CHAIN = 5;

    private final Authorities roots;
    private final @Nullable Ocsp ocsp;
    private final Clock clock;

    /** {@code roots}: of V2G and of the mobility operators. {@code ocsp} absent: nobody is asked, which is for laboratories. */
    public ContractCertificates(Authorities roots, @Nullable Ocsp ocsp, Clock clock) {
        this.roots = roots;
        this.ocsp = ocsp;
        this.clock = clock;
    }

    /**
     * What a station passes on of them: the chain as PEM where it can't look at it itself, and what to ask responders by.
     * {@code contract}: the id that is to be charged.
     */
    public Finding check(@Nullable String pem, List<Ocsp.Asked> hashes, String contract) {
        if (pem == null) {
            return ocsp == null ? Finding.GOOD : ocsp.check(hashes, roots);
        }
        List<X509Certificate> chain = Chains.read(pem);
        if (chain.isEmpty() || chain.size() > MAX_CHAIN || !isOf(contract, chain.getFirst())) {
            return Finding.UNVERIFIABLE;
        }
        Finding finding = roots.check(chain, List.of(), clock.now());
        return finding == Finding.GOOD && ocsp != null
                ? ocsp.check(
                        roots.path(chain),
                        roots,
                        hashes.isEmpty() ? null : hashes.getFirst().responder())
                : finding;
    }

    /** What responders say of one certificate; empty where nobody is asked. */
    public Optional<Ocsp.Standing> standing(Ocsp.Asked asked) {
        return Optional.ofNullable(ocsp).map(responders -> responders.standing(asked, roots));
    }

    /** Its CN is the contract's id, with separators or without. */
    private static boolean isOf(String contract, X509Certificate certificate) {
        return StationCertificates.commonName(certificate)
                .filter(name -> !name.isBlank()
                        && name.length() <= ContractId.MAX_LENGTH
                        && !contract.isBlank()
                        && contract.length() <= ContractId.MAX_LENGTH)
                .filter(name -> ContractId.parse(name)
                        .matchKey()
                        .equals(ContractId.parse(contract).matchKey()))
                .isPresent();
    }
}
