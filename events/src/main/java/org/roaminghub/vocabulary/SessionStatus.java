package org.roaminghub.vocabulary;

/** Where a charging session stands. COMPLETED and INVALID are final for the status. */
public enum SessionStatus {
    RESERVATION,
    PENDING,
    ACTIVE,
    SUSPENDED,
    COMPLETED,
    INVALID;

    public boolean isFinal() {
        return this == COMPLETED || this == INVALID;
    }
}
