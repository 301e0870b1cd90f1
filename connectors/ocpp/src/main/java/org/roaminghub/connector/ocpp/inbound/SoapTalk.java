package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Edition15;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.node.ObjectNode;

/** One request of a station by SOAP and its answer, or one call of the hub to it. */
final class SoapTalk extends Speaker {

    private final SoapStation at;
    private final Executor workers;
    private SoapAnswer answer = new SoapAnswer.Nothing();
    private @Nullable Runnable later;

    SoapTalk(SoapStation at, Version version, Executor workers) {
        super(at.known, null, version);
        this.at = at;
        this.workers = workers;
    }

    /** When its turn is over. */
    SoapAnswer answer() {
        if (later != null) {
            later.run();
        }
        return answer;
    }

    @Override
    void result(Frame.Call call, ObjectNode payload) {
        answer = new SoapAnswer.Said(
                call.action(), version == Version.V1_5S ? Edition15.loweredAnswer(call.action(), payload) : payload);
    }

    @Override
    void error(Frame.Call call, ErrorCode code, String why) {
        answer = SoapAnswer.fault(code, why);
    }

    @Override
    void aside(Frame.Call call, Supplier<ObjectNode> work) {
        later = () -> result(call, work.get());
    }

    @Override
    void afterwards(Runnable work) {
        workers.execute(() -> {
            inTurn(() -> true);
            work.run();
        });
    }

    @Override
    <T> T inTurn(Supplier<T> work) {
        at.turn.lock();
        try {
            return work.get();
        } finally {
            at.turn.unlock();
        }
    }

    @Override
    Outcome call(String id, String action, ObjectNode payload, Duration patience) throws InterruptedException {
        return at.call(version, id, action, payload, patience);
    }

    @Override
    boolean isClosed() {
        return false;
    }

    /** It shows no certificate that could be another's. */
    @Override
    void turnAway() {
        answer = SoapAnswer.fault(ErrorCode.SECURITY, "The station is another one.");
    }
}
