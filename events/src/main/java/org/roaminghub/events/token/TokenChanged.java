package org.roaminghub.events.token;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The whole profile after the change. */
@EventName(value = "token.changed", retention = RetentionClass.PROFILE)
public record TokenChanged(TokenProfile profile) implements Event {}
