package org.roaminghub.app.admin;

import java.util.Set;

/** Records what users of the admin API look at and do to projections. */
interface AuditLog {

    /** {@code call} is method and path pattern, {@code parameters} the names of the filters used; never their values. */
    void queried(AdminUser user, String call, Set<String> parameters);

    void replayed(AdminUser user, String projection);
}
