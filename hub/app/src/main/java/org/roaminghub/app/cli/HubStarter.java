package org.roaminghub.app.cli;

/** Starts the hub in this process. The command line knows no more of the application than this. */
@FunctionalInterface
public interface HubStarter {

    /**
     * Returns when the hub is ready; it then runs until the process is told to end. Throws when it can't start, with a
     * message for the operator.
     */
    void start(String[] args);
}
