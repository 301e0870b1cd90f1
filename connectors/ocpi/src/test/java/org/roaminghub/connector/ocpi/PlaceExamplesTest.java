package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.TariffMapping;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.Original;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.EvseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The spec's own examples of locations and tariffs, read from beside the repository (CC BY-ND: never copied into it). */
class PlaceExamplesTest {

    /** Examples that break their own field tables: file → the first field that is wrong (facts.md ch. 8). */
    private static final Map<String, String> BROKEN = Map.of("tariff_put_example.json", "last_updated is missing");

    private final Dialect dialect = Dialect.find("2.2.1").orElseThrow();
    private Path folder = Path.of(".");

    @BeforeEach
    void find() {
        folder = Path.of(System.getProperty("shared.dir", "../shared"), "protocols", "ocpi", "examples", "2.2.1");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the examples are not beside this repository");
    }

    private List<Path> examples(String module, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(module))) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return Bodies.json(Files.readString(file));
    }

    private static JsonNode json(byte[] bytes) {
        return Bodies.json(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void locationsAreCutAndPutTogetherAgain() throws IOException {
        int checked = 0;
        for (Path file : examples("locations", "location_example")) {
            JsonNode body = read(file);
            HeldLocation held = LocationTree.location(body, Samples.CPO, dialect);
            assertThat(json(LocationTree.whole(held, dialect, Lowering.plain())))
                    .as(file.toString())
                    .isEqualTo(body);
            checked++;
        }
        assertThat(checked).isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatTheHubUnderstandsOfALocationIsSaidBackTheSame() throws IOException {
        int restricted = 0;
        for (Path file : examples("locations", "location_example")) {
            JsonNode body = read(file);
            HeldLocation held = fromElsewhere(LocationTree.location(body, Samples.CPO, dialect));
            Lowering losses = Lowering.plain();
            try {
                assertThat(canonical(json(LocationTree.whole(held, dialect, losses))))
                        .as(file.toString())
                        .isEqualTo(canonical(body));
                assertThat(losses.isLossless()).isTrue();
            } catch (Unsayable e) {
                assertThat(body.has("publish_allowed_to")).as(file.toString()).isTrue();
                restricted++;
            }
        }
        assertThat(restricted).as("withheld from other versions").isEqualTo(2);
    }

    /** As if it had come in another version: only what the hub understood is left. */
    private static HeldLocation fromElsewhere(HeldLocation held) {
        Original other = new Original(held.original().protocol(), "other", "application/json", new byte[0]);
        return new HeldLocation(
                held.location(),
                other,
                held.evses().stream()
                        .map(e -> new HeldEvse(e.evse(), e.status(), e.statusAt(), other))
                        .toList());
    }

    @Test
    void partialExamplesAreMergedIn() throws IOException {
        HeldLocation held =
                LocationTree.location(read(folder.resolve("locations/location_example.json")), Samples.CPO, dialect);
        JsonNode status = read(folder.resolve("locations/location_patch_example_status.json"));
        assertThat(LocationTree.statusAlone(status)).contains(EvseStatus.CHARGING);
        JsonNode change = read(folder.resolve("locations/location_patch_example_location.json"));
        HeldLocation after = LocationTree.patched(held, change, dialect);
        assertThat(after.location().address()).isNotNull();
        JsonNode whole = json(LocationTree.whole(after, dialect, Lowering.plain()));
        change.properties()
                .forEach(field -> assertThat(whole.get(field.getKey())).isEqualTo(field.getValue()));
        JsonNode tariff = read(folder.resolve("locations/location_patch_example_tariff.json"));
        HeldEvse evse = held.evses().getFirst();
        String plug = evse.evse().connectors().getFirst().fid();
        HeldEvse then = LocationTree.withConnector(evse, plug, tariff, Samples.NOW, true, dialect);
        assertThat(then.evse().connectors().getFirst().tariffs())
                .containsExactly(tariff.path("tariff_ids").path(0).asString());
        assertThat(then.status()).isEqualTo(evse.status());
    }

    @Test
    void tariffsReadAndAreSaidBackTheSame() throws IOException {
        var wrong = new TreeMap<String, String>();
        int checked = 0;
        for (Path file : examples("tariffs", "tariff_")) {
            JsonNode body = read(file);
            try {
                var wire = dialect.tariff(body, Lifting.of(Samples.CPO, Samples.NOW));
                ObjectNode expected = (ObjectNode) body.deepCopy();
                expected.remove("energy_mix"); // only in the original
                assertThat(canonical(json(dialect.write(
                                TariffMapping.toWire(TariffMapping.tariff(
                                        wire, org.roaminghub.vocabulary.Tariff.Selection.PER_DIMENSION)),
                                Lowering.plain()))))
                        .as(file.toString())
                        .isEqualTo(canonical(expected));
                checked++;
            } catch (BadField e) {
                wrong.put(file.getFileName().toString(), e.sentence());
            }
        }
        assertThat(wrong).isEqualTo(BROKEN);
        assertThat(checked).isGreaterThanOrEqualTo(15);
    }

    // --- what 2.2.1 lacks -------------------------------------------------------------------------------------------

    @Test
    void whatCameWith230IsLeftOutAndNoted() throws IOException {
        HeldLocation held = fromElsewhere(
                LocationTree.location(read(folder.resolve("locations/location_example.json")), Samples.CPO, dialect));
        HeldEvse evse = held.evses().getFirst();
        var plugs = new ArrayList<>(evse.evse().connectors());
        var plug = plugs.getFirst();
        plugs.add(new org.roaminghub.vocabulary.Evse.Connector(
                "M",
                "MCS",
                plug.format(),
                plug.powerType(),
                1000,
                3000,
                null,
                List.of(),
                null,
                List.of(),
                plug.reportedAt()));
        HeldLocation newer = withPlugs(held, plugs);
        Lowering losses = Lowering.plain();
        JsonNode written = json(LocationTree.whole(newer, dialect, losses));
        assertThat(written.path("evses").path(0).path("connectors")).hasSize(plugs.size() - 1);
        assertThat(losses.losses(Samples.EMSP))
                .extracting(org.roaminghub.vocabulary.Loss::field)
                .containsExactly("evses.connectors");
        Lowering all = Lowering.plain();
        written = json(LocationTree.whole(withPlugs(held, List.of(plugs.getLast())), dialect, all));
        assertThat(written.path("evses")).hasSize(held.evses().size() - 1);
        assertThat(all.losses(Samples.EMSP))
                .extracting(org.roaminghub.vocabulary.Loss::field)
                .containsExactly("evses.connectors", "evses");
    }

    private static HeldLocation withPlugs(HeldLocation held, List<org.roaminghub.vocabulary.Evse.Connector> plugs) {
        HeldEvse first = held.evses().getFirst();
        var e = first.evse();
        var changed = new org.roaminghub.vocabulary.Evse(
                e.evse(),
                e.location(),
                e.owner(),
                e.evseFid(),
                e.evseId(),
                e.capabilities(),
                e.authMethods(),
                e.restrictions(),
                e.floor(),
                e.coordinates(),
                e.physicalReference(),
                e.directions(),
                e.parking(),
                e.images(),
                e.maxReservationS(),
                e.acceptedEmsps(),
                e.schedule(),
                plugs,
                e.reportedAt());
        var evses = new ArrayList<>(held.evses());
        evses.set(0, new HeldEvse(changed, first.status(), first.statusAt(), first.original()));
        return new HeldLocation(held.location(), held.original(), evses);
    }

    /** Numbers by value, null and empty lists as absent, field order without meaning (OCPI cardinality). */
    private static Object canonical(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, Object>();
            node.properties().forEach(e -> {
                if (!e.getValue().isNull()
                        && !(e.getValue().isArray() && e.getValue().isEmpty())) {
                    fields.put(e.getKey(), canonical(e.getValue()));
                }
            });
            return fields;
        }
        if (node.isArray()) {
            var items = new ArrayList<>();
            node.forEach(n -> items.add(canonical(n)));
            return items;
        }
        return node.isNumber()
                ? new BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString())
                : node.asString("");
    }
}
