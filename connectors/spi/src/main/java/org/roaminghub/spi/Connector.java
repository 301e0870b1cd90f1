package org.roaminghub.spi;

import java.util.Set;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DirectoryLink;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.vocabulary.Protocol;

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
}
