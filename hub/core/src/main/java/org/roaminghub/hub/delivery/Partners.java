package org.roaminghub.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;

/** What a delivery needs to know of the register of platforms, and what it tells it. */
public interface Partners {

    /** The platform that speaks for the party in that role, whatever its status. */
    Optional<KnownPlatform> findActive(PartyId party, Role role);

    List<KnownPlatform> list();

    /** When it was heard of last; empty = never, or nobody knows. */
    Optional<Instant> lastSeen(PlatformId platform);

    void wentOffline(PlatformId platform, String reason);

    void cameOnline(PlatformId platform, String reason);

    static Partners of(Parties parties) {
        return new Partners() {
            @Override
            public Optional<KnownPlatform> findActive(PartyId party, Role role) {
                return parties.findActive(party, role);
            }

            @Override
            public List<KnownPlatform> list() {
                return parties.list();
            }

            @Override
            public Optional<Instant> lastSeen(PlatformId platform) {
                return parties.lastSeen(platform);
            }

            @Override
            public void wentOffline(PlatformId platform, String reason) {
                parties.wentOffline(platform, reason);
            }

            @Override
            public void cameOnline(PlatformId platform, String reason) {
                parties.cameOnline(platform, reason);
            }
        };
    }
}
