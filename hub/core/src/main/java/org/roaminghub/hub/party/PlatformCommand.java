package org.roaminghub.hub.party;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/** What can be done to a platform. */
sealed interface PlatformCommand<R> extends Command<R> {

    PlatformId platform();

    Instant at();

    Causes causes();

    /** A party in a role: the key of the register. Only one platform holds it. */
    record Seat(Role role, PartyId party) {

        static Seat of(HostedParty hosted) {
            return new Seat(hosted.role(), hosted.party());
        }

        static Seat of(PartnerConnection.ClaimedParty claimed) {
            return new Seat(claimed.role(), claimed.party());
        }
    }

    /** Seats held by other platforms. An unapproved one is a mere claim. */
    record Others(Set<Seat> approved, Set<Seat> claimed) {

        static final Others NONE = new Others(Set.of(), Set.of());

        boolean hold(Seat seat) {
            return approved.contains(seat) || claimed.contains(seat);
        }
    }

    /** Answers with a registration token. */
    record RegisterPlatform(
            PlatformId platform,
            String name,
            Protocol protocol,
            List<HostedParty> parties,
            Map<String, String> settings,
            Instant at,
            Causes causes)
            implements PlatformCommand<Outcome<String>> {}

    /** Adds a party, or approves one that the partner claimed. */
    record AddParty(PlatformId platform, HostedParty party, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    /** Answers with a one-time token; the one before is dead. */
    record RenewRegistrationToken(PlatformId platform, Instant at, Causes causes)
            implements PlatformCommand<Outcome<String>> {}

    /** Answers with a credential for a handshake that the hub starts. */
    record IssueCredential(PlatformId platform, Instant at, Causes causes)
            implements PlatformCommand<Outcome<String>> {}

    /** A handshake ended well. Answers with the credential that the partner is to use. */
    record ConnectPlatform(PlatformId platform, PartnerConnection connection, Instant at, Causes causes)
            implements PlatformCommand<Outcome<String>> {}

    /** A credential that was never used before was presented: the older ones are dead. */
    @SuppressWarnings("ArrayRecordComponent")
    record ProveCredential(PlatformId platform, byte[] hash, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record UnregisterPlatform(PlatformId platform, @Nullable String reason, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record SetGate(PlatformId platform, Gate gate, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record SuspendPlatform(PlatformId platform, @Nullable String reason, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record ResumePlatform(PlatformId platform, @Nullable String reason, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record TakeOffline(PlatformId platform, String reason, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}

    record BringOnline(PlatformId platform, String reason, Instant at, Causes causes)
            implements PlatformCommand<Outcome<PlatformId>> {}
}
