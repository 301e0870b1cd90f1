package org.roaminghub.connector.ocpp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v2.Transactions.SignedMeterValue;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.inbound.Stations.Signed;
import tools.jackson.core.JacksonException;

/** What meters sign, untouched; beside it how it is to be read. */
final class SignedValues {

    private static final int MAX_METHOD = 36;

    private SignedValues() {}

    /** 2.x: the data is base64 of what the meter wrote. Null where there is none. */
    static @Nullable Signed later(@Nullable SignedMeterValue value) {
        String data = value == null ? null : Values.some(value.signedMeterData());
        if (value == null || data == null) {
            return null;
        }
        String plain = decoded(data);
        String method = Values.some(value.encodingMethod());
        return new Signed(
                data,
                plain,
                method == null || method.length() > MAX_METHOD ? method(plain) : method,
                Values.some(value.publicKey()));
    }

    /** 1.6: the value is what the meter wrote, or 2.x's structure as JSON in it (OCA's note on signed meter values). */
    static Signed first(String value) {
        if (value.startsWith("{")) {
            try {
                Signed inside = later(
                        Messages.taken(SignedMeterValue.class, Json.read(value.getBytes(StandardCharsets.UTF_8))));
                if (inside != null) {
                    return inside;
                }
            } catch (JacksonException noJson) {
                return new Signed(value, value, method(value), null);
            }
        }
        return new Signed(value, value, method(value), null);
    }

    private static String decoded(String data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(data)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException binary) {
            return data;
        }
    }

    /** By its looks, where the station doesn't say. */
    private static String method(String plain) {
        return plain.startsWith("OCMF") ? "OCMF" : "EDL";
    }
}
