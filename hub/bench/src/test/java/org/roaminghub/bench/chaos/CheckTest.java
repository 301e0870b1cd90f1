package org.roaminghub.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckTest {

    private static final Parked PARKED = new Parked(
            List.of("{\"id\":\"d1\",\"object\":\"cdr/0190-77\",\"reason\":\"REJECTED\"}"), Map.of("CDR-3", "0190-77"));

    @Test
    void holdsWhenEverythingIsThereOnce() {
        Check check = Check.exactlyOnce("x", Set.of("a", "b"), Map.of("a", 1, "b", 1, "unacknowledged", 7));
        assertThat(check.held()).isTrue();
        assertThat(check.cases()).isEqualTo(2);
    }

    @Test
    void findsWhatIsMissingAndWhatIsThereTwice() {
        Check check = Check.exactlyOnce("x", Set.of("a", "b", "c"), Map.of("a", 1, "b", 2));
        assertThat(check.violations()).containsExactlyInAnyOrder("b found 2 times", "c found 0 times");
    }

    @Test
    void findsEnergyThatWasAcknowledgedAndLost() {
        Map<String, Long> wanted = Map.of("more", 10L, "same", 10L, "less", 10L, "gone", 0L);
        Check check = Check.atLeast("x", wanted, Map.of("more", 11L, "same", 10L, "less", 9L), Parked.NONE);
        assertThat(check.violations())
                .containsExactlyInAnyOrder(
                        "less acknowledged with 10 Wh, found with 9", "gone acknowledged with 0 Wh, found with -1");
    }

    @Test
    void findsCdrsThatNeverArrivedOrBecameTwo() {
        Map<String, Set<String>> arrived = Map.of("CDR-1", Set.of("one"), "CDR-2", Set.of("one", "other"));
        Check check = Check.oneObject("x", Set.of("CDR-1", "CDR-2", "CDR-3", "CDR-4"), arrived, PARKED);
        assertThat(check.violations())
                .containsExactlyInAnyOrder(
                        "CDR-2 arrived with 2 different contents", "CDR-4 neither arrived nor is parked with a reason");
    }
}
