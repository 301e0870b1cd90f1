package org.roaminghub.app.cli;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.Json;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The terms of an agreement as options; what is not given stays at the hub's default. */
final class TermsOptions {

    @Option(
            names = "--issuer-silent",
            paramLabel = "POLICY",
            description = "refuse (default) or allow_offline_tokens, when the eMSP doesn't answer in time.")
    private @Nullable String issuerSilent;

    @Option(
            names = "--authorize-deadline-ms",
            paramLabel = "MS",
            description = "How long the eMSP has for an authorisation (default 3000).")
    private @Nullable Integer authorizeDeadlineMs;

    @Option(
            names = "--remote-deadline-ms",
            paramLabel = "MS",
            description = "How long the CPO has for a remote command (default 30000).")
    private @Nullable Integer remoteDeadlineMs;

    @Option(
            names = "--cdr-within-days",
            paramLabel = "DAYS",
            description = "How long after a session its CDR is taken (default 31).")
    private @Nullable Integer cdrWithinDays;

    @Option(
            names = "--credit-within-days",
            paramLabel = "DAYS",
            description = "How long after a CDR its credit is taken (default 90).")
    private @Nullable Integer creditWithinDays;

    @Option(
            names = "--approve-within-days",
            paramLabel = "DAYS",
            description = "How long the eMSP has to decline a CDR (default 30).")
    private @Nullable Integer approveWithinDays;

    @Option(names = "--post-on", paramLabel = "WHEN", description = "accepted (default) or approved.")
    private @Nullable String postOn;

    @Option(names = "--rounding", paramLabel = "HOW", description = "half_up (default) or ceiling.")
    private @Nullable String rounding;

    @Option(
            names = "--tolerance-amount",
            paramLabel = "AMOUNT",
            description = "What a CDR's cost may be off, in its currency; the larger of amount and percent counts.")
    private @Nullable BigDecimal toleranceAmount;

    @Option(names = "--tolerance-percent", paramLabel = "PERCENT", description = "The same as a share of its cost.")
    private @Nullable BigDecimal tolerancePercent;

    @Option(names = "--granularity", paramLabel = "G", description = "How the two pay: gross (default) or net.")
    private @Nullable String granularity;

    @Option(names = "--interchange", paramLabel = "I", description = "bilateral (default) or multilateral.")
    private @Nullable String interchange;

    @Option(names = "--settlement-delay", paramLabel = "D", description = "deferred (default) or immediate.")
    private @Nullable String delay;

    @Option(
            names = "--signed-data",
            paramLabel = "S",
            description = "Whether a CDR needs signed meter values: optional (default) or required.")
    private @Nullable String signedData;

    /** Adds them as {@code terms} if there are any. */
    void addTo(ObjectNode agreement) {
        ObjectNode terms = Json.object();
        word(terms, "issuer_silent", issuerSilent);
        number(terms, "authorize_deadline_ms", authorizeDeadlineMs);
        number(terms, "remote_deadline_ms", remoteDeadlineMs);
        number(terms, "cdr_within_days", cdrWithinDays);
        number(terms, "credit_within_days", creditWithinDays);
        number(terms, "approve_within_days", approveWithinDays);
        word(terms, "post_on", postOn);
        word(terms, "rounding", rounding);
        ObjectNode tolerance = Json.object();
        amount(tolerance, "amount", toleranceAmount);
        amount(tolerance, "percent", tolerancePercent);
        part(terms, "tolerance", tolerance);
        ObjectNode settlement = Json.object();
        word(settlement, "granularity", granularity);
        word(settlement, "interchange", interchange);
        word(settlement, "delay", delay);
        part(terms, "settlement_mode", settlement);
        word(terms, "signed_data", signedData);
        part(agreement, "terms", terms);
    }

    private static void part(ObjectNode whole, String name, ObjectNode part) {
        if (!part.isEmpty()) {
            whole.set(name, part);
        }
    }

    private static void word(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value.toUpperCase(Locale.ROOT));
        }
    }

    private static void number(ObjectNode node, String name, @Nullable Integer value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void amount(ObjectNode node, String name, @Nullable BigDecimal value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
