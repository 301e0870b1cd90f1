package org.roaminghub.events.party;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The platform no longer speaks for this party. */
@EventName("platform.party_removed")
public record PlatformPartyRemoved(PlatformId platform, Role role, PartyId party) implements Event {}
