package org.roaminghub.connector.ocpi.wire;

/** The versions of OCPI that the hub speaks, oldest first. Editions of 2.3.0 are not told apart on the wire. */
public enum Release {
    V2_1_1("2.1.1"),
    V2_2_1("2.2.1"),
    V2_3_0("2.3.0");

    private final String number;

    Release(String number) {
        this.number = number;
    }

    /** As partners write it, «2.2.1». */
    public String number() {
        return number;
    }

    /** 2.3.0 takes unknown words in its open enums; the versions before close them (OCPI 2.3.0 §1.4). */
    public boolean hasOpenWords() {
        return this == V2_3_0;
    }

    /** 2.1.1 knows no routing headers, no interface roles and no owners in objects. */
    public boolean hasRouting() {
        return this != V2_1_1;
    }
}
