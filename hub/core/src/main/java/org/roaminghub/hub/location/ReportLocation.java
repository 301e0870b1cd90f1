package org.roaminghub.hub.location;

import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/** A CPO tells of a location. {@code audience}: the one party it is for; absent = every party under agreement. */
record ReportLocation(@Nullable PartyId audience, LocationTarget target, Change change, Causes causes)
        implements Command<ReportLocation.Result> {

    /** What became of it. */
    sealed interface Result {

        /** {@code news}: something is now otherwise than before. {@code hidden}: it was for everybody and is not any more. */
        record Stored(LocationId location, boolean created, boolean news, boolean hidden) implements Result {

            Stored(LocationId location, boolean created, boolean news) {
                this(location, created, news, false);
            }
        }

        record Refused(Refusal refusal, String why) implements Result {}
    }
}
