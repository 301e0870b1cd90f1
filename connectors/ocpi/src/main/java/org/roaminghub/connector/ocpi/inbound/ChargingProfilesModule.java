package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.ProfileMapping;
import org.roaminghub.connector.ocpi.mapping.ProfileWords;
import org.roaminghub.connector.ocpi.mapping.ResultMapping;
import org.roaminghub.connector.ocpi.wire.ActiveChargingProfile;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.ChargingProfileResult;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.SetChargingProfile;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.RemoteCommands.Pending;
import org.roaminghub.spi.inbound.RemoteCommands.Result;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.Role;

/**
 * Charging profiles (OCPI 2.2.1 ch. 14): who steers a session asks the Receiver interface; CPOs post the results to the addresses
 * that the hub gave them, {@code …/sender/chargingprofiles/{id}}, and put active profiles at the Sender interface.
 */
final class ChargingProfilesModule implements Module {

    private static final List<Role> STEERING = List.of(Role.EMSP, Role.SCSP);
    private static final List<Role> ANSWERING = List.of(Role.CPO);
    private static final int MAX_URL = 255;

    private static final RemoteAnswers.Words WORDS = new RemoteAnswers.Words() {
        @Override
        public Optional<String> own(Refusal refusal) {
            return ProfileWords.response(refusal);
        }

        @Override
        public String ofPartner(Refusal refusal) {
            return ProfileWords.responseOfPartner(refusal);
        }
    };

    private final HubDoors doors;
    private final RemoteAnswers answers;

    ChargingProfilesModule(HubDoors doors) {
        this.doors = doors;
        this.answers = new RemoteAnswers(doors.losses());
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() != 1) {
            throw Refused.notFound();
        }
        String session = SessionsModule.requireId(tail.getFirst());
        return switch (x.method()) {
            case "PUT" -> {
                Caller caller = Callers.of(x, STEERING, null);
                SetChargingProfile wire = SetChargingProfile.read(Fields.of(x.json(), dialect.release()));
                Order order = Lifted.from(() -> ProfileMapping.set(session, wire.charging_profile()));
                yield ordered(x, dialect, caller, order, wire.response_url(), x.original(dialect));
            }
            case "GET" -> {
                Caller caller = Callers.of(x, STEERING, null);
                Query query = Query.of(x.request().query());
                Order order = ProfileMapping.ask(session, query.seconds("duration"));
                yield ordered(x, dialect, caller, order, responseUrl(query), null);
            }
            case "DELETE" -> {
                Caller caller = Callers.of(x, STEERING, null);
                Query query = Query.of(x.request().query());
                yield ordered(x, dialect, caller, ProfileMapping.clear(session), responseUrl(query), null);
            }
            default -> throw Refused.wrongMethod("GET, PUT, DELETE");
        };
    }

    private static String responseUrl(Query query) {
        String url = query.find("response_url");
        if (url == null || url.length() > MAX_URL) {
            throw BadField.at("response_url", url == null ? "is missing" : "is longer than " + MAX_URL + " characters");
        }
        return url;
    }

    private OcpiResponse ordered(
            Exchange x, Dialect dialect, Caller caller, Order order, String responseUrl, @Nullable Original original) {
        CommandsModule.requireOwnAddress(x, responseUrl);
        return answers.of(
                x, caller.party(), dialect, doors.remoteCommands().order(caller, order, responseUrl, original), WORDS);
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() != 1) {
            throw Refused.notFound();
        }
        return switch (x.method()) {
            case "POST" -> result(x, dialect, CommandsModule.remote(tail.getFirst()));
            case "PUT" -> active(x, dialect, SessionsModule.requireId(tail.getFirst()));
            default -> throw Refused.wrongMethod("POST, PUT");
        };
    }

    private OcpiResponse result(Exchange x, Dialect dialect, RemoteId remote) throws NotJson {
        Pending pending = doors.remoteCommands().pending(remote).orElse(null);
        Caller caller = Callers.of(x, ANSWERING, pending == null ? null : pending.cpo());
        if (pending != null && !ResultMapping.isOfProfile(pending.kind())) {
            throw new Refused(Refusal.UNKNOWN_OBJECT, "There is no such request.");
        }
        String word = ChargingProfileResult.read(Fields.of(x.json(), dialect.release()))
                .result();
        return Receipts.answerResult(
                x,
                doors.remoteCommands()
                        .result(caller, remote, new Result(CommandWords.ofResult(word), word), x.original(dialect)));
    }

    private OcpiResponse active(Exchange x, Dialect dialect, String session) throws NotJson {
        Caller caller = Callers.of(x, ANSWERING, null);
        ActiveChargingProfile wire = ActiveChargingProfile.read(Fields.of(x.json(), dialect.release()));
        return Receipts.answer(
                x,
                caller,
                dialect,
                doors.remoteCommands()
                        .activeProfile(
                                caller, session, Lifted.from(() -> ProfileMapping.active(wire)), x.original(dialect)));
    }
}
