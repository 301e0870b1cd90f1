package org.roaminghub.outside;

/** A business in roaming and its role. */
record Party(String role, String country, String id) {

    /** As the admin API writes it. */
    String star() {
        return country + "*" + id;
    }
}
