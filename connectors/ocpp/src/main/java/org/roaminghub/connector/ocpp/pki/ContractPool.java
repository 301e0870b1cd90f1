package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where contract certificates for cars are: it gets the station's request (JSON, as in OCPP 2.0.1) and answers in the same words. */
public final class ContractPool {

    private static final Logger LOG = LoggerFactory.getLogger(ContractPool.class);
    private static final int MAX_BYTES = 64 << 10;

    private final Outside outside;
    private final URI url;
    private final @Nullable String token;

    /** {@code token}: a bearer's; absent: none is shown. */
    public ContractPool(Outside outside, URI url, @Nullable String token) {
        this.outside = outside;
        this.url = url;
        this.token = token;
    }

    /** Empty when there is no answer in time. */
    public Optional<byte[]> ask(byte[] request) {
        try {
            return Optional.of(
                    token == null
                            ? outside.post(url, "application/json", request, MAX_BYTES, false)
                            : outside.post(
                                    url,
                                    "application/json",
                                    request,
                                    MAX_BYTES,
                                    false,
                                    "Authorization",
                                    "Bearer " + token));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | TimeoutException e) {
            LOG.info("contract_pool=failed problem={}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
