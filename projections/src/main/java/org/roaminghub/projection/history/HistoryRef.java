package org.roaminghub.projection.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.PartyId;

/**
 * What an event may be found by, 16 bytes long: a hub id or a data subject's reference as it is (they are random, so two
 * kinds never meet), anything else by the start of its SHA-256.
 */
public final class HistoryRef {

    private HistoryRef() {}

    public static UUID party(PartyId party) {
        return hash("party:" + party.value());
    }

    /** A public EVSE id in any of its spellings, or a partner's own id of the EVSE. */
    public static UUID evse(String evse) {
        return hash("evse:" + EvseId.find(evse).map(EvseId::value).orElse(evse.toUpperCase(Locale.ROOT)));
    }

    static UUID stream(String stream) {
        return hash("stream:" + stream);
    }

    private static UUID hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
