package org.roaminghub.bench.partner;

import java.nio.charset.StandardCharsets;
import org.roaminghub.bench.wire.HttpMessage;

/** Reads what a benchmark must know of an answer without parsing its JSON. */
public final class OcpiAnswer {

    /** OCPI's success (OCPI 2.2.1 §5.1). */
    public static final int SUCCESS = 1_000;

    private static final byte[] STATUS_CODE = "\"status_code\"".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_HTTP_ERROR = 300;

    private OcpiAnswer() {}

    /** True for HTTP 2xx with status code 1000: what the hub has acknowledged. */
    public static boolean acknowledged(HttpMessage answer) {
        return answer.status() < FIRST_HTTP_ERROR && statusCode(answer) == SUCCESS;
    }

    /** The envelope's status code, or -1 when there is none. */
    public static int statusCode(HttpMessage answer) {
        int at = answer.find(STATUS_CODE);
        if (at < 0) {
            return -1;
        }
        int code = 0;
        boolean begun = false;
        for (int i = at + STATUS_CODE.length; i < answer.bodyLength(); i++) {
            byte next = answer.bodyByte(i);
            if (next >= '0' && next <= '9') {
                code = 10 * code + next - '0';
                begun = true;
            } else if (begun || (next != ':' && next != ' ')) {
                break;
            }
        }
        return begun ? code : -1;
    }
}
