package org.roaminghub.spi.inbound;

import java.time.Duration;
import java.util.List;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/** May a message cross from the caller to another party, and where to? For requests that a connector relays as they are. */
public interface Routes {

    /** {@code toRole} is the role in which the receiver is addressed. */
    Route routeTo(Caller caller, PartyId to, Role toRole, Service service);

    /** The parties of other platforms that have an agreement with one of the platform's own now, in a stable order. */
    List<HostedParty> reachable(PlatformId platform);

    /** Where the message goes, or why it doesn't. */
    sealed interface Route {
        record Open(KnownPlatform platform, AgreementId agreement, Duration deadline) implements Route {}

        record Closed(Refusal refusal, String why) implements Route {}
    }
}
