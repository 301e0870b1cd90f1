package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.projection.remote.RemoteView;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Remote commands: starts, stops, reservations, charging profiles and the like that eMSPs asked for. */
@RestController
@RequestMapping("/api/v1/remote-commands")
@Tag(name = "Lists")
class RemoteController {

    private final RemoteView remotes;
    private final Items items;

    RemoteController(RemoteView remotes, Items items) {
        this.remotes = remotes;
        this.items = items;
    }

    @GetMapping
    @Audited
    @Operation(summary = "Remote commands", description = "Times are those of the request.")
    PageBody<RemoteItem> list(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = ListController.PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = ListController.FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = ListController.TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "REQUESTED, ACKNOWLEDGED or COMPLETED") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = ListController.EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = "the hub's id of the session") @RequestParam(required = false) @Nullable
                    String session,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, RemoteView.STATUSES, evse, session);
        return items.page(
                remotes.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)), "remote", RemoteItem::of);
    }

    @GetMapping("/{id}")
    @Audited
    @Operation(summary = "One remote command by the hub's id")
    RemoteItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.one(remotes.find(Ask.id("id", id), user.scope()), "remote", RemoteItem::of);
    }
}
