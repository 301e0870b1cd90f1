package org.roaminghub.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(ChaosPlan.of(42, 20, 4_000, 2, true)).isEqualTo(ChaosPlan.of(42, 20, 4_000, 2, true));
        assertThat(ChaosPlan.of(42, 20, 4_000, 2, true)).isNotEqualTo(ChaosPlan.of(43, 20, 4_000, 2, true));
    }

    @Test
    void killsHubAndDatabaseInTurn() {
        List<Class<?>> kills = ChaosPlan.of(7, 4, 1_000, 2, true).steps().stream()
                .filter(step -> !(step instanceof ChaosPlan.TogglePartner))
                .<Class<?>>map(Object::getClass)
                .toList();
        assertThat(kills)
                .containsExactly(
                        ChaosPlan.KillHub.class,
                        ChaosPlan.KillDatabase.class,
                        ChaosPlan.KillHub.class,
                        ChaosPlan.KillDatabase.class);
    }

    @Test
    void leavesAnOutsideDatabaseAlone() {
        assertThat(ChaosPlan.of(7, 6, 1_000, 2, false).steps()).noneMatch(ChaosPlan.KillDatabase.class::isInstance);
    }

    @Test
    void waitsStayWithinHalfAndOneAndAHalfOfTheMean() {
        assertThat(ChaosPlan.of(1, 200, 1_000, 2, true).steps())
                .filteredOn(step -> !(step instanceof ChaosPlan.TogglePartner))
                .allSatisfy(step -> assertThat(step.afterMs()).isBetween(500L, 1_500L));
    }
}
