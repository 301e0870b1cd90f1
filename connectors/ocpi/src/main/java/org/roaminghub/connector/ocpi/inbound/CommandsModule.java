package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.CommandMapping;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.outbound.PartnerUrl;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CancelReservation;
import org.roaminghub.connector.ocpi.wire.CommandResult;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.ReserveNow;
import org.roaminghub.connector.ocpi.wire.StartSession;
import org.roaminghub.connector.ocpi.wire.StopSession;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.UnlockConnector;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.RemoteCommands.Pending;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;

/**
 * Commands (OCPI 2.2.1 ch. 13): eMSPs post them to the Receiver interface; CPOs post the results to the addresses that the hub
 * gave them, {@code …/sender/commands/{id of the command}}.
 */
final class CommandsModule implements Module {

    private static final List<Role> COMMANDING = List.of(Role.EMSP);
    private static final List<Role> ANSWERING = List.of(Role.CPO);

    private final HubDoors doors;
    private final RemoteAnswers answers;
    private final Clock clock;

    CommandsModule(HubDoors doors, Clock clock) {
        this.doors = doors;
        this.answers = new RemoteAnswers(doors.losses());
        this.clock = clock;
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() != 1) {
            throw Refused.notFound();
        }
        RemoteKind kind = CommandWords.kind(tail.getFirst()).orElseThrow(Refused::notFound);
        if (!x.method().equals("POST")) {
            throw Refused.wrongMethod("POST");
        }
        Caller speaker = Callers.of(x, COMMANDING, null);
        OwnNames named = OwnNames.in(x.json(), x.original(dialect), speaker, doors);
        Caller caller = named.caller();
        Commanded commanded = commanded(kind, named.body(), dialect, caller);
        requireOwnAddress(x, commanded.responseUrl());
        return answers.of(
                x,
                caller.party(),
                dialect,
                doors.remoteCommands().order(caller, commanded.order(), commanded.responseUrl(), named.original()),
                new Words(kind));
    }

    private record Words(RemoteKind kind) implements RemoteAnswers.Words {

        @Override
        public Optional<String> own(Refusal refusal) {
            return CommandWords.response(kind, refusal);
        }

        @Override
        public String ofPartner(Refusal refusal) {
            return CommandWords.responseOfPartner(refusal);
        }
    }

    private record Commanded(Order order, String responseUrl) {}

    private Commanded commanded(RemoteKind kind, JsonNode json, Dialect dialect, Caller caller) {
        Fields body = Fields.of(json, dialect.release());
        return switch (kind) {
            case START -> {
                StartSession wire = StartSession.read(body, token(json, dialect, caller), dialect.release());
                yield new Commanded(Lifted.from(() -> CommandMapping.order(wire)), wire.response_url());
            }
            case RESERVE -> {
                ReserveNow wire = ReserveNow.read(body, token(json, dialect, caller), dialect.release());
                yield new Commanded(Lifted.from(() -> CommandMapping.order(wire)), wire.response_url());
            }
            case STOP -> {
                StopSession wire = StopSession.read(body);
                yield new Commanded(CommandMapping.order(wire), wire.response_url());
            }
            case CANCEL_RESERVATION -> {
                CancelReservation wire = CancelReservation.read(body);
                yield new Commanded(CommandMapping.order(wire), wire.response_url());
            }
            case UNLOCK -> {
                UnlockConnector wire = UnlockConnector.read(body);
                yield new Commanded(CommandMapping.order(wire), wire.response_url());
            }
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE, SET_PREFERENCES, SUSPEND, RESUME, EMERGENCY_STOP ->
                throw Refused.notFound();
        };
    }

    private Token token(JsonNode json, Dialect dialect, Caller caller) {
        JsonNode token = json.get("token");
        if (token == null || !token.isObject()) {
            throw BadField.at("token", "is missing");
        }
        return dialect.token(token, Lifting.of(caller.party(), clock.now()));
    }

    /** The hub calls nobody but whom the partner registered: else it could be sent anywhere, inner networks included. */
    static void requireOwnAddress(Exchange x, String responseUrl) {
        PartnerConnection connection = x.platform().connection();
        boolean own = connection != null
                && PartnerUrl.problemWith(responseUrl, true).isEmpty()
                && PartnerUrl.isWithin(connection, responseUrl);
        if (!own) {
            throw BadField.at(
                    "response_url",
                    "must have the scheme, host and port of one of the endpoints that the platform registered");
        }
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() != 1) {
            throw Refused.notFound();
        }
        if (!x.method().equals("POST")) {
            throw Refused.wrongMethod("POST");
        }
        RemoteId remote = remote(tail.getFirst());
        Pending pending = doors.remoteCommands().pending(remote).orElse(null);
        Caller caller = Callers.of(x, ANSWERING, pending == null ? null : pending.cpo());
        if (pending != null && CommandWords.command(pending.kind()).isEmpty()) {
            throw new Refused(Refusal.UNKNOWN_OBJECT, "There is no such command.");
        }
        CommandResult result = CommandResult.read(Fields.of(x.json(), dialect.release()), dialect.release());
        return Receipts.answerResult(
                x,
                doors.remoteCommands()
                        .result(
                                caller,
                                remote,
                                new RemoteCommands.Result(CommandWords.ofResult(result.result()), result.result()),
                                x.original(dialect)));
    }

    /** The last part of an address that the hub gave; anything else is nothing here. */
    static RemoteId remote(String text) {
        @Nullable UUID id = null;
        try {
            id = text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            throw Refused.notFound();
        }
        if (id == null) {
            throw Refused.notFound();
        }
        return new RemoteId(id);
    }
}
