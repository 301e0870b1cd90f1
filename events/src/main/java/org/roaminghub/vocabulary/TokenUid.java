package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/** The uid of a card or app, as sent, at most 512 characters; personal data wherever it is stored. */
public record TokenUid(String value, Form form) {

    public static final int MAX_LENGTH = 512;

    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");
    private static final Pattern SEPARATORS = Pattern.compile("[: -]");

    /** Digits of the uids that exist: 4, 7 and 10 bytes (ISO 14443-3). */
    private static final int[] HEX_DIGITS = {8, 14, 20};

    /** In clear or only as a digest in hex digits (OCHP representation). */
    public enum Form {
        PLAIN(0),
        SHA1(40),
        SHA256(64);

        private final int hexDigits;

        Form(int hexDigits) {
            this.hexDigits = hexDigits;
        }
    }

    public static TokenUid parse(String text) {
        return parse(text, Form.PLAIN);
    }

    /** In the form that OCHP names. Throws IllegalArgumentException for a digest that has not its 40 or 64 hex digits. */
    public static TokenUid parse(String text, Form form) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a token uid has 1 to " + MAX_LENGTH + " characters");
        }
        boolean digest = text.length() == form.hexDigits
                && HEX.matcher(text.toUpperCase(Locale.ROOT)).matches();
        if (form != Form.PLAIN && !digest) {
            throw new IllegalArgumentException("a " + form + " of a token uid has " + form.hexDigits + " hex digits");
        }
        return new TokenUid(text, form);
    }

    /**
     * What two spellings of one uid have in common: RFID hex in upper case without separators, padded on the left to 4,
     * 7 or 10 bytes; anything else in upper case.
     */
    public String matchKey(TokenKind kind) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (kind != TokenKind.RFID || form != Form.PLAIN) {
            return upper;
        }
        String bare = SEPARATORS.matcher(upper).replaceAll("");
        if (!HEX.matcher(bare).matches()) {
            return upper;
        }
        for (int digits : HEX_DIGITS) {
            if (bare.length() <= digits) {
                return "0".repeat(digits - bare.length()) + bare;
            }
        }
        return upper;
    }

    /** Never the uid: it must not slip into a log line. */
    @Override
    public String toString() {
        return "TokenUid[…]";
    }
}
