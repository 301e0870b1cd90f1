package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** CommandResult, OCPI 2.2.1 ch. 13; in 2.1.1 a CommandResponse. */
public record CommandResult(String result, List<DisplayText> message) {

    public CommandResult {
        message = List.copyOf(message);
    }

    public static CommandResult read(Fields f, Release release) {
        return new CommandResult(
                f.code("result", release == Release.V2_1_1 ? Codes.COMMAND_RESPONSE_211 : Codes.COMMAND_RESULT),
                f.list("message", DisplayText::read));
    }
}
