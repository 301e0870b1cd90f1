package org.roaminghub.app.store;

/** Where the database is and how to log in. */
public record DatabaseAddress(String url, String user, String password) {
    @Override
    public String toString() {
        return url;
    }
}
