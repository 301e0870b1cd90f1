package org.roaminghub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What the web server itself refuses before anybody of the hub hears of it (a path that can't be decoded, a body that stalls)
 * gets the OCPI envelope below {@code /ocpi} and a problem (RFC 9457) elsewhere, instead of a page of HTML.
 */
public final class PlainErrors extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int OCPI_INVALID = 2001;
    private static final int OCPI_SERVER = 3000;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean ocpi = String.valueOf(request.getRequestURI()).startsWith("/ocpi");
        String what = status < FIRST_SERVER_ERROR ? "The request can't be read." : "The hub failed.";
        String body = ocpi
                ? "{\"status_code\":%d,\"status_message\":\"%s\",\"timestamp\":\"%s\"}"
                        .formatted(
                                status < FIRST_SERVER_ERROR ? OCPI_INVALID : OCPI_SERVER,
                                what,
                                Instant.now().truncatedTo(ChronoUnit.SECONDS))
                : "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}".formatted(what, status);
        try {
            response.setContentType(ocpi ? "application/json" : "application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getReporter().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException clientIsGone) {
            // nobody is left to read it
        }
    }
}
