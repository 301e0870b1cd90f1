package org.roaminghub.connector.ocpi.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Refusal;
import tools.jackson.databind.JsonNode;

/** A CPO's CommandResponse or ChargingProfileResponse (OCPI 2.2.1 ch. 13, ch. 14). */
final class FirstWord {

    private FirstWord() {}

    static CommandReply read(Reply.Answered a, String version, Leg leg, Instant now, List<Loss> losses) {
        var answer = a.asAnswer(version, leg.to(), now);
        if (!a.isSuccess()) {
            return new CommandReply.Declined(
                    Answers.ofRejection(a.http(), a.code()),
                    "The party answered HTTP " + a.http() + " with status_code " + a.code() + ".",
                    Integer.toString(a.code()),
                    answer,
                    losses);
        }
        JsonNode data = a.data();
        JsonNode result = data == null ? null : data.get("result");
        if (data == null || result == null || !result.isString()) {
            return new CommandReply.Unanswered(
                    Refusal.PARTY_FAILED, "The party answered without saying whether it takes the command on.");
        }
        String word = result.stringValue();
        if (!word.equals(CommandWords.ACCEPTED)) {
            return new CommandReply.Declined(
                    CommandWords.ofResponse(word),
                    "The party does not take the command on.",
                    CommandWords.known(word),
                    answer,
                    losses);
        }
        JsonNode timeout = data.get("timeout");
        return new CommandReply.Accepted(
                timeout == null || !timeout.isInt() ? null : Duration.ofSeconds(timeout.intValue()), answer, losses);
    }
}
