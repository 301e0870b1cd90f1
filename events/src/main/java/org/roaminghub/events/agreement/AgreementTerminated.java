package org.roaminghub.events.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** No new session after {@code at}; running ones go on and their CDRs are taken. */
@EventName("agreement.terminated")
public record AgreementTerminated(
        AgreementId agreement, Instant at, @Nullable String reason) implements Event {}
