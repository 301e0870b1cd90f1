package org.roaminghub.hub.location.store;

import org.roaminghub.vocabulary.Protocol;

/** The neutral record and its owner's last whole message; both sealed where {@code sealed} says so. */
@SuppressWarnings("ArrayRecordComponent")
public record Content(
        boolean sealed, byte[] neutral, byte[] original, Protocol protocol, String version, String mediaType) {}
