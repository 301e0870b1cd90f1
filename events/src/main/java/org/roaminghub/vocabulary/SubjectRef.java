package org.roaminghub.vocabulary;

import java.util.UUID;

/** A data subject by a random reference (UUIDv4): says nothing about the person and outlives the erasure of the keys. */
public record SubjectRef(UUID value) {}
