package org.roaminghub.bench.measure;

import java.io.Closeable;
import java.io.IOException;

/** What one client does again and again on its own connection. */
public interface Operation extends Closeable {

    /** Does it once; false when the other side didn't do what it was asked to. */
    boolean run() throws Exception;

    /** There is nothing left to do: this client ends, and it is no failure. */
    final class NothingLeft extends Exception {
        public NothingLeft() {
            super("nothing left", null, false, false);
        }
    }

    @Override
    void close() throws IOException;

    /** Makes the operation of one client, counted from 0. */
    @FunctionalInterface
    interface Factory {
        Operation open(int client) throws Exception;
    }
}
