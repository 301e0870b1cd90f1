package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RatingVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Map<String, CostBreakdown.Part> PARTS = Map.of(
            "total_fixed_cost", CostBreakdown.Part.FIXED,
            "total_energy_cost", CostBreakdown.Part.ENERGY,
            "total_time_cost", CostBreakdown.Part.TIME,
            "total_parking_cost", CostBreakdown.Part.PARKING,
            "total_reservation_cost", CostBreakdown.Part.RESERVATION);

    record Case(String id, JsonNode vector) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> issues() {
        return read("tariff-issue.json");
    }

    static Stream<Case> derived() {
        return read("tariff-derived.json");
    }

    private static Stream<Case> read(String file) {
        try (InputStream in = RatingVectorsTest.class.getResourceAsStream("/" + file)) {
            return cases(Objects.requireNonNull(in, file).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Case> cases(byte[] json) {
        return JSON.readTree(json)
                .get("vectors")
                .valueStream()
                .map(v -> new Case(v.get("id").asString(), v));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("issues")
    void costsWhatTheDiscussionOfTheStandardSays(Case vector) {
        check(vector.vector);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("derived")
    void costsWhatWasWorkedOutByHand(Case vector) {
        check(vector.vector);
    }

    /** The standard's own examples are not ours to copy. */
    @Test
    void costsWhatTheWorkedExamplesOfTheStandardSay() throws IOException {
        Path file = Path.of(System.getProperty("shared.dir", ""), "settlement", "vectors", "tariff-spec.json");
        assumeTrue(Files.isRegularFile(file), "the standard's examples are not at hand: " + file);
        List<Case> vectors = cases(Files.readAllBytes(file)).toList();
        assertThat(vectors).hasSizeGreaterThan(30).allSatisfy(v -> check(v.vector));
    }

    private static void check(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        CostBreakdown found = (CostBreakdown) Rating.rate(TariffShape.input(vector));
        costs(expected.get("total_cost"), found.total());
        PARTS.forEach((field, part) -> {
            if (expected.has(field)) {
                costs(expected.get(field), found.part(part).orElseThrow());
            } else if (expected.has("lines")) {
                assertThat(found.part(part)).as(field).isEmpty();
            }
        });
        assertThat(found.limit() == null ? "" : found.limit().name())
                .isEqualToIgnoringCase(expected.path("limit_applied").asString(""));
        assertThat(found.notes())
                .containsExactlyInAnyOrderElementsOf(expected.get("notes")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        expected.path("billed").properties().forEach(b -> {
            Bucket bucket = Bucket.valueOf(b.getKey());
            assertThat(shown(bucket, Objects.requireNonNull(found.billed().get(bucket))))
                    .isEqualByComparingTo(new BigDecimal(b.getValue().asString()));
        });
        if (expected.has("lines")) {
            assertThat(found.lines()).hasSameSizeAs(expected.get("lines").values());
            for (int i = 0; i < found.lines().size(); i++) {
                line(expected.get("lines").get(i), found.lines().get(i));
            }
        }
    }

    private static void line(JsonNode expected, Line found) {
        assertThat(found.period()).isEqualTo(expected.get("period").asInt());
        assertThat(found.bucket().name()).isEqualTo(expected.get("dimension").asString());
        assertThat(found.element()).isEqualTo(expected.get("element").asInt());
        assertThat(found.tariff()).isEqualTo(expected.get("tariff_id").asString());
        equal(expected, "measured", shown(found.bucket(), found.measured()));
        equal(expected, "billed", shown(found.bucket(), found.billed()));
        equal(expected, "price", found.price());
        if (!expected.get("vat").isNull()) {
            assertThat(found.vat()).isEqualByComparingTo(expected.get("vat").decimalValue());
        }
        equal(expected, "before_taxes", found.before());
        equal(expected, "after_taxes", found.after());
    }

    /** kWh and hours with the six decimals of the vectors. */
    private static BigDecimal shown(Bucket bucket, BigDecimal volume) {
        return volume.divide(bucket.perPrice(), 6, RoundingMode.HALF_UP);
    }

    /** What the vectors say twice where only one of the two can be known. */
    private static void costs(JsonNode expected, Cost found) {
        BigDecimal before = Objects.requireNonNullElse(found.before(), found.leading());
        BigDecimal after = Objects.requireNonNullElse(found.after(), before);
        equal(expected, "before_taxes", before);
        equal(expected, "after_taxes", after);
        BigDecimal taxes = found.taxes().stream().map(t -> t.amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(before.add(taxes)).isEqualByComparingTo(after);
    }

    private static void equal(JsonNode expected, String field, @Nullable BigDecimal found) {
        assertThat(found).as(field).isEqualByComparingTo(expected.get(field).asString());
    }
}
