package org.roaminghub.events.relay;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RelayId;

/**
 * A message about somebody's object went from one party to the other, once, as it came. {@code verb} is the protocol's word for
 * what is done with the object ({@code PUT}, {@code POST deactivate}), {@code fid} the owner's id of it where the message says
 * one. {@code answer} is the receiver's own code, {@code refusal} says why there is none: after PARTY_SILENT it may have taken it
 * all the same. {@code waitedMs}: milliseconds until then.
 */
@EventName("relay.passed")
public record RelayPassed(
        RelayId relay,
        String module,
        String kind,
        String verb,
        PartyId owner,
        @Nullable String fid,
        PartyId sender,
        PartyId receiver,
        AgreementId agreement,
        boolean taken,
        @Nullable String answer,
        @Nullable Refusal refusal,
        int waitedMs)
        implements Event {}
