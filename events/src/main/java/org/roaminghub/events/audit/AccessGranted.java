package org.roaminghub.events.audit;

import java.util.List;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A user of the admin API may do this from now on. Scope: countries or parties; empty = all. */
@EventName("access.granted")
public record AccessGranted(String user, String role, List<String> scope) implements Event {
    public AccessGranted {
        scope = scope == null ? List.of() : List.copyOf(scope);
    }
}
