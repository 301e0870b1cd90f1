package org.roaminghub.spi.inbound;

import java.time.Instant;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;

/** Whether a party can be reached through the hub, and since when that is so. */
public record PartyStatus(PartyId party, Role role, ConnectionStatus status, Instant since) {}
