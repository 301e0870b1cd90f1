package org.roaminghub.app.admin;

import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.ProjectionStatus;

/** {@code lag} in events, {@code progress} 0 to 1 of a rebuild (1 when none runs), {@code seconds_left} absent when nothing moves. */
@ApiJson
record ProjectionItem(
        String name,
        String status,
        long position,
        long lag,
        boolean replaying,
        double progress,
        long eventsPerS,
        @Nullable Long secondsLeft) {

    static ProjectionItem of(ProjectionStatus status) {
        return new ProjectionItem(
                status.name(),
                status.status().name(),
                status.position(),
                status.lag(),
                status.replaying(),
                status.progress(),
                status.eventsPerS(),
                status.secondsLeft());
    }
}
