package org.roaminghub.hub.recording;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** What is to happen around the running command's transaction. */
public final class Transactional {

    private Transactional() {}

    /** Runs once the running command has committed, and never when it rolls back. At once when no command runs. */
    public static void afterCommit(Runnable action) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(unit -> action.run());
        } else {
            action.run();
        }
    }

    /** Throws IllegalStateException when no command runs. */
    public static void require() {
        if (!CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("this is done inside a command only");
        }
    }
}
