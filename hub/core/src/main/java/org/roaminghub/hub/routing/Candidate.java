package org.roaminghub.hub.routing;

import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;

/** An eMSP that may be asked, under which agreement, and the platform that speaks for it. */
public record Candidate(PartyId emsp, Agreement agreement, KnownPlatform platform) {

    public boolean isConnected() {
        return platform.status() == ConnectionStatus.CONNECTED;
    }
}
