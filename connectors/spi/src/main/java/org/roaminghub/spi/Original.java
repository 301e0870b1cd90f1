package org.roaminghub.spi;

import java.util.Arrays;
import org.roaminghub.vocabulary.Protocol;

/** A partner's message, or one object of it, as it came: never changed, kept once, sealed. */
public final class Original {

    private final Protocol protocol;
    private final String version;
    private final String mediaType;
    private final byte[] bytes;

    public Original(Protocol protocol, String version, String mediaType, byte[] bytes) {
        this.protocol = protocol;
        this.version = version;
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The protocol's version, as «2.2.1». */
    public String version() {
        return version;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether a partner of that protocol and version may get the bytes as they are. */
    public boolean isOf(Protocol otherProtocol, String otherVersion) {
        return protocol == otherProtocol && version.equals(otherVersion);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Original o
                && o.protocol == protocol
                && o.version.equals(version)
                && Arrays.equals(o.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Original[" + protocol + " " + version + ", " + bytes.length + " bytes]";
    }
}
