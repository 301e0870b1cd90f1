package org.roaminghub.bench.chaos;

import java.util.List;

/** What was looked for, in how many cases, and every case in which it wasn't so. */
public record Check(String name, long cases, List<String> violations) {

    public boolean held() {
        return violations.isEmpty();
    }
}
