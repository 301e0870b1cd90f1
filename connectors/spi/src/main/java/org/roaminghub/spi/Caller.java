package org.roaminghub.spi;

import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;

/**
 * Who speaks, already proven: the platform by its credential, the party as one that the platform speaks for in that role.
 * {@code to} is the party it addresses; absent = the hub shall find out; the hub's own party = the hub itself.
 * {@code requestId} names this request for 24 hours, {@code correlationId} ties the legs of one exchange together.
 */
public record Caller(
        PlatformId platform,
        PartyId party,
        Role role,
        @Nullable PartyId to,
        String requestId,
        String correlationId) {}
