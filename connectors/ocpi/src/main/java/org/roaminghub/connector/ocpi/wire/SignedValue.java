package org.roaminghub.connector.ocpi.wire;

/** SignedValue, OCPI 2.2.1 ch. 10. */
@SuppressWarnings("MemberName")
public record SignedValue(String nature, String plain_data, String signed_data) {

    public static SignedValue read(Fields f) {
        return new SignedValue(f.id("nature", 32), f.text("plain_data", 5000), f.text("signed_data", 5000));
    }
}
