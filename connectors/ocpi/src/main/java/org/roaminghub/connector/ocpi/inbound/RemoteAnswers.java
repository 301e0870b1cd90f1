package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CommandResponse;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Losses;
import org.roaminghub.spi.inbound.RemoteCommands.Answer;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import tools.jackson.databind.JsonNode;

/** The answer to a command or charging profile: the CPO's own where it can go on, else in this version's words. */
final class RemoteAnswers {

    private final Losses losses;

    RemoteAnswers(Losses losses) {
        this.losses = losses;
    }

    /** The words of one module. */
    interface Words {

        /** Of the hub itself; empty where the refusal is told by status_code. */
        Optional<String> own(Refusal refusal);

        String ofPartner(Refusal refusal);
    }

    OcpiResponse of(Exchange x, PartyId asker, Dialect dialect, Answer answer, Words words) {
        return switch (answer) {
            case Answer.Taken taken -> {
                OcpiResponse passed = x.pass(taken.answer(), dialect, taken.cpo());
                if (passed != null) {
                    yield passed;
                }
                x.answering(taken.cpo());
                List<DisplayText> messages = messagesIn(taken.answer(), dialect);
                if (dialect.release() == Release.V2_1_1 && taken.answer() != null) {
                    tellLost(taken.remote(), asker, !messages.isEmpty());
                    messages = List.of();
                }
                yield response(
                        x, dialect, CommandWords.ACCEPTED, (int) taken.timeout().toSeconds(), messages);
            }
            case Answer.Refused refused -> {
                OcpiResponse passed = x.pass(refused.answer(), dialect, refused.cpo());
                yield passed != null ? passed : refused(x, dialect, refused, words);
            }
        };
    }

    /** 2.1.1 says neither how long the result may take nor anything to a human (facts §5.6). */
    private void tellLost(RemoteId remote, PartyId asker, boolean messages) {
        Loss timeout = new Loss("timeout", "2.1.1 does not say how long the result may take", asker);
        Loss message = new Loss("message", "2.1.1 has answers without messages", asker);
        losses.pulled(Map.of("remote/" + remote, messages ? List.of(timeout, message) : List.of(timeout)));
    }

    private static OcpiResponse refused(Exchange x, Dialect dialect, Answer.Refused refused, Words words) {
        if (refused.answer() != null) {
            x.answering(refused.cpo());
            List<DisplayText> messages =
                    dialect.release() == Release.V2_1_1 ? List.of() : messagesIn(refused.answer(), dialect);
            return response(x, dialect, words.ofPartner(refused.refusal()), 0, messages);
        }
        return words.own(refused.refusal())
                .map(word -> response(x, dialect, word, 0, List.of()))
                .orElseGet(() -> x.refuse(refused.refusal(), refused.why()));
    }

    private static OcpiResponse response(
            Exchange x, Dialect dialect, String result, int timeoutS, List<DisplayText> messages) {
        Integer timeout = dialect.release() == Release.V2_1_1 ? null : timeoutS;
        return x.success(200, Json.write(new CommandResponse(result, timeout, messages)));
    }

    private static List<DisplayText> messagesIn(@Nullable PartnerAnswer answer, Dialect dialect) {
        try {
            JsonNode data = dataOf(answer);
            return data == null || !data.isObject()
                    ? List.of()
                    : Fields.of(data, dialect.release()).list("message", DisplayText::read);
        } catch (BadField e) {
            return List.of();
        }
    }

    /** What a partner of another version said; null where nothing can be read. */
    static @Nullable JsonNode dataOf(@Nullable PartnerAnswer answer) {
        try {
            return answer == null ? null : Json.read(answer.body().bytes()).get("data");
        } catch (NotJson e) {
            return null;
        }
    }
}
