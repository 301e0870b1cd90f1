package org.roaminghub.connector.ocpi;

import java.time.Duration;
import org.roaminghub.connector.ocpi.inbound.OcpiRequest;
import org.roaminghub.connector.ocpi.inbound.OcpiResponse;
import org.roaminghub.connector.ocpi.inbound.Router;

/** Answers OCPI requests, whatever server they came by. Made by {@link OcpiConnector#endpoint}. Never throws. */
public final class OcpiEndpoint {

    /** Bytes of a request's body. */
    public static final int MAX_BODY = 1024 * 1024;
    /** From the first to the last byte of a request's body. */
    public static final Duration MAX_BODY_TIME = Duration.ofSeconds(20);

    private final Router router;

    OcpiEndpoint(Router router) {
        this.router = router;
    }

    public OcpiResponse handle(OcpiRequest request) {
        return request.body().length > MAX_BODY ? tooLarge(request) : router.handle(request);
    }

    /** For a body beyond {@link #MAX_BODY}, of which nothing was kept. */
    public OcpiResponse tooLarge(OcpiRequest request) {
        return router.tooLarge(request, MAX_BODY);
    }

    /** For a Content-Encoding other than gzip. */
    public OcpiResponse unknownEncoding(OcpiRequest request) {
        return router.unknownEncoding(request);
    }

    /** For a body that isn't what its Content-Encoding says. */
    public OcpiResponse brokenEncoding(OcpiRequest request) {
        return router.brokenEncoding(request);
    }

    /** For a body that took longer than {@link #MAX_BODY_TIME}. */
    public OcpiResponse tooSlow(OcpiRequest request) {
        return router.tooSlow(request, MAX_BODY_TIME.toSeconds());
    }
}
