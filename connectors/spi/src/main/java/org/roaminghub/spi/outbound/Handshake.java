package org.roaminghub.spi.outbound;

import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.Refusal;

/** A registration that the hub starts itself. */
public interface Handshake {

    /** {@code url} and {@code credential} were given by the partner out of band. */
    Result start(KnownPlatform platform, String url, String credential);

    /** Asks whether the partner is there; true when it answers. */
    boolean probe(KnownPlatform platform);

    /** Connected, or why not, in a sentence for the administrator. */
    sealed interface Result {
        record Registered(String version) implements Result {}

        record NotRegistered(Refusal refusal, String why) implements Result {}
    }
}
