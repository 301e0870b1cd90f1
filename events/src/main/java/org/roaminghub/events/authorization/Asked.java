package org.roaminghub.events.authorization;

import org.roaminghub.vocabulary.PartyId;

/** One eMSP that was asked, and what came of it: ALLOWED or the name of a refusal. */
public record Asked(PartyId emsp, String outcome) {}
