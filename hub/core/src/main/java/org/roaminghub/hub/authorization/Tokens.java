package org.roaminghub.hub.authorization;

import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** What two messages about one token have in common. */
final class Tokens {

    private Tokens() {}

    static String key(TokenSeen seen) {
        TokenUid uid = seen.uid();
        ContractId contract = seen.contract();
        return uid != null ? uid.matchKey(TokenKind.RFID) : contract != null ? contract.matchKey() : "";
    }
}
