package org.roaminghub.hub.recording;

/** The names of what stands around every event beside its payload (model.md: the envelope). */
public final class Envelope {

    public static final String OCCURRED_AT = "occurred_at";
    public static final String CORRELATION_ID = "correlation_id";
    public static final String CAUSATION_ID = "causation_id";
    public static final String ACTOR = "actor";
    public static final String SUBJECT = "subject";
    public static final String KEY_ID = "key_id";
    public static final String ORIGINAL = "original";
    public static final String DIGEST = "original_digest";

    private Envelope() {}
}
