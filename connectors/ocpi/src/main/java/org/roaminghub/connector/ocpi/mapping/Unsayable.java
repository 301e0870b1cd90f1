package org.roaminghub.connector.ocpi.mapping;

/**
 * The version of OCPI needs something that the object doesn't have, or can't say what it has and must not leave it out.
 * Becomes NOT_EXPRESSIBLE, never an invented value.
 */
public final class Unsayable extends RuntimeException {

    private final String field;

    public Unsayable(String sentence) {
        this("*", sentence);
    }

    /** {@code field} by its path in the newest version; {@code *} = the object as a whole. */
    public Unsayable(String field, String sentence) {
        super(sentence, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }

    public String sentence() {
        String message = getMessage();
        return message == null ? "The object can't be said in this version of OCPI." : message;
    }
}
