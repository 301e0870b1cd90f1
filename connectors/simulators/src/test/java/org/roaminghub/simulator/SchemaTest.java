package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The simulators' messages against the field tables of OCPI 2.2.1, where these are at hand. */
class SchemaTest {

    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");
    private static final Path TABLES =
            Path.of(System.getProperty("shared.dir", "../shared"), "protocols/ocpi/schemas/derived/fields-2.2.1.tsv");

    @Test
    void messagesHaveNoFieldThatOcpiLacksAndAllThatItRequires() throws Exception {
        assumeTrue(Files.isReadable(TABLES), "the OCPI field tables are not here: " + TABLES);
        var tables = read();
        var emsp = CardDeck.of(Party.parse("NL*MOV"), "Movlyn", 1, 0).getFirst();
        var site = new Site(Party.parse("DE*VOL"), "Voltwerk", 1, 2);
        var charge = new Charge(site, site.evse(0), "S1", emsp.token(), "R1", Instant.now());
        charge.charge(Instant.now(), new BigDecimal(300));
        charge.end(Instant.now());

        check(tables, "Token", emsp.token());
        check(tables, "Location", site.location());
        check(tables, "Tariff", site.tariff());
        check(tables, "Session", charge.session());
        check(tables, "CDR", charge.cdr("C1"));
        check(tables, "CdrLocation", (ObjectNode) charge.cdr("C1").path("cdr_location"));
        check(tables, "SignedData", (ObjectNode) charge.cdr("C1").path("signed_data"));
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
    private static Map<String, Map<String, Field>> read() throws IOException {
        var tables = new HashMap<String, Map<String, Field>>();
        for (var line : Files.readAllLines(TABLES)) {
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
