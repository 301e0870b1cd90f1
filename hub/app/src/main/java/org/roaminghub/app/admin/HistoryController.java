package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.app.projection.EventHistory;
import org.roaminghub.projection.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history as recorded. */
@RestController
@RequestMapping("/api/v1/history")
@Tag(name = "History")
class HistoryController {

    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,50}\\.[a-z_]{1,50}");

    private final EventHistory history;
    private final HistorySearch search;
    private final HistoryPayload payloads;

    HistoryController(EventHistory history, HistorySearch search, HistoryPayload payloads) {
        this.history = history;
        this.search = search;
        this.payloads = payloads;
    }

    @GetMapping
    @Audited
    @Operation(
            summary = "Events in recorded order",
            description =
                    "All filters given must fit. Personal fields are opened for operators and regulators; one whose key"
                            + " was destroyed reads {\"erased\":true}, for others {\"withheld\":true}.")
    PageBody<HistoryItem> history(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = "type/key") @RequestParam(required = false) @Nullable String stream,
            @Parameter(description = "the hub's id") @RequestParam(required = false) @Nullable String authorization,
            @Parameter(description = ListController.SESSION) @RequestParam(required = false) @Nullable String session,
            @Parameter(description = "the hub's id of the CDR or the CPO's") @RequestParam(required = false) @Nullable
                    String cdr,
            @Parameter(description = "contract id; finds the person's events") @RequestParam(required = false) @Nullable
                    String contract,
            @Parameter(description = "the hub's id of the token, or its uid; an uid finds the person's events")
                    @RequestParam(required = false)
                    @Nullable
                    String token,
            @Parameter(description = ListController.EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = ListController.PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = "name of the event, as cdr.accepted") @RequestParam(required = false) @Nullable
                    String type,
            @Parameter(description = ListController.FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = ListController.TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        if (type != null && !TYPE.matcher(type).matches()) {
            throw Problem.malformed("type", "is an event's name, as cdr.accepted");
        }
        if (stream != null && Ask.limited("stream", stream).indexOf('/') < 1) {
            throw Problem.malformed("stream", "is type/key");
        }
        var query = new EventHistory.Query(
                search.mentions(user.scope(), authorization, session, cdr, contract, token, evse, party),
                stream,
                type,
                Ask.time("from", from),
                Ask.time("to", to));
        Page<EventHistory.Entry> page = history.page(query, Ask.after(after), Ask.limit(limit));
        boolean opened = user.role().opensHistory();
        return new PageBody<>(
                page.items().stream().map(entry -> payloads.item(entry, opened)).toList(), page.next());
    }
}
