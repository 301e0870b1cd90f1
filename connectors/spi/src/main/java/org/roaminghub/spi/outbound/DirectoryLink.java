package org.roaminghub.spi.outbound;

import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartyStatus;

/** How a partner hears who else can be reached through the hub. */
public interface DirectoryLink {

    /** Of a protocol that has no such message. */
    DirectoryLink NONE = (platform, status) -> Told.NOT_WANTED;

    Told tell(KnownPlatform platform, PartyStatus status);

    /** What the partner made of it. */
    enum Told {
        TAKEN,
        /** It offers no interface for it. */
        NOT_WANTED,
        /** No answer, or a refusal; it can ask itself later. */
        FAILED
    }
}
