package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Merge;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.SessionPatch211;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;

/** The spec's own examples of these modules, read from beside the repository (CC BY-ND: never copied into it). */
class ExamplesTest {

    /** Examples that break their own field tables: file → the first field that is wrong. Known from facts.md ch. 8. */
    private static final Map<String, Map<String, String>> BROKEN = Map.of(
            "2.1.1",
            // Read all the same, as partners write it so, and written back as a number.
            Map.of("mod_cdrs__01_example_of_a_cdr.json", "tariffs.elements.price_components.price is a string"),
            "2.2.1",
            Map.of(),
            "2.3.0",
            Map.of("cdr_example.json", "tariffs[0].tax_included is missing"));

    private static final Lifting OWN = Lifting.of(Samples.CPO, Samples.NOW);

    private Dialect dialect = Dialect.newest();
    private Path folder = Path.of(".");

    private void find(String version) {
        dialect = Dialect.find(version).orElseThrow();
        folder = Path.of(System.getProperty("shared.dir", "../shared"), "protocols", "ocpi", "examples", version);
        Assumptions.assumeTrue(Files.isDirectory(folder), "the examples are not beside this repository");
    }

    private List<Path> examples(String module) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(module))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return Bodies.json(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1.1", "2.2.1", "2.3.0"})
    void tokensSessionsAndCdrsReadAndWriteBackEqual(String version) throws IOException {
        find(version);
        var wrong = new TreeMap<String, String>();
        int checked = 0;
        for (String module : List.of("tokens", "sessions", "cdrs")) {
            for (Path file : examples(module)) {
                JsonNode body = read(file);
                try {
                    byte[] written = rewrite(module, file.getFileName().toString(), body);
                    if (quotesNumbers(body)) {
                        wrong.put(file.getFileName().toString(), "tariffs.elements.price_components.price is a string");
                        continue;
                    }
                    assertThat(canonical(Bodies.json(new String(written, StandardCharsets.UTF_8))))
                            .as(file.toString())
                            .isEqualTo(canonical(body));
                    checked++;
                } catch (BadField e) {
                    wrong.put(file.getFileName().toString(), e.sentence());
                }
            }
        }
        assertThat(wrong).isEqualTo(BROKEN.get(version));
        assertThat(checked).isGreaterThanOrEqualTo(4);
    }

    private byte[] rewrite(String module, String name, JsonNode body) {
        boolean patch = name.contains("patch") || name.contains("update_the") || name.contains("invalidate");
        boolean old = dialect.release() == Release.V2_1_1;
        return switch (module) {
            case "tokens" -> patch ? patchedToken(body) : dialect.write(dialect.token(body, OWN), Lowering.plain());
            case "sessions" -> {
                if (patch) {
                    dialect.sessionPatch(body, OWN);
                    yield Json.write(
                            old
                                    ? SessionPatch211.read(Fields.of(body, Release.V2_1_1))
                                    : dialect.sessionPatch(body, OWN),
                            dialect.release());
                }
                // Of the place 2.1.1 says more than the hub needs: there the wire record itself is written back.
                dialect.session(body, OWN);
                yield old
                        ? Json.write(Session211.read(Fields.of(body, Release.V2_1_1)), dialect.release())
                        : dialect.write(dialect.session(body, OWN), Lowering.plain());
            }
            default -> {
                dialect.cdr(body, OWN);
                yield old
                        ? Json.write(Cdr211.read(Fields.of(body, Release.V2_1_1)), dialect.release())
                        : dialect.write(dialect.cdr(body, OWN), Lowering.plain());
            }
        };
    }

    private static boolean quotesNumbers(JsonNode body) {
        return body.path("tariffs")
                .path(0)
                .path("elements")
                .path(0)
                .path("price_components")
                .path(0)
                .path("price")
                .isString();
    }

    /** A partial token is read as what it makes of a whole one. */
    private byte[] patchedToken(JsonNode change) {
        String whole =
                dialect.release() == Release.V2_1_1 ? Bodies.TOKEN.replace("contract_id", "auth_id") : Bodies.TOKEN;
        dialect.token(merged(whole, change.toString()), OWN);
        return Json.write(change);
    }

    private static JsonNode merged(String before, String change) {
        byte[] bytes = Merge.merged(before.getBytes(StandardCharsets.UTF_8), change.getBytes(StandardCharsets.UTF_8));
        return Bodies.json(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void whatTheHubUnderstandsOfThemIsSaidBackTheSame() throws IOException {
        find("2.2.1");
        for (Path file : examples("tokens")) {
            if (!file.toString().contains("patch")) {
                var wire = dialect.token(read(file), OWN);
                var back = TokenMapping.token(TokenMapping.profile(wire), "", Samples.NOW);
                assertThat(back)
                        .usingRecursiveComparison()
                        .ignoringFields("contract_id")
                        .isEqualTo(wire);
            }
        }
        for (Path file : examples("cdrs")) {
            var wire = dialect.cdr(read(file), OWN);
            var back = CdrMapping.cdr(CdrMapping.record(wire, Tariff.Selection.PER_DIMENSION), Lowering.plain());
            assertThat(canonical(
                            Bodies.json(new String(dialect.write(back, Lowering.plain()), StandardCharsets.UTF_8))))
                    .isEqualTo(canonical(
                            Bodies.json(new String(dialect.write(wire, Lowering.plain()), StandardCharsets.UTF_8))));
        }
        for (Path file : examples("sessions")) {
            JsonNode body = read(file);
            if (file.toString().contains("patch")) {
                assertThat(SessionMapping.change(Samples.CPO, "1", dialect.sessionPatch(body, OWN), "EUR")
                                .reportedAt())
                        .isNotNull();
            } else {
                assertThat(SessionMapping.report(dialect.session(body, OWN))
                                .fid()
                                .value())
                        .isEqualTo(body.path("id").asString(""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1.1", "2.2.1", "2.3.0"})
    void credentialsAndVersionDetailsRead(String version) throws IOException {
        find(version);
        for (Path file : examples("credentials")) {
            JsonNode body = read(file);
            assertThat(canonical(
                            Bodies.json(new String(dialect.write(dialect.credentials(body)), StandardCharsets.UTF_8))))
                    .as(file.toString())
                    .isEqualTo(canonical(body));
        }
        for (Path file : examples("versions")) {
            if (file.toString().contains("details") || file.toString().contains("endpoint__02")) {
                assertThat(VersionDetails.read(Fields.of(read(file), dialect.release()))
                                .endpoints())
                        .as(file.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aWrongFieldIsNamed() throws IOException {
        find("2.2.1");
        var body = (tools.jackson.databind.node.ObjectNode) read(folder.resolve("cdrs/cdr_example.json"));
        body.remove("cdr_token");
        assertThatThrownBy(() -> dialect.cdr(body, OWN))
                .isInstanceOf(BadField.class)
                .hasMessage("cdr_token is missing");
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
