package org.roaminghub.vocabulary;

import java.util.UUID;

/** The untouched message of a partner, kept once and sealed. */
public record OriginalId(UUID value) {}
