package org.roaminghub.events.party;

import java.util.Map;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The administrator made a platform; it is PLANNED until contact exists. */
@EventName("platform.registered")
public record PlatformRegistered(PlatformId platform, String name, Protocol protocol, Map<String, String> settings)
        implements Event {
    public PlatformRegistered {
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
}
