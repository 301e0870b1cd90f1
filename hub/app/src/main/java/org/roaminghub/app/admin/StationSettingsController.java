package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.StationKeeping;
import org.roaminghub.hub.station.StationSettings;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What stations are set to: configuration of OCPP 1.6, device model of 2.x. */
@RestController
@RequestMapping("/api/v1/stations/{id}/configuration")
@Tag(name = "Stations")
class StationSettingsController {

    private final OwnStations stations;
    private final StationSettings settings;

    StationSettingsController(OwnStations stations, StationKeeping keeping) {
        this.stations = stations;
        this.settings = keeping.settings();
    }

    /** {@code value} is absent where it can't be read; keys and passwords are never kept. */
    @ApiJson
    record SettingItem(
            String name,
            @Nullable String value,
            @Nullable Boolean readonly,
            @Nullable String dataType,
            @Nullable String unit,
            @Nullable String maxLimit,
            @Nullable Instant updatedAt) {}

    @ApiJson
    record SettingsBody(List<SettingItem> items, @Nullable String requestId) {}

    @ApiJson
    record NamesBody(@Nullable List<String> names) {}

    @ApiJson
    record ValuesBody(@Nullable Map<String, String> values) {}

    /** {@code results}: the station's word for each name, as Accepted or RebootRequired. */
    @ApiJson
    record ChangedBody(Map<String, String> results) {}

    @GetMapping
    @Operation(summary = "What a station said last of its configuration or device model")
    SettingsBody known(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        stations.known(id, user);
        return new SettingsBody(
                settings.known(id).stream()
                        .map(row -> item(row.setting(), row.updatedAt()))
                        .toList(),
                null);
    }

    @PostMapping("/read")
    @Operation(
            summary = "Reads settings from a station",
            description =
                    "Without names all: OCPP 1.6 answers at once; a device model comes as a report under request_id, whose"
                            + " progress is with the station's jobs and whose values are here then.")
    SettingsBody read(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody NamesBody body) {
        stations.known(id, user);
        StationSettings.Asked asked =
                Problem.orThrow(settings.read(id, body.names() == null ? List.of() : body.names(), user.actor()));
        return new SettingsBody(
                asked.settings().stream().map(s -> item(s, null)).toList(), asked.requestId());
    }

    @PutMapping
    @Operation(
            summary = "Changes settings of a station",
            description = "The answer has the station's own word for each name. Passwords are not changed this way.")
    ChangedBody change(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody ValuesBody body) {
        stations.known(id, user);
        return new ChangedBody(
                Problem.orThrow(settings.change(id, body.values() == null ? Map.of() : body.values(), user.actor())));
    }

    private static SettingItem item(Setting s, @Nullable Instant at) {
        return new SettingItem(s.name(), s.value(), s.readOnly(), s.dataType(), s.unit(), s.maxLimit(), at);
    }
}
