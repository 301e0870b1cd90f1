package org.roaminghub.hub.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.tariff.TariffCommands.PublishTariff;
import org.roaminghub.hub.tariff.TariffCommands.Result;
import org.roaminghub.hub.tariff.TariffCommands.Whole;
import org.roaminghub.hub.tariff.TariffCommands.WithdrawTariff;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Tariff;

class TariffVersionsTest {

    private static final PartyId HUB = PartyId.parse("DE*HUB");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final PartyId NYK = PartyId.parse("SE*NYK");
    private static final Causes CAUSES = Causes.of(Actor.user("admin"), new UUID(2, 2));

    private final CoreUnderTest core = new CoreUnderTest();
    private final TariffStore store = new TariffStore(core.jdbc);
    private final TariffVersions versions = new TariffVersions(store);

    TariffVersionsTest() {
        core.commands.handledBy(new TariffCommands(core.recorder, core.privacy, store, core.clock, core.ids));
    }

    private String publish(@Nullable PartyId audience, String price) {
        Tariff tariff = new Tariff(
                null,
                HUB,
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
                List.of(new Tariff.Element(
                        List.of(new Tariff.Component(
                                Tariff.Dimension.ENERGY, new BigDecimal(price), null, BigDecimal.ONE)),
                        null)),
                List.of(),
                null,
                core.clock.now());
        Original original =
                new Original(Protocol.OCPI, "2.2.1", "application/json", price.getBytes(StandardCharsets.UTF_8));
        return ((Result.Stored) core.commands.send(new PublishTariff(audience, new Whole(tariff, original), CAUSES)))
                .tariff()
                .toString();
    }

    private Instant anHourLater() {
        core.clock.advance(Duration.ofHours(1));
        return core.clock.now();
    }

    private String priceAt(String tariff, PartyId reader, Instant at) {
        return versions.inForce(HUB, tariff, reader, at)
                .map(t ->
                        t.elements().getFirst().components().getFirst().price().toPlainString())
                .orElse("none");
    }

    @Test
    void tellsTheTariffAsItWas() {
        Instant before = core.clock.now();
        Instant first = anHourLater();
        String id = publish(null, "0.10");
        Instant second = anHourLater();
        publish(null, "0.20");
        Instant withdrawn = anHourLater();
        core.commands.send(new WithdrawTariff(HUB, "T1", null, withdrawn, CAUSES));
        assertThat(priceAt("T1", MOV, first)).isEqualTo("0.10");
        assertThat(priceAt("t1", MOV, second.minusMillis(1))).isEqualTo("0.10");
        assertThat(priceAt("T1", MOV, second)).isEqualTo("0.20");
        assertThat(priceAt(id, MOV, withdrawn.minusMillis(1))).isEqualTo("0.20");
        assertThat(priceAt("T1", MOV, before)).isEqualTo("0.10");
        assertThat(priceAt("T1", MOV, withdrawn)).isEqualTo("none");
        anHourLater();
        publish(null, "0.30");
        assertThat(priceAt("T1", MOV, withdrawn)).isEqualTo("0.30");
        assertThat(priceAt("T2", MOV, first)).isEqualTo("none");
    }

    @Test
    void tellsAPartyTheTariffThatIsForItAlone() {
        publish(null, "0.40");
        publish(MOV, "0.30");
        assertThat(priceAt("T1", MOV, core.clock.now())).isEqualTo("0.30");
        assertThat(priceAt("T1", NYK, core.clock.now())).isEqualTo("0.40");
    }

    @Test
    void keepsNoVersionOfARepeat() {
        publish(null, "0.40");
        anHourLater();
        publish(null, "0.40");
        assertThat(core.jdbc
                        .sql("select count(*) from hub.tariff_version")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
