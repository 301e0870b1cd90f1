package org.roaminghub.outside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what this JVM prints, beside printing it. */
final class Console extends OutputStream {

    private static final int MAX_KEPT = 64 * 1024 * 1024;

    private final OutputStream onward;
    private final ByteArrayOutputStream kept;

    private Console(OutputStream onward, ByteArrayOutputStream kept) {
        this.onward = onward;
        this.kept = kept;
    }

    /** From now on; both streams end up in one. One after the other: of two at once one would keep nothing. */
    static synchronized ByteArrayOutputStream keep() {
        var kept = new ByteArrayOutputStream();
        System.setOut(new PrintStream(new Console(System.out, kept), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Console(System.err, kept), true, StandardCharsets.UTF_8));
        return kept;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (kept.size() + length > MAX_KEPT) {
            throw new IOException("more than " + MAX_KEPT + " bytes were printed");
        }
        kept.write(bytes, from, length);
        onward.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        onward.flush();
    }
}
