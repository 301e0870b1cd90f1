package org.roaminghub.vocabulary;

/** What a token is (OCPI TokenType: APP = APP_USER, AD_HOC = AD_HOC_USER). */
public enum TokenKind {
    RFID,
    APP,
    AD_HOC,
    EMAID,
    OTHER
}
