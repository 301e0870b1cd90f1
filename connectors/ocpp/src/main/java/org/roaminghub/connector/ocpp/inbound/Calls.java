package org.roaminghub.connector.ocpp.inbound;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.roaminghub.connector.ocpp.mapping.Secrets;
import org.roaminghub.connector.ocpp.message.Results;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The hub's calls to stations that are there, on a socket here or by SOAP. */
public final class Calls implements StationLink {

    private final Gateway gateway;
    private final SoapStations soap;
    private final Set<Entrance> entrances;
    private final Taken taken;
    private final Ids ids;

    public Calls(Gateway gateway, SoapStations soap, Set<Entrance> entrances, Taken taken, Ids ids) {
        this.gateway = gateway;
        this.soap = soap;
        this.entrances = Set.copyOf(entrances);
        this.taken = taken;
        this.ids = ids;
    }

    @Override
    public boolean serves(int securityProfile) {
        return entrances.stream().anyMatch(entrance -> entrance.serves(securityProfile));
    }

    @Override
    public boolean isConnected(String identity) {
        return find(identity).isPresent();
    }

    private Optional<Speaker> find(String identity) {
        return gateway.find(identity).<Speaker>map(line -> line).or(() -> soap.find(identity));
    }

    /** What it speaks now; empty when it is not connected. */
    public Optional<Version> versionOf(String identity) {
        return find(identity).map(station -> station.version);
    }

    /** Whether it knows that call; false when it is not connected. */
    public boolean knows(String identity, String action) {
        return versionOf(identity)
                .filter(version -> Actions.toStation(version).contains(action))
                .isPresent();
    }

    @Override
    public void disconnect(String identity) {
        gateway.find(identity).ifPresent(line -> line.close(WebSocketCloseStatus.NORMAL_CLOSURE));
        soap.forget(identity);
    }

    @Override
    public Sensitive sensitive(String identity, String action, byte[] payload) {
        try {
            JsonNode read = Json.read(payload);
            String password = Secrets.newPassword(action, read).orElse(null);
            return new Sensitive(Secrets.hidden(payload, read), password);
        } catch (JacksonException unreadable) {
            return new Sensitive(payload, null);
        }
    }

    @Override
    public boolean tookPassword(String action, Original answer) {
        try {
            return Secrets.isTaken(action, Json.read(answer.bytes()));
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    @Override
    public Reply call(String identity, String action, byte[] payload, Duration patience) {
        Speaker line = find(identity).orElse(null);
        if (line == null) {
            return new Reply.Unreachable();
        }
        if (!Actions.toStation(line.version).contains(action)) {
            return new Reply.NotSayable("OCPP " + line.version.number() + " has no call " + action + " to a station.");
        }
        try {
            return Json.read(payload) instanceof ObjectNode object
                    ? call(line, action, object, patience)
                    : new Reply.NotSayable("A payload is a JSON object.");
        } catch (JacksonException unreadable) {
            return new Reply.NotSayable("A payload is a JSON object.");
        }
    }

    private Reply call(Speaker line, String action, ObjectNode payload, Duration patience) {
        try {
            Speaker.Outcome outcome = line.call(ids.random().toString(), action, payload, patience);
            return switch (outcome.answer()) {
                case null -> outcome.there() ? new Reply.Silent() : new Reply.Unreachable();
                case Frame.Result result -> read(line, action, payload, result.payload());
                case Frame.Error error -> new Reply.Failed(error.code(), error.description());
                default -> new Reply.Failed("FormatViolation", "The station could not read its own answer.");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Silent();
        }
    }

    private Reply read(Speaker line, String action, ObjectNode asked, ObjectNode answer) {
        Optional<String> word = Results.status(action, answer);
        if (word.isPresent() && line.version == Version.V2_1) {
            taken.taken(line.station.station(), action, asked, answer);
        }
        return word.<Reply>map(status -> new Reply.Answered(
                        status,
                        new Original(Protocol.OCPP, line.version.number(), "application/json", Json.write(answer))))
                .orElseGet(() -> new Reply.Failed(
                        "PropertyConstraintViolation", "The station's answer has a status that there is not."));
    }
}
