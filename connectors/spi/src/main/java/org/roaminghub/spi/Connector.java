package org.roaminghub.spi;

import java.util.Optional;
import java.util.Set;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DirectoryLink;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Session;

/** One protocol's way in and out of the hub. Found as a Spring bean by the application. */
public interface Connector {

    Protocol protocol();

    Set<Capability> capabilities();

    EmspLink emsps();

    CpoLink cpos();

    Handshake handshake();

    /** Protocols without such a message leave it at this. */
    default DirectoryLink directory() {
        return DirectoryLink.NONE;
    }

    /**
     * The whole object after a partial update: {@code before} is the last whole original, {@code change} the partial one.
     * Pure. Both are of this connector's protocol.
     */
    Original merged(Original before, Original change);

    /**
     * As {@link #merged(Original, Original)}, of an object of that owner, where the two may be of different versions. Throws
     * IllegalArgumentException with a sentence where they can't be put together.
     */
    default Original merged(PartyId owner, Original before, Original change) {
        return merged(before, change);
    }

    /**
     * The whole session, which a change in another version has made what it is, in the version of the two that can say more.
     * Empty: this protocol has but one version.
     */
    default Optional<Original> rewritten(Session session, Original before, Original change) {
        return Optional.empty();
    }

    /** How fast a session charges, by a CPO's result in this protocol; empty: it doesn't say, or passes it on as it came. */
    default Optional<RemoteCommands.ActiveProfile> activeProfile(Original result) {
        return Optional.empty();
    }
}
