package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** CommandResult, OCPI 2.2.1 ch. 13. */
public record CommandResult(String result, List<DisplayText> message) {

    public CommandResult {
        message = List.copyOf(message);
    }

    public static CommandResult read(Fields f) {
        return new CommandResult(f.code("result", Codes.COMMAND_RESULT), f.list("message", DisplayText::read));
    }
}
