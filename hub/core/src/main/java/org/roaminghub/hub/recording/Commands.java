package org.roaminghub.hub.recording;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command to its handler and waits for what it came to. Each command runs in one transaction of its own; a handler
 * never calls the network. A command that lost a race for a stream's next place is tried again on the newest state.
 */
public final class Commands {

    private static final int MAX_TRIES = 8;

    private final CommandBus bus;

    public Commands(CommandBus bus) {
        this.bus = bus;
    }

    /** Makes the object's methods marked {@code @CommandHandler} known. Slices call it when they are put together. */
    public void handledBy(Object handler) {
        new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
    }

    /** The handler's result. Throws what the handler threw; a lost race only after {@value #MAX_TRIES} tries. */
    public <R> R send(Command<R> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return dispatch(command);
            } catch (ConcurrencyException lostRace) {
                if (attempt == MAX_TRIES) {
                    throw lostRace;
                }
            }
        }
    }

    /** As {@link #send}, but a lost race is the caller's to handle: throws ConcurrencyException. */
    public <R> R sendOnce(Command<R> command) {
        return dispatch(command);
    }

    private <R> R dispatch(Command<R> command) {
        FutureCallback<Command<R>, R> callback = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.<Command<R>>asCommandMessage(command), callback);
        CommandResultMessage<? extends R> result = callback.getResult();
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return result.getPayload();
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
}
