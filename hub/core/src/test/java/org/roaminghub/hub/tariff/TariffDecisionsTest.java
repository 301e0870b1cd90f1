package org.roaminghub.hub.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.tariff.TariffPublished;
import org.roaminghub.events.tariff.TariffWithdrawn;
import org.roaminghub.hub.tariff.TariffDecisions.Present;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;

class TariffDecisionsTest {

    private static final TariffId ID = new TariffId(new UUID(0, 1));
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private static Tariff tariff(String price, int minute) {
        var energy = new Tariff.Component(Tariff.Dimension.ENERGY, new BigDecimal(price), null, BigDecimal.ONE);
        return new Tariff(
                ID,
                PartyId.parse("DE*VOL"),
                "T1",
                List.of(),
                "EUR",
                null,
                Tariff.Selection.PER_DIMENSION,
                Tariff.TaxIncluded.NO,
                null,
                null,
                null,
                null,
                List.of(new Tariff.Element(List.of(energy), null)),
                List.of(),
                null,
                T0.plusSeconds(minute * 60L));
    }

    private static List<Event> publish(Present state, Tariff tariff) {
        return TariffDecisions.publish(Optional.of(state), ID, List.of(), tariff);
    }

    @Test
    void aNewTariffIsPublished() {
        assertThat(TariffDecisions.publish(Optional.empty(), ID, List.of(), tariff("0.30", 0)))
                .containsExactly(new TariffPublished(tariff("0.30", 0)));
    }

    @Test
    void whatSaysTheSameIsNoEvent() {
        Present present = new Present(tariff("0.30", 0), false);
        assertThat(publish(present, tariff("0.30", 0))).isEmpty();
        assertThat(publish(present, tariff("0.30", 5))).isEmpty();
    }

    @Test
    void anOlderOneIsNotApplied() {
        assertThat(publish(new Present(tariff("0.30", 5), false), tariff("0.40", 4)))
                .isEmpty();
        assertThat(publish(new Present(tariff("0.30", 5), true), tariff("0.40", 4)))
                .as("a late message does not bring it back")
                .isEmpty();
    }

    @Test
    void aWithdrawnOneIsPublishedAgain() {
        Present withdrawn = new Present(tariff("0.30", 0), true);
        assertThat(publish(withdrawn, tariff("0.30", 1))).containsExactly(new TariffPublished(tariff("0.30", 1)));
    }

    @Test
    void itIsWithdrawnOnce() {
        Present present = new Present(tariff("0.30", 0), false);
        assertThat(TariffDecisions.withdraw(present, ID, T0))
                .containsExactly(new TariffWithdrawn(ID, PartyId.parse("DE*VOL"), T0));
        assertThat(TariffDecisions.withdraw(new Present(tariff("0.30", 0), true), ID, T0))
                .isEmpty();
    }
}
