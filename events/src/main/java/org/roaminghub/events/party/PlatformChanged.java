package org.roaminghub.events.party;

import java.util.Map;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** New name or settings of a platform, whole. */
@EventName("platform.changed")
public record PlatformChanged(PlatformId platform, String name, Map<String, String> settings) implements Event {
    public PlatformChanged {
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
}
