package org.roaminghub.hub.recording;

import org.roaminghub.vocabulary.PlatformId;

/** Who caused a fact: {@code PLATFORM:…}, {@code STATION:…}, {@code USER:<opaque>} or {@code AUTOMATION:<name>}. */
public record Actor(String value) {

    public static Actor platform(PlatformId platform) {
        return new Actor("PLATFORM:" + platform);
    }

    public static Actor user(String user) {
        return new Actor("USER:" + user);
    }

    public static Actor automation(String name) {
        return new Actor("AUTOMATION:" + name);
    }
}
