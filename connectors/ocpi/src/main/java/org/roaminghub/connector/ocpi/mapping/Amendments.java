package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Optional;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Session;

/** What comes of a partial update in another version than the object's (facts §5.1). */
public final class Amendments {

    private Amendments() {}

    /** Of a token or tariff. IllegalArgumentException where it can't be done. */
    public static Original merged(PartyId owner, Original before, Original change) {
        Across.Whole whole = new Across.Whole(Across.object(before.bytes()), dialect(before));
        Across.Kind kind = whole.tree().has("elements") ? Across.Kind.TARIFF : Across.Kind.TOKEN;
        try {
            return Across.merged(kind, owner, whole, Across.object(change.bytes()), dialect(change))
                    .original(before);
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /** From what the hub knows of it, which is more than a session of 2.1.1 says. */
    public static Optional<Original> rewritten(Session session, Original before, Original change) {
        Dialect one = dialect(before);
        Dialect other = dialect(change);
        Dialect newer = one.release().compareTo(other.release()) >= 0 ? one : other;
        Lowering to = Lowering.plain();
        return Optional.of(new Original(
                change.protocol(),
                newer.version(),
                change.mediaType(),
                newer.write(SessionMapping.session(session, to), to)));
    }

    /** The tariff of a message in whatever version it came. */
    public static org.roaminghub.connector.ocpi.wire.Tariff tariff(PartyId owner, Original whole) {
        return dialect(whole).tariff(Across.object(whole.bytes()), Lifting.of(owner, Instant.EPOCH));
    }

    /** The token of a message in whatever version it came. */
    public static org.roaminghub.connector.ocpi.wire.Token token(PartyId owner, Original whole) {
        return dialect(whole).token(Across.object(whole.bytes()), Lifting.of(owner, Instant.EPOCH));
    }

    private static Dialect dialect(Original original) {
        return Dialect.find(original.version())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the object came in OCPI " + original.version() + ": send it whole"));
    }
}
