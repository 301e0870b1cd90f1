package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** The simulators' messages against the field tables of OCPI, where these are at hand. */
class SchemaTest {

    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");
    private static final Path FOLDER =
            Path.of(System.getProperty("shared.dir", "../shared"), "protocols/ocpi/schemas/derived");

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void messagesHaveNoFieldThatOcpiLacksAndAllThatItRequires(Tongue tongue) throws Exception {
        var file = FOLDER.resolve("fields-" + tongue.version() + ".tsv");
        assumeTrue(Files.isReadable(file), "the OCPI field tables are not here: " + file);
        var tables = read(file);
        var emsp = CardDeck.of(Party.parse("NL*MOV"), "Movlyn", 1, 0).getFirst();
        var site = new Site(Party.parse("DE*VOL"), "Voltwerk", 1, 2);
        var charge = new Charge(site, site.evse(0), "S1", emsp.token(), "R1", Instant.now());
        charge.charge(Instant.now(), new BigDecimal(300));
        charge.end(Instant.now());

        var desk = new Desk() {
            @Override
            public String role() {
                return "CPO";
            }

            @Override
            public List<Endpoint> endpoints() {
                return List.of();
            }

            @Override
            public ObjectNode place(String evseUid) {
                return site.cdrLocation(site.evse(0));
            }

            @Override
            public Reply serve(Endpoint module, Call call) {
                return Reply.ok(null);
            }
        };
        check(tables, "Token", said(tongue, emsp.token(), desk));
        check(tables, "Location", said(tongue, site.location(), desk));
        check(tables, "Tariff", said(tongue, site.tariff(), desk));
        check(tables, "Session", said(tongue, charge.session(), desk));
        var cdr = said(tongue, charge.cdr("C1"), desk);
        check(tables, "CDR", cdr);
        if (tongue == Tongue.V2_1_1) {
            check(tables, "Location", (ObjectNode) cdr.path("location"));
        } else {
            check(tables, "CdrLocation", (ObjectNode) cdr.path("cdr_location"));
            check(tables, "SignedData", (ObjectNode) cdr.path("signed_data"));
            check(tables, "Price", (ObjectNode) cdr.path("total_cost"));
        }
    }

    private static ObjectNode said(Tongue tongue, ObjectNode message, Desk desk) {
        return (ObjectNode) Objects.requireNonNull(tongue.say(message, desk));
    }

    private static void check(Map<String, Map<String, Field>> tables, String type, ObjectNode message) {
        var fields = tables.getOrDefault(type, Map.of());
        assertThat(fields).as("the table of " + type).isNotEmpty();
        assertThat(message.propertyNames().stream().filter(n -> !n.startsWith("x_")))
                .as("fields of " + type)
                .isSubsetOf(fields.keySet());
        fields.forEach((name, field) -> {
            if (field.cardinality().equals("1") || field.cardinality().equals("+")) {
                assertThat(message.has(name)).as(type + "." + name).isTrue();
            }
            assertThat(Wire.field(message, name).length())
                    .as("length of " + type + "." + name)
                    .isLessThanOrEqualTo(field.length());
        });
    }

    private record Field(int length, String cardinality) {}

    /** Lines of module, object, field, type(length), cardinality. */
    private static Map<String, Map<String, Field>> read(Path file) throws IOException {
        var tables = new HashMap<String, Map<String, Field>>();
        for (var line : Files.readAllLines(file)) {
            var cells = line.split("\t", -1);
            var length = LENGTH.matcher(cells[3]);
            tables.computeIfAbsent(cells[1], t -> new HashMap<>())
                    .put(
                            cells[2],
                            new Field(length.find() ? Integer.parseInt(length.group(1)) : Integer.MAX_VALUE, cells[4]));
        }
        return tables;
    }
}
