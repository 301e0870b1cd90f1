package org.roaminghub.vocabulary;

/** A field that the receiver's protocol couldn't carry, and why. */
public record Loss(String field, String reason, PartyId receiver) {}
