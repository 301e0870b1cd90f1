package org.roaminghub.settlement.rating;

/** What a rating comes to. */
public sealed interface Rated permits CostBreakdown, Unrateable {}
