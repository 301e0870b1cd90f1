package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Texts on the station's display (OCPP 2.x, block O). */
public interface Displays {

    /** Shows a text. */
    record SetDisplayMessageRequest(MessageInfo message) implements Message {}

    record SetDisplayMessageResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Asks for the texts; they come as NotifyDisplayMessages. */
    record GetDisplayMessagesRequest(
            List<Integer> id,
            int requestId,
            @Nullable String priority,
            @Nullable String state) implements Message {}

    record GetDisplayMessagesResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A part of the texts. */
    record NotifyDisplayMessagesRequest(
            List<MessageInfo> messageInfo,
            @Owed @Nullable BigInteger requestId,
            @Nullable Boolean tbc) implements Message.Part {}

    record NotifyDisplayMessagesResponse() implements Message {}

    /** Removes a text. */
    record ClearDisplayMessageRequest(int id) implements Message {}

    record ClearDisplayMessageResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** A text in one language (RFC 5646) and format. */
    record MessageContent(
            @Owed @Nullable String format,
            @Most(8) @Nullable String language,

            @Most(value = 1024, before = 512) @Owed @Nullable
            String content) {}

    /** A text, when and where it is shown. */
    record MessageInfo(
            @Nullable Component display,
            @Owed @Nullable Integer id,
            @Owed @Nullable String priority,
            @Nullable String state,
            @Nullable WireTime startDateTime,
            @Nullable WireTime endDateTime,
            @Most(36) @Nullable String transactionId,
            @Owed @Nullable MessageContent message,
            @Since("2.1") List<MessageContent> messageExtra) {}
}
