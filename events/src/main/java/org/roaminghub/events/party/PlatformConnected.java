package org.roaminghub.events.party;

import java.util.List;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Contact exists: the handshake is done, or versions or parties changed by a new one. */
@EventName("platform.connected")
public record PlatformConnected(PlatformId platform, List<String> versions, List<Module> modules) implements Event {
    public PlatformConnected {
        versions = versions == null ? List.of() : List.copyOf(versions);
        modules = modules == null ? List.of() : List.copyOf(modules);
    }

    /** An interface that the platform offers; role is SENDER or RECEIVER. */
    public record Module(String name, String role) {}
}
