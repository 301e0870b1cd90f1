package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/** What was held against the reader, or named in a message. Personal as a whole. */
public record TokenSeen(
        @Nullable TokenUid uid,
        @Nullable ContractId contract,
        @Nullable String group) {
    @Override
    public String toString() {
        return "TokenSeen[…]";
    }
}
