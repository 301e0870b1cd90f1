package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/** The driver's own energy supplier and contract there. */
public record EnergyContract(String supplier, @Nullable String contract) {}
