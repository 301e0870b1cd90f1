package org.roaminghub.connector.ocpi.mapping;

import java.util.List;
import org.roaminghub.connector.ocpi.wire.CommandResult;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.outbound.EmspLink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of commands on their way to the eMSP (OCPI 2.2.1 ch. 13). */
public final class ResultMapping {

    private static final String LATE = "This result came after the time that the CPO had named.";

    private ResultMapping() {}

    /** As the CPO sent it; a late one says so in a message more, since the eMSP was told TIMEOUT before (HUB-53). */
    public static byte[] passedOn(byte[] original, boolean late) {
        if (!late) {
            return original;
        }
        try {
            JsonNode body = Json.read(original);
            if (!(body instanceof ObjectNode object)) {
                throw new IllegalStateException("a result is an object");
            }
            JsonNode said = object.get("message");
            var messages = said == null || !said.isArray() ? object.putArray("message") : object.withArray("message");
            messages.addObject().put("language", "en").put("text", LATE);
            return Json.writeAsRead(object);
        } catch (NotJson e) {
            throw new IllegalStateException("a result that was read once can't be read again", e);
        }
    }

    /** 2.1.1 has fewer words (facts §5.6). */
    private static String in211(String word) {
        return switch (word) {
            case "ACCEPTED", "NOT_SUPPORTED", "TIMEOUT" -> word;
            default -> "REJECTED";
        };
    }

    /** What the hub says itself, or says again in another version. */
    public static byte[] written(EmspLink.CommandResult result, Release release) {
        if (release == Release.V2_1_1) {
            return Json.write(new CommandResult(in211(CommandWords.result(result.outcome())), List.of()));
        }
        return Json.write(new CommandResult(
                CommandWords.result(result.outcome()),
                result.late() ? List.of(new DisplayText("en", LATE)) : List.of()));
    }
}
