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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Merge;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.testkit.Samples;
import tools.jackson.databind.JsonNode;

/** The spec's own examples of these modules, read from beside the repository (CC BY-ND: never copied into it). */
class ExamplesTest {

    /** Examples that break their own field tables: file → the first field that is wrong. Known from facts.md ch. 8. */
    private static final Map<String, String> BROKEN = Map.of();

    private final Dialect dialect = Dialect.newest();
    private Path folder = Path.of(".");

    @BeforeEach
    void find() {
        folder = Path.of(System.getProperty("shared.dir", "../shared"), "protocols", "ocpi", "examples", "2.2.1");
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

    @Test
    void tokensSessionsAndCdrsReadAndWriteBackEqual() throws IOException {
        var wrong = new TreeMap<String, String>();
        int checked = 0;
        for (String module : List.of("tokens", "sessions", "cdrs")) {
            for (Path file : examples(module)) {
                JsonNode body = read(file);
                try {
                    byte[] written = rewrite(module, file.getFileName().toString(), body);
                    assertThat(canonical(Bodies.json(new String(written, StandardCharsets.UTF_8))))
                            .as(file.toString())
                            .isEqualTo(canonical(body));
                    checked++;
                } catch (BadField e) {
                    wrong.put(file.getFileName().toString(), e.sentence());
                }
            }
        }
        assertThat(wrong).isEqualTo(BROKEN);
        assertThat(checked).isGreaterThanOrEqualTo(7);
    }

    private byte[] rewrite(String module, String name, JsonNode body) {
        boolean patch = name.contains("patch");
        return switch (module) {
            case "tokens" -> patch ? patchedToken(body) : dialect.write(dialect.token(body));
            case "sessions" -> patch ? Json.write(dialect.sessionPatch(body)) : dialect.write(dialect.session(body));
            default -> dialect.write(dialect.cdr(body));
        };
    }

    /** A partial token is read as what it makes of a whole one. */
    private byte[] patchedToken(JsonNode change) {
        var merged = merged(Bodies.TOKEN, change.toString());
        dialect.token(merged);
        return Json.write(change);
    }

    private static JsonNode merged(String before, String change) {
        byte[] bytes = Merge.merged(before.getBytes(StandardCharsets.UTF_8), change.getBytes(StandardCharsets.UTF_8));
        return Bodies.json(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void whatTheHubUnderstandsOfThemIsSaidBackTheSame() throws IOException {
        for (Path file : examples("tokens")) {
            if (!file.toString().contains("patch")) {
                var wire = dialect.token(read(file));
                var back = TokenMapping.token(TokenMapping.profile(wire), "", Samples.NOW);
                assertThat(back)
                        .usingRecursiveComparison()
                        .ignoringFields("contract_id")
                        .isEqualTo(wire);
            }
        }
        for (Path file : examples("cdrs")) {
            var wire = dialect.cdr(read(file));
            var back = CdrMapping.cdr(CdrMapping.record(wire));
            assertThat(canonical(Bodies.json(new String(dialect.write(back), StandardCharsets.UTF_8))))
                    .isEqualTo(canonical(Bodies.json(new String(dialect.write(wire), StandardCharsets.UTF_8))));
        }
        for (Path file : examples("sessions")) {
            JsonNode body = read(file);
            if (file.toString().contains("patch")) {
                assertThat(SessionMapping.change(Samples.CPO, "1", dialect.sessionPatch(body), "EUR")
                                .reportedAt())
                        .isNotNull();
            } else {
                assertThat(SessionMapping.report(dialect.session(body)).fid().value())
                        .isEqualTo(body.path("id").asString(""));
            }
        }
    }

    @Test
    void credentialsAndVersionDetailsRead() throws IOException {
        for (Path file : examples("credentials")) {
            assertThat(Credentials.read(Fields.of(read(file))).roles())
                    .as(file.toString())
                    .isNotEmpty();
        }
        for (Path file : examples("versions")) {
            if (file.toString().contains("details")) {
                assertThat(VersionDetails.read(Fields.of(read(file))).endpoints())
                        .as(file.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aWrongFieldIsNamed() throws IOException {
        var body = (tools.jackson.databind.node.ObjectNode) read(folder.resolve("cdrs/cdr_example.json"));
        body.remove("cdr_token");
        assertThatThrownBy(() -> dialect.cdr(body)).isInstanceOf(BadField.class).hasMessage("cdr_token is missing");
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
