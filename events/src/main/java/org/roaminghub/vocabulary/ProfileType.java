package org.roaminghub.vocabulary;

/** Charging preference of a driver. */
public enum ProfileType {
    CHEAP,
    FAST,
    GREEN,
    REGULAR
}
