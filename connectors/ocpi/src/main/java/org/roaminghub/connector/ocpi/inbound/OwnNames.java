package org.roaminghub.connector.ocpi.inbound;

import java.util.Optional;
import java.util.UUID;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SessionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that names a place or session by the id that the hub gave it, in its owner's own ids: what 2.1.1 partners know, and
 * others where the own id is too long for them (facts §5.1). It tells whose it is, too, where nobody was addressed.
 */
record OwnNames(JsonNode body, Original original, Caller caller) {

    private static final String LOCATION = "location_id";
    private static final String EVSE = "evse_uid";
    private static final String SESSION = "session_id";

    static OwnNames in(JsonNode body, Original original, Caller caller, HubDoors doors) {
        if (!(body instanceof ObjectNode message)) {
            return new OwnNames(body, original, caller);
        }
        Optional<LocationTarget> place = Alias.find(text(message, LOCATION))
                .flatMap(alias -> doors.locations().named(caller, alias));
        Optional<ForeignId> session =
                sessionId(text(message, SESSION)).flatMap(id -> doors.sessions().named(caller, id));
        if (place.isEmpty() && session.isEmpty()) {
            return new OwnNames(body, original, caller);
        }
        ObjectNode own = message.deepCopy();
        place.ifPresent(at -> {
            own.put(LOCATION, at.location());
            evse(text(message, EVSE), at, caller, doors).ifPresent(uid -> own.put(EVSE, uid));
        });
        session.ifPresent(id -> own.put(SESSION, id.value()));
        PartyId owner = place.map(LocationTarget::owner)
                .orElseGet(() -> session.map(ForeignId::owner).orElseThrow());
        return new OwnNames(
                own,
                new Original(original.protocol(), original.version(), original.mediaType(), Json.writeAsRead(own)),
                caller.to() == null
                        ? new Caller(
                                caller.platform(),
                                caller.party(),
                                caller.role(),
                                owner,
                                caller.requestId(),
                                caller.correlationId())
                        : caller);
    }

    /** Of an EVSE that goes by an alias, too. */
    private static Optional<String> evse(String said, LocationTarget at, Caller caller, HubDoors doors) {
        return Alias.find(said)
                .flatMap(alias -> doors.locations().find(caller, at.owner(), at.location()).stream()
                        .flatMap(held -> held.evses().stream())
                        .map(held -> held.evse().evseFid())
                        .filter(uid -> Alias.of(at.owner(), uid).equals(alias))
                        .findFirst());
    }

    private static Optional<SessionId> sessionId(String text) {
        return Alias.find(text).map(Alias::value).map((UUID id) -> new SessionId(id));
    }

    private static String text(ObjectNode message, String field) {
        return message.path(field).asString("");
    }
}
