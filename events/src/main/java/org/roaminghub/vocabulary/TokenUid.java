package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/** The uid of a card or app, as sent, at most 512 characters; personal data wherever it is stored. */
public record TokenUid(String value, Form form) {

    public static final int MAX_LENGTH = 512;

    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");

    /** In clear or only as a digest (OCHP representation). */
    public enum Form {
        PLAIN,
        SHA1,
        SHA256
    }

    public static TokenUid parse(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a token uid has 1 to " + MAX_LENGTH + " characters");
        }
        return new TokenUid(text, Form.PLAIN);
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
        String bare = upper.replace(":", "").replace("-", "").replace(" ", "");
        if (!HEX.matcher(bare).matches() || bare.length() > 20) {
            return upper;
        }
        int width = bare.length() <= 8 ? 8 : bare.length() <= 14 ? 14 : 20;
        return "0".repeat(width - bare.length()) + bare;
    }

    /** Never the uid: it must not slip into a log line. */
    @Override
    public String toString() {
        return "TokenUid[…]";
    }
}
