package org.roaminghub.settlement.validation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaminghub.vocabulary.Finding;

class CdrValidationTest {

    /** What follows from a case's fault besides the finding that the case is about. */
    private static final Map<String, List<String>> ALSO = Map.of("end-before-start", List.of("PERIOD_OUTSIDE_SESSION"));

    /** Rules of the reference that need more than a CDR and its context. */
    private static final Map<String, String> NOT_JUDGED_HERE = Map.of(
            "TARIFF_DIFFERS", "needs the tariff history",
            "COST_MISMATCH", "needs the rating",
            "SUBTOTAL_MISMATCH", "needs the rating",
            "SIGNED_DATA_", "needs the signed-meter-data checks and their keys");

    static Stream<Vectors.Case> vectors() {
        return Vectors.judged("cdr-validation.json");
    }

    static Stream<Vectors.Case> limits() {
        return Vectors.judged("cdr-validation-limits.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void findsWhatTheVectorNames(Vectors.Case vector) {
        List<String> expected = new ArrayList<>(vector.expected());
        expected.addAll(ALSO.getOrDefault(vector.id(), List.of()));
        assertThat(vector.codes()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void findsOnOneSideOfALimitAndNotOnTheOther(Vectors.Case vector) {
        assertThat(vector.codes()).containsExactlyInAnyOrderElementsOf(vector.expected());
    }

    @Test
    void everyRuleIsSeenToFind() {
        Set<String> seen = Stream.concat(vectors(), limits())
                .flatMap(c -> c.codes().stream())
                .collect(toSet());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(codes());
    }

    @Test
    void holdsAnOverlapAbroadAndOnlyWarnsOfOneAtHome() {
        assertThat(found("overlap-same-token").severity()).isEqualTo(Finding.Severity.W);
        assertThat(found("overlap-in-two-countries").severity()).isEqualTo(Finding.Severity.H);
    }

    @Test
    void everyFindingSaysItsLimitAndNothingPersonal() {
        assertThat(Stream.concat(vectors(), limits()).flatMap(c -> c.found().stream()))
                .allMatch(f -> !f.limit().isBlank())
                .allMatch(f -> Stream.concat(f.values().stream(), Stream.of(f.limit()))
                        .noneMatch(v -> v.contains("TOK-1") || v.contains("C12345678") || v.contains("REF-1")));
    }

    @Test
    void findingsSayWhatWasComparedWithWhat() {
        assertThat(found("energy-over-power"))
                .isEqualTo(new Finding(
                        "ENERGY_EXCEEDS_POWER",
                        Finding.Severity.H,
                        List.of("60000"),
                        "11000 W * 7200 s * 1.1 + 500 Wh"));
        assertThat(found("credit-partial"))
                .isEqualTo(new Finding("CREDIT_AMOUNT_MISMATCH", Finding.Severity.E, List.of("-2 EUR"), "-(7 EUR)"));
    }

    @Test
    void knowsEveryRuleOfTheReference() throws IOException {
        Path facts = Path.of(System.getProperty("shared.dir", ""), "settlement", "facts.md");
        assumeTrue(Files.exists(facts), "the reference isn't there: " + facts);
        Map<String, String> reference = severitiesOf(Files.readString(facts));
        assertThat(reference).hasSizeGreaterThan(30);
        reference.forEach((code, severity) -> {
            if (!NOT_JUDGED_HERE.containsKey(code)) {
                assertThat(Rule.valueOf(code).severity).as(code).hasToString(severity);
            }
        });
    }

    /** The first two columns of the table under «2.2 Rules»: code and severity. */
    private static Map<String, String> severitiesOf(String facts) {
        String section = facts.substring(facts.indexOf("### 2.2 Rules"), facts.indexOf("## 3. Settlement"));
        Map<String, String> severities = new TreeMap<>();
        section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| code"))
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    Pattern.compile("[A-Z_]{5,}")
                            .matcher(cells[1])
                            .results()
                            .forEach(m -> severities.put(m.group(), cells[2].strip()));
                });
        return severities;
    }

    private static Finding found(String id) {
        return Stream.concat(vectors(), limits())
                .filter(c -> c.id().equals(id))
                .flatMap(c -> c.found().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> codes() {
        return Arrays.stream(Rule.values()).map(Enum::name).collect(toSet());
    }
}
