package org.roaminghub.app.admin;

/** The bearer token of the first administrator: {@code HUB_ADMIN_TOKEN} or the one made in the data folder. */
public record AdminToken(String value) {

    public AdminToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the administrator's token is empty");
        }
    }

    @Override
    public String toString() {
        return "AdminToken[…]";
    }
}
