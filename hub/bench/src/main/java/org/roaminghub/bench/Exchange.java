package org.roaminghub.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.roaminghub.bench.measure.Operation;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** One request after the other on one connection, each with a number of its own. */
abstract class Exchange implements Operation {

    private final WireClient client;
    private final Template request;
    private final AtomicLong numbers;

    Exchange(WireClient client, Template request, AtomicLong numbers) {
        this.client = client;
        this.request = request;
        this.numbers = numbers;
    }

    /** Writes the number wherever this request must differ from all others. */
    abstract void fill(Template request, long number);

    boolean accepted(HttpMessage answer) {
        return OcpiAnswer.acknowledged(answer);
    }

    @Override
    public final boolean run() throws IOException {
        fill(request, numbers.getAndIncrement());
        HttpMessage answer = client.exchange(request.bytes());
        if (accepted(answer)) {
            return true;
        }
        throw new IOException("HTTP " + answer.status() + ", OCPI " + OcpiAnswer.statusCode(answer));
    }

    @Override
    public final void close() throws IOException {
        client.close();
    }
}
