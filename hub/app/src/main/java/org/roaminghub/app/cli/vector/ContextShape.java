package org.roaminghub.app.cli.vector;

import static org.roaminghub.app.cli.vector.Shape.optional;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.settlement.validation.CdrContext;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Power;
import tools.jackson.databind.JsonNode;

/** What the hub is to know around a CDR, in the words of the vectors; what isn't mentioned is in order. */
final class ContextShape {

    private ContextShape() {}

    /** {@code base}: the CDR that {@code original} means when it only gives an id. */
    static CdrContext context(JsonNode json, ChargeDetailRecord base) {
        String received = optional(json, "already_received");
        String billed = optional(json, "session_billed_by");
        return new CdrContext(
                json.has("received_at") ? Shape.time(json, "received_at") : base.reportedAt(),
                json.path("sender_serves_cpo").asBoolean(true),
                received == null
                        ? CdrContext.SameKey.NOTHING
                        : received.startsWith("same")
                                ? CdrContext.SameKey.SAME_CONTENT
                                : CdrContext.SameKey.OTHER_CONTENT,
                json.path("contract_between_parties").asBoolean(true),
                optional(json, "agreement_currency"),
                Shape.number(json, "connector_max_power_kw", Power::ofKilowatts),
                json.path("token_known").asBoolean(true),
                json.path("token_blocked_at_start").asBoolean(false),
                json.path("reference_issued").asBoolean(true),
                json.path("evse_known").asBoolean(true),
                billed == null ? null : CdrShape.idOf(billed),
                others(json),
                Shape.number(json, "usual_cost", amount -> new Money(amount, base.currency())),
                Shape.whole(json, "submission_window_days", AgreementTerms.DEFAULT.cdrWithinDays()),
                Shape.whole(json, "credit_window_days", AgreementTerms.DEFAULT.creditWithinDays()),
                original(json, base),
                json.path("original_credited").asBoolean(false));
    }

    private static @Nullable ChargeDetailRecord original(JsonNode json, ChargeDetailRecord base) {
        JsonNode original = json.path("original");
        return original.isMissingNode() ? null : original.isObject() ? CdrShape.cdr(original) : base;
    }

    private static List<CdrContext.OtherCdr> others(JsonNode json) {
        List<CdrContext.OtherCdr> others = new ArrayList<>();
        for (String who : List.of("token", "evse")) {
            String field = "other_cdr_same_" + who;
            String times = optional(json, field);
            if (times == null) {
                continue;
            }
            int slash = times.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException(
                        field + " is no interval as 2026-01-14T10:00:00Z/2026-01-14T11:00:00Z");
            }
            Interval interval =
                    new Interval(Instant.parse(times.substring(0, slash)), Instant.parse(times.substring(slash + 1)));
            others.add(new CdrContext.OtherCdr(
                    CdrShape.idOf("OTHER"),
                    interval,
                    who.equals("evse"),
                    who.equals("token"),
                    optional(json, "other_cdr_country")));
        }
        return others;
    }
}
