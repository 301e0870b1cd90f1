package org.roaminghub.vocabulary;

/** What a CPO may do without asking the issuer (OCPI WhitelistType). */
public enum Whitelist {
    /** Never ask. */
    ALWAYS,
    /** The CPO may choose. */
    ALLOWED,
    /** Ask, but allow when the issuer can't be reached. */
    ALLOWED_OFFLINE,
    /** Always ask. */
    NEVER
}
