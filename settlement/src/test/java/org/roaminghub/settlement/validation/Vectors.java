package org.roaminghub.settlement.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Power;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of cases: a CDR and a context that all share (its own or another file's, named in {@code base}), and per case what is patched (RFC 7396) and what must be found. */
final class Vectors {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int CREDIT_WINDOW_DAYS = 90;

    private Vectors() {}

    /** One case, with what was found. */
    record Case(String id, List<String> expected, List<Finding> found) {

        List<String> codes() {
            return found.stream().map(Finding::rule).distinct().toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> judged(String file) {
        JsonNode vectors = read(file);
        JsonNode base = vectors.has("base") ? read(vectors.get("base").asString()) : vectors;
        return vectors.get("cases").valueStream().map(c -> judge(c, base));
    }

    private static Case judge(JsonNode one, JsonNode vectors) {
        ChargeDetailRecord base = OcpiShape.cdr(vectors.get("base_cdr"));
        ChargeDetailRecord cdr = OcpiShape.cdr(patched(vectors.get("base_cdr"), one.path("patch")));
        JsonNode context = patched(vectors.get("base_context"), one.path("context_patch"));
        List<String> expected =
                one.get("expect").valueStream().map(JsonNode::asString).toList();
        return new Case(one.get("id").asString(), expected, CdrValidation.check(cdr, context(context, base)));
    }

    /** The vectors' words about the world, as the rules take them; what a case doesn't mention is in order. */
    private static CdrContext context(JsonNode json, ChargeDetailRecord base) {
        String received = json.path("already_received").asString("");
        return new CdrContext(
                Instant.parse(json.get("received_at").asString()),
                json.path("sender_serves_cpo").asBoolean(true),
                received.isEmpty()
                        ? CdrContext.SameKey.NOTHING
                        : received.startsWith("same")
                                ? CdrContext.SameKey.SAME_CONTENT
                                : CdrContext.SameKey.OTHER_CONTENT,
                json.get("contract_between_parties").asBoolean(),
                text(json, "agreement_currency"),
                json.has("connector_max_power_kw")
                        ? Power.ofKilowatts(json.get("connector_max_power_kw").decimalValue())
                        : null,
                json.get("token_known").asBoolean(),
                json.path("token_blocked_at_start").asBoolean(false),
                json.path("reference_issued").asBoolean(true),
                json.get("evse_known").asBoolean(),
                json.has("session_billed_by")
                        ? OcpiShape.idOf(json.get("session_billed_by").asString())
                        : null,
                others(json),
                json.has("usual_cost") ? new Money(json.get("usual_cost").decimalValue(), "EUR") : null,
                json.get("submission_window_days").asInt(),
                json.path("credit_window_days").asInt(CREDIT_WINDOW_DAYS),
                json.has("original") ? original(json, base) : null,
                json.path("original_credited").asBoolean(false));
    }

    private static ChargeDetailRecord original(JsonNode json, ChargeDetailRecord base) {
        return json.get("original").isObject() ? OcpiShape.cdr(json.get("original")) : base;
    }

    private static List<CdrContext.OtherCdr> others(JsonNode json) {
        List<CdrContext.OtherCdr> others = new ArrayList<>();
        String country = text(json, "other_cdr_country");
        for (String who : List.of("token", "evse")) {
            if (json.has("other_cdr_same_" + who)) {
                String[] times = json.get("other_cdr_same_" + who).asString().split("/");
                Interval interval = new Interval(Instant.parse(times[0]), Instant.parse(times[1]));
                others.add(new CdrContext.OtherCdr(
                        OcpiShape.idOf("OTHER"), interval, who.equals("evse"), who.equals("token"), country));
            }
        }
        return others;
    }

    /** RFC 7396: members of the patch replace, null removes, objects are merged. */
    static JsonNode patched(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.isMissingNode() ? target : patch;
        }
        ObjectNode result = target.isObject() ? (ObjectNode) target.deepCopy() : JSON.createObjectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), patched(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.has(field) ? json.get(field).asString() : null;
    }

    private static JsonNode read(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
