package org.roaminghub.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.roaminghub.simulator.StationSocket.NoAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a station has to tell of transactions: in order, and kept until it was answered. */
final class StationQueue {

    private record Said(String action, Supplier<ObjectNode> payload, Consumer<JsonNode> answered) {}

    private final Deque<Said> untold = new ArrayDeque<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final BiFunction<String, JsonNode, JsonNode> call;
    private final BooleanSupplier up;

    StationQueue(BiFunction<String, JsonNode, JsonNode> call, BooleanSupplier up) {
        this.call = call;
        this.up = up;
    }

    /** {@code payload} is asked for when it is sent: it may need what an earlier message was answered. */
    void say(String action, Supplier<ObjectNode> payload, Consumer<JsonNode> answered) {
        telling.lock();
        try {
            untold.add(new Said(action, payload, answered));
            deliver();
        } finally {
            telling.unlock();
        }
    }

    /** As much as the link lets through. */
    void deliver() {
        telling.lock();
        try {
            for (Said next = untold.peek(); next != null && up.getAsBoolean(); next = untold.peek()) {
                JsonNode answer = call.apply(next.action, next.payload.get());
                untold.remove();
                next.answered.accept(answer);
            }
        } catch (NoAnswer later) {
            // It stays in the queue.
        } finally {
            telling.unlock();
        }
    }

    int size() {
        telling.lock();
        try {
            return untold.size();
        } finally {
            telling.unlock();
        }
    }
}
