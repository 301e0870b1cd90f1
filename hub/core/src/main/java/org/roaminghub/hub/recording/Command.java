package org.roaminghub.hub.recording;

/** Something the hub is told to do; named with an imperative. {@code R} is what its handler answers. */
public interface Command<R> {}
