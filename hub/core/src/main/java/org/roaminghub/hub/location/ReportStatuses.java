package org.roaminghub.hub.location;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;

/** What EVSEs are doing, of several at once; the results are in the same order. */
record ReportStatuses(List<One> reports) implements Command<List<ReportLocation.Result>> {

    record One(
            @Nullable PartyId audience, LocationTarget target, EvseStatus status, Instant reportedAt, Causes causes) {}
}
