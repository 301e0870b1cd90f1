package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.app.projection.DeliveryQueue;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.projection.Cursor;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.ViewList;
import org.roaminghub.projection.delivery.DeliveryView;
import org.roaminghub.vocabulary.DeliveryId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is on its way to partners, what gave up, and what has arrived. */
@RestController
@RequestMapping("/api/v1/deliveries")
@Tag(name = "Deliveries")
class DeliveryController {

    private static final String TYPE = "delivery";
    private static final List<String> WAITING = List.of("QUEUED", "PARKED");

    private final Deliveries deliveries;
    private final DeliveryQueue queue;
    private final DeliveryView view;
    private final Items items;

    DeliveryController(Deliveries deliveries, DeliveryQueue queue, DeliveryView view, Items items) {
        this.deliveries = deliveries;
        this.queue = queue;
        this.view = view;
        this.items = items;
    }

    @ApiJson
    record ReasonBody(@Nullable String reason) {}

    @GetMapping
    @Operation(
            summary = "Deliveries",
            description =
                    "First what waits (QUEUED, PARKED), then what is over (ACKNOWLEDGED, DISCARDED; of sessions and"
                            + " tokens only what was parked once is kept).")
    PageBody<DeliveryItem> list(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = "sender or receiver, as DE*ABC") @RequestParam(required = false) @Nullable
                    String party,
            @Parameter(description = ListController.FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = ListController.TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "QUEUED, PARKED, ACKNOWLEDGED or DISCARDED")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        Filter filter = Ask.filter(party, from, to, status, DeliveryView.STATUSES, null, null);
        int size = Ask.limit(limit);
        Cursor cursor = Cursor.parse(Ask.after(after));
        boolean inQueue = cursor == null || cursor.transaction() == 0;
        List<DeliveryItem> shown = new ArrayList<>();
        if (inQueue && (filter.status() == null || isWaiting(filter.status()))) {
            UUID last = cursor == null ? null : Filter.idOrNone(cursor.last());
            var waiting = queue.list(filter, user.scope(), last, size + 1);
            if (waiting.size() > size) {
                var page = waiting.subList(0, size);
                return new PageBody<>(
                        shown(page), new Cursor(0, page.getLast().delivery().toString()).text());
            }
            shown.addAll(shown(waiting));
            if (shown.size() == size || isWaiting(filter.status())) {
                return new PageBody<>(shown, isWaiting(filter.status()) ? null : endOfQueue());
            }
        }
        Page<ViewList.Item> over = view.page(filter, user.scope(), inQueue ? null : after, size - shown.size());
        shown.addAll(items.all(over.items(), TYPE, DeliveryItem::of));
        return new PageBody<>(shown, over.next());
    }

    /** What was withheld stands in the events of what is parked. */
    private List<DeliveryItem> shown(List<DeliveryQueue.Waiting> waiting) {
        var parked = waiting.stream()
                .filter(w -> w.status().equals("PARKED"))
                .map(w -> new ViewList.Item(w.delivery(), Long.MAX_VALUE, ""))
                .toList();
        Map<String, DeliveryItem> told = parked.isEmpty()
                ? Map.of()
                : items.all(parked, TYPE, DeliveryItem::of).stream()
                        .collect(Collectors.toMap(DeliveryItem::deliveryId, item -> item));
        return waiting.stream()
                .map(w -> DeliveryItem.of(w, told.get(w.delivery().toString())))
                .toList();
    }

    /** Behind every delivery that waits. */
    private static String endOfQueue() {
        return new Cursor(0, "ffffffff-ffff-ffff-ffff-ffffffffffff").text();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One delivery")
    DeliveryItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        UUID delivery = Ask.id("id", id);
        return queue.find(delivery, user.scope()).stream()
                .findFirst()
                .map(waiting -> shown(List.of(waiting)).getFirst())
                .orElseGet(() -> items.one(view.find(delivery, user.scope()), TYPE, DeliveryItem::of));
    }

    @PostMapping("/{id}/retry")
    @Operation(summary = "Sends a parked delivery on its way again", description = "The reason is recorded.")
    DeliveryItem retry(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        DeliveryId delivery = new DeliveryId(Ask.id("id", id));
        Problem.orThrow(deliveries.retry(delivery, reason(body), user.actor()));
        return one(user, id);
    }

    @PostMapping("/{id}/discard")
    @Operation(summary = "Gives a parked delivery up for good", description = "The reason is recorded.")
    DeliveryItem discard(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        DeliveryId delivery = new DeliveryId(Ask.id("id", id));
        Problem.orThrow(deliveries.discard(delivery, reason(body), user.actor()));
        var stored =
                items.all(List.of(new ViewList.Item(delivery.value(), Long.MAX_VALUE, "")), TYPE, DeliveryItem::of);
        return stored.getFirst();
    }

    private static String reason(@Nullable ReasonBody body) {
        return Ask.required("reason", body == null ? null : body.reason());
    }

    private static boolean isWaiting(@Nullable String status) {
        return status != null && WAITING.contains(status);
    }
}
