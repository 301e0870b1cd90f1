package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.ProfileMapping;
import org.roaminghub.connector.ocpi.wire.ChargingPreferences;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.Answer;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;

/** Charging preferences: the one thing that eMSPs put at the Sender interface of sessions (OCPI 2.2.1 §9.2.1). */
final class PreferencesModule {

    private static final List<Role> PREFERRING = List.of(Role.EMSP);

    /** A CPO of 2.1.1 can't be asked, and no word of ChargingPreferencesResponse says so (facts §5.1). */
    private static final Answers.Answer NOT_THERE = new Answers.Answer(200, Answers.RECEIVER_OFFLINE);

    /** There is no address for a result: the answer is it. */
    private static final String NO_REPLY = "";

    private final RemoteCommands commands;

    PreferencesModule(RemoteCommands commands) {
        this.commands = commands;
    }

    OcpiResponse put(Exchange x, Dialect dialect, String session) throws NotJson {
        if (!dialect.release().hasRouting()) {
            throw Refused.notFound();
        }
        if (!x.method().equals("PUT")) {
            throw Refused.wrongMethod("PUT");
        }
        String id = SessionsModule.requireId(session);
        Caller caller = Callers.of(x, PREFERRING, null);
        ChargingPreferences wire = ChargingPreferences.read(Fields.of(x.json(), dialect.release()));
        Order order = Lifted.from(() -> ProfileMapping.prefer(id, wire));
        return switch (commands.order(caller, order, NO_REPLY, x.original(dialect))) {
            case Answer.Taken taken -> {
                OcpiResponse passed = x.pass(taken.answer(), dialect, taken.cpo());
                x.answering(taken.cpo());
                yield passed != null ? passed : x.success(200, Json.write(CommandWords.ACCEPTED));
            }
            case Answer.Refused refused -> refused(x, dialect, refused);
        };
    }

    private static OcpiResponse refused(Exchange x, Dialect dialect, Answer.Refused refused) {
        OcpiResponse passed = x.pass(refused.answer(), dialect, refused.cpo());
        if (passed != null) {
            return passed;
        }
        String word =
                isOfStation(refused) ? ofStation(refused.refusal()) : wordOf(RemoteAnswers.dataOf(refused.answer()));
        if (word != null) {
            x.answering(refused.cpo());
            return x.success(200, Json.write(word));
        }
        return refused.refusal() == Refusal.NOT_EXPRESSIBLE
                ? x.refuse(NOT_THERE, refused.why())
                : x.refuse(refused.refusal(), refused.why());
    }

    /** An own station decided, and has no words of OCPI. */
    private static boolean isOfStation(Answer.Refused refused) {
        PartnerAnswer answer = refused.answer();
        return answer != null && answer.body().protocol() == Protocol.OCPP;
    }

    private static @Nullable String ofStation(Refusal refusal) {
        return switch (refusal) {
            case NOT_SUPPORTED -> "PROFILE_TYPE_NOT_SUPPORTED";
            case REJECTED, FAILED, STATION_UNREACHABLE -> "NOT_POSSIBLE";
            default -> null;
        };
    }

    /** Null where a partner of another version said nothing that OCPI knows. */
    private static @Nullable String wordOf(@Nullable JsonNode data) {
        return data != null && data.isString() && Codes.CHARGING_PREFERENCES_RESPONSE.contains(data.stringValue())
                ? data.stringValue()
                : null;
    }
}
