package org.roaminghub.events.relay;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RelayId;

/**
 * A message about somebody's object goes from one party to the other, once, as it came; fields as in {@link RelayPassed}, which says
 * what came of it. One that is followed by none was on its way when the hub ended: the receiver may have taken it.
 */
@EventName("relay.begun")
public record RelayBegun(
        RelayId relay,
        String module,
        String kind,
        String verb,
        PartyId owner,
        @Nullable String fid,
        PartyId sender,
        PartyId receiver,
        AgreementId agreement)
        implements Event {}
