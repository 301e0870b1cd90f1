package org.roaminghub.bench.partner;

/** One party of OCPI: role CPO or EMSP, country of two letters, id of three. */
public record Party(String role, String country, String id) {

    /** As the admin API writes parties: {@code DE*VOL}. */
    public String text() {
        return country + "*" + id;
    }

    boolean isCpo() {
        return role.equals("CPO");
    }
}
