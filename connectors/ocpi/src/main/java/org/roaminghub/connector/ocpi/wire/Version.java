package org.roaminghub.connector.ocpi.wire;

/** Version, OCPI 2.2.1 ch. 6. The number is open: partners list versions that the hub does not know. */
@SuppressWarnings("MemberName")
public record Version(String version, String url) {

    public static Version read(Fields f) {
        return new Version(f.text("version", 20), f.text("url", 255));
    }
}
