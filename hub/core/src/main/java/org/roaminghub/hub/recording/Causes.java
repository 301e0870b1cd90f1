package org.roaminghub.hub.recording;

import java.util.UUID;
import java.util.regex.Pattern;
import org.roaminghub.spi.Caller;

/**
 * In which exchange, by what and by whom a fact came about. A partner's correlation id is kept only when it is a UUID: free
 * text could say something about a person.
 */
public record Causes(String correlationId, String causationId, Actor actor) {

    private static final Pattern UUID_INSIDE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Of a message that a platform sent. {@code own} stands in for ids that can't be kept. */
    public static Causes of(Caller caller, UUID own) {
        return new Causes(
                kept(caller.correlationId(), own), kept(caller.requestId(), own), Actor.platform(caller.platform()));
    }

    /** Of something the hub or a user does; {@code exchange} ties what follows together. */
    public static Causes of(Actor actor, UUID exchange) {
        return new Causes(exchange.toString(), exchange.toString(), actor);
    }

    private static String kept(String theirs, UUID own) {
        var match = UUID_INSIDE.matcher(theirs);
        return match.find() ? match.group() : own.toString();
    }
}
