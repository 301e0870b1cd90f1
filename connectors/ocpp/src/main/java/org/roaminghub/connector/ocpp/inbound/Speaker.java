package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v16.Profiles;
import org.roaminghub.connector.ocpp.message.v2.Transactions;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.databind.node.ObjectNode;

/** A station that says something and is told something, on a socket or by SOAP. */
abstract class Speaker {

    private static final Duration ASK_PATIENCE = Duration.ofSeconds(30);

    final Known station;
    /** The serial number that its certificate says; absent where it came in without. */
    final @Nullable String serial;

    final Version version;
    private volatile boolean accepted;

    Speaker(Known station, @Nullable String serial, Version version) {
        this.station = station;
        this.serial = serial;
        this.version = version;
        this.accepted = station.accepted();
    }

    boolean isAccepted() {
        return accepted;
    }

    /** One of 1.6 may say all else before it boots: a lost queue is lost money. But not before anybody knows which one it is. */
    boolean mustBootFirst() {
        return !version.isFirst() || (serial != null && station.serial() == null);
    }

    void accept(boolean mayWork) {
        accepted = mayWork;
    }

    /** What it said, as it came. */
    Original original(byte[] text) {
        return new Original(Protocol.OCPP, version.number(), version.mediaType(), text);
    }

    abstract void result(Frame.Call call, ObjectNode payload);

    abstract void error(Frame.Call call, ErrorCode code, String why);

    /** Answered beside the mailbox, since it waits for somebody outside: what comes meanwhile is served. */
    abstract void aside(Frame.Call call, Supplier<ObjectNode> work);

    /** When what is handled now is answered, beside the mailbox. */
    abstract void afterwards(Runnable work);

    /** Among the station's messages, one by one with them. */
    abstract <T> T inTurn(Supplier<T> work);

    /** What came of a call of the hub; {@code answer} absent: nothing in time, or the station is not there. */
    record Outcome(@Nullable Frame answer, boolean there) {}

    /** One at a time: waits for its turn first, and for the answer then. */
    abstract Outcome call(String id, String action, ObjectNode payload, Duration patience) throws InterruptedException;

    /** A station that was lost needn't boot when it comes back, nor say what its EVSEs are doing (facts §2). */
    void askForStates(String id) {
        try {
            String wanted = "StatusNotification";
            Message trigger = version.isFirst()
                    ? new Profiles.TriggerMessageRequest(wanted, null)
                    : new Transactions.TriggerMessageRequest(null, wanted, null);
            call(id, "TriggerMessage", Messages.write(trigger, version), ASK_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The hub has said good-bye: nothing is answered any more. */
    abstract boolean isClosed();

    /** It is not who it says. */
    abstract void turnAway();
}
