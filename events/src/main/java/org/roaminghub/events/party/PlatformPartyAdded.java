package org.roaminghub.events.party;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The platform speaks for this party from now on. {@code active} false: claimed by the partner, not yet approved. */
@EventName("platform.party_added")
public record PlatformPartyAdded(
        PlatformId platform,
        Role role,
        PartyId party,
        String name,
        @Nullable String website,
        @Nullable String logo,
        boolean active)
        implements Event {}
