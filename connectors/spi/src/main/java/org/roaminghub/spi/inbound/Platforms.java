package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;

/** The register of platforms, as far as a connector needs it. */
public interface Platforms {

    /** The hub's own party. */
    PartyId hubParty();

    /** Base of every address the hub hands out, without a slash at its end. */
    String publicUrl();

    /**
     * Who presents this credential; empty when nobody (unknown, ended, replaced), or when the connection's certificate is not one of
     * the platform's own, or is another's. Marks the platform as seen. {@code shown} is absent where none was asked for or shown.
     */
    Optional<CredentialHolder> findByCredential(String credential, @Nullable ShownCertificate shown);

    /** The platform as it is now. Throws NoSuchElementException for an unknown id. */
    KnownPlatform get(PlatformId platform);

    /** The platform that speaks for the party in any role; empty when there is none. */
    Optional<KnownPlatform> findByParty(PartyId party);

    /** Every party that the hub knows, its own left out, in the order in which they came. */
    List<PartyStatus> partyStatuses();

    /**
     * Ends a handshake well: keeps the partner's credential and addresses and gives the credential that the partner is to
     * use from now on. The credential that was presented dies at once when it was a registration token; when it was an
     * ordinary one it stays good until the new one is used first. Claimed parties that the administrator did not enter are
     * recorded and inactive; a party of another platform is refused (NOT_YOURS) and nothing is changed.
     */
    ConnectOutcome connect(PlatformId platform, PartnerConnection connection);

    /** The partner ends its registration. Its credential is dead when this returns. */
    void unregister(PlatformId platform);

    /** A fresh credential, for a handshake that the hub starts itself; good at once, beside the present ones. */
    String issueCredential(PlatformId platform);

    /** What became of {@link #connect}. */
    sealed interface ConnectOutcome {
        record Connected(String credential) implements ConnectOutcome {}

        record NotConnected(Refusal refusal, String why) implements ConnectOutcome {}
    }

    /** A platform and what its credential is good for. */
    record CredentialHolder(KnownPlatform platform, boolean registrationOnly) {}
}
