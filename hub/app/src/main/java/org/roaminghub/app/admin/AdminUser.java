package org.roaminghub.app.admin;

import org.roaminghub.hub.recording.Actor;
import org.roaminghub.projection.Scope;

/** Who calls. {@code id} is opaque and the only thing of the user that events hold. */
record AdminUser(String id, String name, AdminRole role, Scope scope) {

    static final String FIRST = "administrator";

    Actor actor() {
        return Actor.user(id);
    }

    /** As recorded: countries and parties, or «all». */
    String scopeText() {
        return scope.isAll() ? "all" : ScopeText.write(scope);
    }
}
