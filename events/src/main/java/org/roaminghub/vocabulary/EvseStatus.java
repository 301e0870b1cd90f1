package org.roaminghub.vocabulary;

/** What an EVSE is doing, as wide as any protocol tells it; each protocol narrows it on the way out. */
public enum EvseStatus {
    AVAILABLE,
    /** Free now, reserved for later. */
    RESERVED_LATER,
    /** In use; whether energy flows is not known. */
    OCCUPIED,
    CHARGING,
    /** Nobody can get at it. */
    BLOCKED,
    RESERVED,
    INOPERATIVE,
    OUT_OF_ORDER,
    PLANNED,
    /** Gone for good. */
    REMOVED,
    UNKNOWN
}
