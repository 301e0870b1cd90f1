package org.roaminghub.spi.inbound;

import java.time.Duration;

/** Whether a platform may ask once more. Each has an allowance of its own: one that asks too much takes nothing from others. */
public interface Admissions {

    /** Zero: its request is taken now, and counted. Else how long until the next one will be; nothing was counted. */
    Duration wait(KnownPlatform platform);
}
