package org.roaminghub.app.admin;

import java.util.Locale;

/** What a token of the admin API is good for. */
enum AdminRole {
    /** Everything. */
    OPERATOR,
    /** Reads lists. */
    FINANCE,
    /** Reads lists and history of some countries or parties. */
    REGULATOR,
    /** Reads lists and history of its own parties. */
    PARTNER;

    /** As written in calls and answers. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isScoped() {
        return this == REGULATOR || this == PARTNER;
    }

    /** Personal fields of the history are opened for these only; lists show a partner its own sessions and CDRs whole. */
    boolean opensHistory() {
        return this == OPERATOR || this == REGULATOR;
    }
}
