package org.roaminghub.connector.ocpi.inbound;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/**
 * Ids of places and tariffs tell upper from lower case in 2.1.1, and later versions don't (facts §5.2): two that differ in case only
 * would be one object for everybody else. The first one keeps the id; the other is refused with the reason instead of being
 * written over the first.
 */
final class ExactIds {

    /** Ids that were looked at and need not be again. */
    private static final int MAX_KNOWN = 100_000;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** {@code held}: the id as the owner wrote it first, where there is such an object. */
    void require(Dialect dialect, PartyId owner, String id, Supplier<Optional<String>> held) {
        String name = owner.value() + "/" + id;
        if (dialect.release() != Release.V2_1_1 || known.contains(name)) {
            return;
        }
        Optional<String> first = held.get();
        if (first.filter(other -> !other.equals(id)).isPresent()) {
            throw new Refused(
                    Refusal.MALFORMED,
                    "The id differs only in upper and lower case from that of another object of the party, which is one"
                            + " object in every later version of OCPI.");
        }
        // Only what is held stays so: nobody else can have the id any more.
        if (first.isPresent() && known.size() < MAX_KNOWN) {
            known.add(name);
        }
    }
}
