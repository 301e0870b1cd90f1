package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.testkit.OcpiSchemas;
import tools.jackson.databind.JsonNode;

/**
 * Every JSON example of the three versions and of 2.3.0's editions, read from beside the repository (CC BY-ND: never copied into
 * it): checked against the field tables, read by its version and written back equal. Those that break their own field tables are
 * listed here with the reason.
 */
class EveryExampleTest {

    /** What the derived schema says of it, and what the hub does with it: refuses with that field, or reads it all the same. */
    private record Broken(String problem, String refusal) {

        static Broken refused(String problem, String refusal) {
            return new Broken(problem, refusal);
        }

        /** Readable without harm, and written back as it should have been. */
        static Broken read(String problem) {
            return new Broken(problem, "");
        }
    }

    private static final String NO_POWER = "connectors[0].power_type is missing";

    /** The 17 examples that break their own field tables (facts ch. 8). */
    private static final Map<String, Broken> BROKEN = Map.ofEntries(
            Map.entry(
                    "2.1.1/cdrs/mod_cdrs__01_example_of_a_cdr.json",
                    Broken.read("CDR.tariffs[0].elements[0].price_components[0].price is no number")),
            Map.entry(
                    "2.1.1/locations/mod_locations__04_example_add_an_evse.json",
                    Broken.refused("EVSE." + NO_POWER, "power_type")),
            Map.entry(
                    "2.1.1/tariffs/mod_tariffs__01_example_new_tariff_2_euro_per_hour.json",
                    Broken.refused("Tariff.last_updated is missing", "last_updated")),
            Map.entry(
                    "2.2.1/locations/location_put_example_add_evse.json",
                    Broken.refused("EVSE." + NO_POWER, "power_type")),
            Map.entry(
                    "2.2.1/tariffs/tariff_put_example.json",
                    Broken.refused("Tariff.last_updated is missing", "last_updated")),
            Map.entry(
                    "2.3.0/cdrs/cdr_example.json",
                    Broken.refused("CDR.tariffs[0].tax_included is missing", "tax_included")),
            Map.entry(
                    "2.3.0/locations/location_put_example_add_evse.json",
                    Broken.refused("EVSE." + NO_POWER, "power_type")),
            Map.entry(
                    "2.3.0/tariffs/tariff_put_example.json",
                    Broken.refused("Tariff.last_updated is missing", "last_updated")),
            Map.entry(
                    "2.3.0-payments/payments/payment_financial_advice_confirmation_create.json",
                    Broken.refused("FinancialAdviceConfirmation.total_costs.before_taxes is missing", "before_taxes")),
            Map.entry(
                    "2.3.0-payments/payments/payment_financial_advice_confirmation_example_failure.json",
                    Broken.refused("FinancialAdviceConfirmation.eft_data is missing", "before_taxes")),
            Map.entry(
                    "2.3.0-payments/payments/payment_financial_advice_confirmation_example_success.json",
                    Broken.refused("FinancialAdviceConfirmation.total_costs.before_taxes is missing", "before_taxes")),
            Map.entry(
                    "2.3.0-payments/payments/payment_terminal_create_minimal.json",
                    Broken.refused("Terminal.last_updated is missing", "last_updated")),
            Map.entry(
                    "2.3.0-payments/payments/payment_terminal_location_assignment.json",
                    Broken.refused("Terminal.terminal_id is missing", "terminal_id")),
            Map.entry(
                    "2.3.0-payments/payments/payment_terminal_put_update.json",
                    Broken.refused("Terminal.terminal_id is missing", "terminal_id")),
            Map.entry(
                    "2.3.0-bookings/bookings/booking_example.json",
                    Broken.refused("Booking.party_id is too long", "party_id")),
            Map.entry(
                    "2.3.0-bookings/bookings/booking_location_example.json",
                    Broken.refused("BookingLocation.booking_option.evse_position is no array", "end_before")),
            Map.entry(
                    "2.3.0-bookings/bookings/booking_location_patch_example_terms.json",
                    Broken.read("BookingLocationPatch.booking_terms.supported_access_methods is missing")));

    /** Examples that the index calls no JSON: a comma too many in what a hub alone sends. */
    private static final String INVALID = "INVALID";
    /** Examples without braces around them. */
    private static final String FRAGMENT = "FRAGMENT";

    private static final int ROWS = 176;

    /** A line of the index. */
    private record Row(String file, String type, String state) {

        String folder() {
            return file.substring(0, file.indexOf('/'));
        }

        /** Of the field tables. */
        String schema() {
            return folder().equals("2.2.1-withdrawn") ? "2.2.1" : folder();
        }
    }

    private Path folder = Path.of(".");

    @BeforeEach
    void find() {
        folder = Path.of(System.getProperty("shared.dir", "../shared"), "protocols", "ocpi", "examples");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the examples are not beside this repository");
        OcpiSchemas.assumeThere();
    }

    private List<Row> rows() throws IOException {
        return Files.readAllLines(folder.resolve("INDEX.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[3], cells[4]))
                .toList();
    }

    @Test
    void theIndexNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".json"))
                            .map(f -> folder.relativize(f).toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            rows().stream().map(Row::file).toList());
        }
        assertThat(rows()).hasSize(ROWS);
        assertThat(BROKEN).hasSize(17);
        assertThat(new TreeSet<>(rows().stream().map(Row::file).toList())).containsAll(BROKEN.keySet());
    }

    @TestFactory
    Stream<DynamicTest> isReadAndWrittenBackEqual() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.file, () -> check(row)));
    }

    private void check(Row row) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(row.file));
        if (row.state.startsWith(INVALID)) {
            assertThatThrownBy(() -> Json.read(bytes)).isInstanceOf(NotJson.class);
            return;
        }
        JsonNode body = Examples.value(row.state.startsWith(FRAGMENT) ? "{" + text(bytes) + "}" : text(bytes));
        Examples.Form form = Examples.form(row.schema(), row.type, row.file, body);
        List<String> problems = form.problems(row.schema());
        Broken broken = BROKEN.get(row.file);
        if (broken == null) {
            assertThat(problems).isEmpty();
            assertEqual(form);
            return;
        }
        assertThat(problems).contains(broken.problem);
        if (broken.refusal.isEmpty()) {
            assertEqual(form);
        } else {
            assertThatThrownBy(() -> form.written().get())
                    .isInstanceOf(BadField.class)
                    .hasMessageContaining(broken.refusal);
        }
    }

    private static void assertEqual(Examples.Form form) {
        assertThat(Examples.canonical(form.written().get())).isEqualTo(Examples.canonical(form.expected()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
