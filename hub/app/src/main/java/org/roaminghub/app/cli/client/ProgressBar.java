package org.roaminghub.app.cli.client;

import java.io.PrintWriter;
import java.util.Locale;

/** A bar that is redrawn in place on a terminal, and a line at each tenth elsewhere. */
public final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean terminal;
    private int tenths = -1;

    public ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** {@code progress} from 0 to 1. */
    public void show(double progress, String beside) {
        var part = Math.clamp(progress, 0, 1);
        var percent = String.format(Locale.ROOT, "%3.0f %%", part * 100);
        if (terminal) {
            var full = (int) Math.round(part * WIDTH);
            out.print(
                    "\r[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + percent + "  " + beside + "\u001b[K");
        } else if ((int) (part * 10) > tenths) {
            tenths = (int) (part * 10);
            out.println(percent + "  " + beside);
        }
        out.flush();
    }

    public void end() {
        if (terminal) {
            out.println();
        }
        out.flush();
    }
}
