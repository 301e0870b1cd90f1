package org.roaminghub.events.audit;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Two references turned out to be one person. */
@EventName("subject.linked")
public record SubjectLinked(SubjectRef subject, SubjectRef other) implements Event {}
