package org.roaminghub.events.token;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A token is known to the hub, or is back after its withdrawal. The whole profile. */
@EventName(value = "token.registered", retention = RetentionClass.PROFILE)
public record TokenRegistered(TokenProfile profile) implements Event {}
