package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.projection.location.LocationView;
import org.roaminghub.projection.tariff.TariffView;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people look at: where charging is possible, and for what price. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Lists")
class PlaceController {

    private static final String OWNER = "CPO, as DE*ABC";

    private final LocationView locations;
    private final TariffView tariffs;
    private final LocationItems items;

    PlaceController(LocationView locations, TariffView tariffs, LocationItems items) {
        this.locations = locations;
        this.tariffs = tariffs;
        this.items = items;
    }

    @GetMapping("/locations")
    @Audited
    @Operation(
            summary = "Locations",
            description =
                    "With their EVSEs. Times are the CPO's last_updated of the location itself. One with an audience was"
                            + " passed on to that party alone.")
    PageBody<LocationItem> locations(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = OWNER) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = ListController.FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = ListController.TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "PUBLISHED or UNPUBLISHED") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = ListController.EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, LocationView.STATUSES, evse, null);
        return items.locations(locations.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)));
    }

    @GetMapping("/locations/{id}")
    @Audited
    @Operation(summary = "One location by the hub's id or the CPO's")
    LocationItem location(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.location(locations.find(Ask.required("id", id), user.scope()));
    }

    @GetMapping("/tariffs")
    @Audited
    @Operation(summary = "Tariffs", description = "Times are the CPO's last_updated.")
    PageBody<TariffItem> tariffs(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = OWNER) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = ListController.FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = ListController.TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "PUBLISHED or WITHDRAWN") @RequestParam(required = false) @Nullable String status,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, TariffView.STATUSES, null, null);
        return items.tariffs(tariffs.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)));
    }

    @GetMapping("/tariffs/{id}")
    @Audited
    @Operation(summary = "One tariff by the hub's id or the CPO's")
    TariffItem tariff(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.tariff(tariffs.find(Ask.required("id", id), user.scope()));
    }
}
