package org.roaminghub.connector.ocpi.mapping;

/** The version of OCPI needs something that the neutral record doesn't have. Becomes NOT_EXPRESSIBLE, never an invented value. */
public final class Unsayable extends RuntimeException {

    public Unsayable(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        String message = getMessage();
        return message == null ? "The object can't be said in this version of OCPI." : message;
    }
}
