package org.roaminghub.spi;

/** What a connector can do; all true by default in the contract test, a missing one is named with its reason. */
public enum Capability {
    AUTHORIZE_REAL_TIME,
    TOKEN_PUSH,
    SESSION_PUSH,
    PARTIAL_SESSION_PUSH,
    CDR_PUSH,
    CREDIT_CDR,
    PASS_ANSWER_THROUGH,
    HUB_STARTS_HANDSHAKE
}
