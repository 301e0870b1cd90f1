package org.roaminghub.simulator;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token of a simulated eMSP. {@code label} names it in scripts; {@code allowed} is what a real-time authorisation
 * answers (OCPI AllowedType).
 */
public record Card(String label, String uid, String type, String allowed, ObjectNode token) {

    public static final String ALLOWED = "ALLOWED";

    Card withAllowed(String newAllowed, Instant now) {
        var changed = token.deepCopy().put("valid", newAllowed.equals(ALLOWED)).put("last_updated", Wire.time(now));
        return new Card(label, uid, type, newAllowed, changed);
    }

    boolean is(String otherUid, String otherType) {
        return uid.equalsIgnoreCase(otherUid) && type.equals(otherType);
    }

    ObjectNode toJson() {
        var json = Wire.object()
                .put("label", label)
                .put("uid", uid)
                .put("type", type)
                .put("allowed", allowed);
        json.set("token", token);
        return json;
    }

    /** Never the uid. */
    @Override
    public String toString() {
        return "Card[" + label + "]";
    }
}
