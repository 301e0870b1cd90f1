package org.roaminghub.connector.ocpi.wire;

/** DisplayText, OCPI 2.2.1 ch. 16. */
@SuppressWarnings("MemberName")
public record DisplayText(String language, String text) {

    public static DisplayText read(Fields f) {
        return new DisplayText(f.text("language", 2), f.text("text", 512));
    }
}
