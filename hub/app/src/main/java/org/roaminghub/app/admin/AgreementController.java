package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.SettlementMode;
import org.roaminghub.vocabulary.Tolerance;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agreements: nothing crosses between two parties without one. */
@RestController
@RequestMapping("/api/v1/agreements")
@Tag(name = "Agreements")
class AgreementController {

    private static final int MAX_TARIFFS = 1_000;
    private static final int MAX_DEADLINE_MS = 120_000;
    private static final int MAX_DAYS = 3_650;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Agreements agreements;
    private final Clock clock;

    AgreementController(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    @ApiJson
    record AgreementBody(
            @Nullable String cpo,
            @Nullable String emsp,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable List<@Nullable String> services,
            @Nullable List<@Nullable String> tariffIds,
            @Nullable String currency,
            @Nullable TermsBody terms) {}

    /** Deadlines in milliseconds, spans in days; what is absent has its default. */
    @ApiJson
    record TermsBody(
            @Nullable Integer authorizeDeadlineMs,
            @Nullable Integer remoteDeadlineMs,
            @Nullable String issuerSilent,
            @Nullable Integer approveWithinDays,
            @Nullable Integer cdrWithinDays,
            @Nullable Integer creditWithinDays,
            @Nullable String postOn,
            @Nullable String rounding,
            @Nullable ToleranceBody tolerance,
            @Nullable SettlementBody settlementMode,
            @Nullable String signedData) {}

    /** The larger of an amount in the CDR's currency and a share of its cost. */
    @ApiJson
    record ToleranceBody(
            @Nullable BigDecimal amount, @Nullable BigDecimal percent) {}

    @ApiJson
    record SettlementBody(
            @Nullable String granularity,
            @Nullable String interchange,
            @Nullable String delay) {}

    @ApiJson
    record ReasonBody(@Nullable String reason) {}

    /** {@code status}: PENDING, IN_FORCE, ENDED or TERMINATED, as of now. No {@code valid_from}: nobody named a day. */
    @ApiJson
    record AgreementItem(
            String agreementId,
            String cpo,
            String emsp,
            String status,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            List<String> services,
            List<String> tariffIds,
            String currency,
            TermsItem terms) {}

    @ApiJson
    record TermsItem(
            int authorizeDeadlineMs,
            int remoteDeadlineMs,
            String issuerSilent,
            int approveWithinDays,
            int cdrWithinDays,
            int creditWithinDays,
            String postOn,
            String rounding,
            ToleranceItem tolerance,
            SettlementItem settlementMode,
            String signedData) {}

    @ApiJson
    record ToleranceItem(BigDecimal amount, BigDecimal percent) {}

    @ApiJson
    record SettlementItem(String granularity, String interchange, String delay) {}

    private enum Status {
        PENDING,
        IN_FORCE,
        ENDED,
        TERMINATED
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Signs an agreement",
            description =
                    "This eMSP's drivers may charge at this CPO. Without services: all. Without valid_from: sessions that began earlier"
                            + " are covered too, as far back as no other agreement of the two was. 409 when another agreement of the two is valid then.")
    AgreementItem sign(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @RequestBody AgreementBody body) {
        PartyId cpo = Ask.party("cpo", body.cpo());
        PartyId emsp = Ask.party("emsp", body.emsp());
        Instant from = Ask.time("valid_from", body.validFrom());
        Instant to = Ask.time("valid_to", body.validTo());
        Instant start = from == null ? Agreement.SINCE_EVER : from;
        if (to != null && !to.isAfter(start)) {
            throw Problem.malformed("valid_to", "is after valid_from");
        }
        return item(Problem.orThrow(agreements.sign(
                cpo,
                emsp,
                new Interval(start, to),
                services(body.services()),
                tariffs(body.tariffIds()),
                currency(body.currency()),
                body.terms() == null ? null : terms(body.terms()),
                user.actor())));
    }

    @GetMapping
    @Operation(summary = "Agreements, in order of signing", description = "Ended ones too.")
    PageBody<AgreementItem> list(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = ListController.PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = "PENDING, IN_FORCE, ENDED or TERMINATED") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        PartyId of = Ask.partyOrNull("party", party);
        Status wanted = status == null ? null : Ask.word("status", status, Status.class);
        List<Agreement> all = agreements.list().stream()
                .filter(agreement -> isVisible(agreement, user))
                .filter(agreement -> of == null
                        || agreement.cpo().equals(of)
                        || agreement.emsp().equals(of))
                .filter(agreement -> wanted == null || statusOf(agreement) == wanted)
                .toList();
        return MemoryPage.of(
                all, agreement -> agreement.agreement().value(), Ask.after(after), Ask.limit(limit), this::item);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One agreement")
    AgreementItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return item(known(id, user));
    }

    @PostMapping("/{id}/terminate")
    @Operation(summary = "Ends an agreement now", description = "Running sessions go on and their CDRs are taken.")
    AgreementItem terminate(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        String reason = body == null ? null : Ask.optional("reason", body.reason());
        return item(Problem.orThrow(agreements.terminate(known(id, user).agreement(), reason, user.actor())));
    }

    private Agreement known(String id, AdminUser user) {
        return agreements
                .find(new AgreementId(Ask.id("id", id)))
                .filter(agreement -> isVisible(agreement, user))
                .orElseThrow(() -> Problem.unknown("agreement"));
    }

    private static boolean isVisible(Agreement agreement, AdminUser user) {
        return user.scope().covers(agreement.cpo()) || user.scope().covers(agreement.emsp());
    }

    private static Set<Service> services(@Nullable List<@Nullable String> asked) {
        Set<Service> services = EnumSet.noneOf(Service.class);
        if (asked != null) {
            if (asked.isEmpty()) {
                throw Problem.malformed("services", "has an entry, or is left out for all");
            }
            for (String service : asked) {
                services.add(Ask.word("services", service, Service.class));
            }
        }
        return services;
    }

    private static List<String> tariffs(@Nullable List<@Nullable String> asked) {
        List<@Nullable String> ids = Objects.requireNonNullElse(asked, List.of());
        if (ids.size() > MAX_TARIFFS) {
            throw Problem.malformed("tariff_ids", "has at most " + MAX_TARIFFS + " entries");
        }
        List<String> tariffs = new ArrayList<>();
        ids.forEach(id -> tariffs.add(Ask.required("tariff_ids", id)));
        return tariffs;
    }

    private static @Nullable String currency(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String currency = text.strip().toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(currency).matches()) {
            throw Problem.malformed("currency", "is three letters (ISO 4217)");
        }
        return currency;
    }

    private static AgreementTerms terms(TermsBody body) {
        AgreementTerms usual = AgreementTerms.DEFAULT;
        return new AgreementTerms(
                within(
                        "terms.authorize_deadline_ms",
                        body.authorizeDeadlineMs(),
                        usual.authorizeDeadlineMs(),
                        MAX_DEADLINE_MS),
                within("terms.remote_deadline_ms", body.remoteDeadlineMs(), usual.remoteDeadlineMs(), MAX_DEADLINE_MS),
                word("terms.issuer_silent", body.issuerSilent(), usual.issuerSilent()),
                within("terms.approve_within_days", body.approveWithinDays(), usual.approveWithinDays(), MAX_DAYS),
                within("terms.cdr_within_days", body.cdrWithinDays(), usual.cdrWithinDays(), MAX_DAYS),
                within("terms.credit_within_days", body.creditWithinDays(), usual.creditWithinDays(), MAX_DAYS),
                word("terms.post_on", body.postOn(), usual.postOn()),
                word("terms.rounding", body.rounding(), usual.rounding()),
                body.tolerance() == null ? usual.tolerance() : tolerance(body.tolerance()),
                body.settlementMode() == null ? usual.settlementMode() : settlement(body.settlementMode()),
                word("terms.signed_data", body.signedData(), usual.signedData()));
    }

    private static Tolerance tolerance(ToleranceBody body) {
        Tolerance usual = Tolerance.DEFAULT;
        try {
            return Tolerance.parse(
                    Objects.requireNonNullElse(body.amount(), usual.amount()),
                    Objects.requireNonNullElse(body.percent(), usual.percent()));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("terms.tolerance", "is an amount from 0 and a percent from 0 to 100");
        }
    }

    private static SettlementMode settlement(SettlementBody body) {
        SettlementMode usual = SettlementMode.DEFAULT;
        String name = "terms.settlement_mode.";
        return new SettlementMode(
                word(name + "granularity", body.granularity(), usual.granularity()),
                word(name + "interchange", body.interchange(), usual.interchange()),
                word(name + "delay", body.delay(), usual.delay()));
    }

    private static <E extends Enum<E>> E word(String name, @Nullable String asked, E usual) {
        return asked == null ? usual : Ask.word(name, asked, usual.getDeclaringClass());
    }

    private static int within(String name, @Nullable Integer asked, int usual, int max) {
        if (asked == null) {
            return usual;
        }
        if (asked < 1 || asked > max) {
            throw Problem.malformed(name, "is a number from 1 to " + max);
        }
        return asked;
    }

    private Status statusOf(Agreement agreement) {
        Instant now = clock.now();
        if (agreement.terminated()) {
            return Status.TERMINATED;
        }
        if (now.isBefore(agreement.valid().start())) {
            return Status.PENDING;
        }
        return agreement.valid().contains(now) ? Status.IN_FORCE : Status.ENDED;
    }

    private AgreementItem item(Agreement agreement) {
        AgreementTerms terms = agreement.terms();
        return new AgreementItem(
                agreement.agreement().toString(),
                agreement.cpo().value(),
                agreement.emsp().value(),
                statusOf(agreement).name(),
                agreement.valid().start().equals(Agreement.SINCE_EVER)
                        ? null
                        : agreement.valid().start(),
                agreement.valid().end(),
                agreement.services().stream()
                        .map(service -> service.name().toLowerCase(Locale.ROOT))
                        .toList(),
                agreement.tariffs(),
                agreement.currency(),
                new TermsItem(
                        terms.authorizeDeadlineMs(),
                        terms.remoteDeadlineMs(),
                        terms.issuerSilent().name(),
                        terms.approveWithinDays(),
                        terms.cdrWithinDays(),
                        terms.creditWithinDays(),
                        terms.postOn().name(),
                        terms.rounding().name(),
                        new ToleranceItem(
                                terms.tolerance().amount(), terms.tolerance().percent()),
                        new SettlementItem(
                                terms.settlementMode().granularity().name(),
                                terms.settlementMode().interchange().name(),
                                terms.settlementMode().delay().name()),
                        terms.signedData().name()));
    }
}
