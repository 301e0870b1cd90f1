package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.ChargingProfileResult;
import org.roaminghub.connector.ocpi.wire.CommandResult;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of commands and charging profiles on their way to who asked for it (OCPI 2.2.1 ch. 13, ch. 14). */
public final class ResultMapping {

    private static final String LATE = "This result came after the time that the CPO had named.";
    private static final String RESULT = "result";
    private static final String MESSAGE = "message";

    private ResultMapping() {}

    /** Results of charging profiles say nothing but their word and the profile. */
    public static boolean isOfProfile(RemoteKind kind) {
        return switch (kind) {
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE -> true;
            case START, STOP, RESERVE, CANCEL_RESERVATION, UNLOCK, SET_PREFERENCES, SUSPEND, RESUME, EMERGENCY_STOP ->
                false;
        };
    }

    /** In the receiver's version; what that can't carry is told to {@code to}. */
    public static byte[] body(EmspLink.CommandResult result, Release release, Lowering to) {
        Original original = result.original();
        if (original != null && original.isOf(Protocol.OCPI, release.number())) {
            boolean marked = result.late() && release.hasRouting() && !isOfProfile(result.kind());
            return marked ? markedLate(original.bytes()) : original.bytes();
        }
        ObjectNode said = original == null || original.protocol() != Protocol.OCPI ? null : tree(original.bytes());
        byte[] written =
                isOfProfile(result.kind()) ? profile(result, said, release) : command(result, said, release, to);
        if (original != null && said != null) {
            Untold.note(original.bytes(), written, Set.of(MESSAGE), to);
        }
        return written;
    }

    /** As the CPO sent it, and says in a message more that it is late, since the eMSP was told TIMEOUT before (HUB-53). */
    private static byte[] markedLate(byte[] original) {
        ObjectNode object = tree(original);
        JsonNode said = object.get(MESSAGE);
        var messages = said == null || !said.isArray() ? object.putArray(MESSAGE) : object.withArray(MESSAGE);
        messages.addObject().put("language", "en").put("text", LATE);
        return Json.writeAsRead(object);
    }

    private static ObjectNode tree(byte[] original) {
        try {
            if (Json.read(original) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("a result is an object");
        } catch (NotJson e) {
            throw new IllegalStateException("a result that was read once can't be read again", e);
        }
    }

    private static byte[] command(
            EmspLink.CommandResult result, @Nullable ObjectNode said, Release release, Lowering to) {
        String word = CommandWords.result(result.outcome());
        List<DisplayText> messages = new ArrayList<>(said == null ? List.of() : messagesIn(said, release));
        if (release == Release.V2_1_1) {
            word = in211(word);
            if (!messages.isEmpty()) {
                to.lost(MESSAGE, "2.1.1 has results without messages");
                messages.clear();
            }
        } else if (result.late()) {
            messages.add(new DisplayText("en", LATE));
        }
        String before = said == null ? word : said.path(RESULT).asString(word);
        if (!before.equals(word)) {
            to.lost(RESULT, release.number() + " has no result " + before + ": sent as " + word);
        }
        return Json.write(new CommandResult(word, messages));
    }

    private static List<DisplayText> messagesIn(ObjectNode said, Release release) {
        try {
            return Fields.of(said, release).list(MESSAGE, DisplayText::read);
        } catch (BadField e) {
            // Of a partner whose version knows no messages.
            return List.of();
        }
    }

    /** 2.1.1 has fewer words (facts §5.6). */
    private static String in211(String word) {
        return switch (word) {
            case "ACCEPTED", "NOT_SUPPORTED", "TIMEOUT" -> word;
            default -> "REJECTED";
        };
    }

    private static byte[] profile(EmspLink.CommandResult result, @Nullable ObjectNode said, Release release) {
        if (result.active() != null) {
            return Json.write(new ChargingProfileResult(
                    ProfileWords.result(result.outcome()), ProfileMapping.toWire(result.active())));
        }
        return Json.write(new ChargingProfileResult(
                ProfileWords.result(result.outcome()),
                said == null || result.kind() != RemoteKind.GET_PROFILE
                        ? null
                        : ChargingProfileResult.read(Fields.of(said, release)).profile()));
    }
}
