package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.connector.ocpi.OcpiConnector;
import org.roaminghub.hub.station.NewStation;
import org.roaminghub.hub.station.ReservationBills;
import org.roaminghub.hub.station.StationKeeping;
import org.roaminghub.hub.station.StationRegister;
import org.roaminghub.hub.station.StationRegister.Shown;
import org.roaminghub.projection.Cursor;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The hub's own charging stations. */
@RestController
@RequestMapping("/api/v1/stations")
@Tag(name = "Stations")
class StationController {

    private static final String OCPI_VERSION = "2.2.1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StationRegister stations;
    private final StationKeeping keeping;
    private final ReservationBills reservations;

    StationController(StationRegister stations, StationKeeping keeping, ReservationBills reservations) {
        this.keeping = keeping;
        this.reservations = reservations;
        this.stations = stations;
    }

    @ApiJson
    record StationBody(
            @Nullable String stationId,
            @Nullable String party,
            @Nullable JsonNode location,
            @Nullable Integer securityProfile,
            @Nullable String password,
            @Nullable Boolean approved,
            @Nullable String ocpp) {
        @Override
        public String toString() {
            return "StationBody[" + stationId + "]";
        }
    }

    /** {@code newHardware}: its serial number may be another one. */
    @ApiJson
    record SecurityBody(
            @Nullable Integer securityProfile,
            @Nullable String password,
            @Nullable Boolean newHardware) {
        @Override
        public String toString() {
            return "SecurityBody[…]";
        }
    }

    @ApiJson
    record CommandBody(
            @Nullable String action,
            @Nullable JsonNode payload,
            @Nullable StartLimitBody transactionLimit) {}

    /**
     * {@code status}: PENDING until it is approved, REGISTERED until it booted, then ACCEPTED. {@code ocpp}: 1.5S or 1.6S where it
     * speaks by SOAP; {@code callbackUrl}: where the hub calls it then.
     */
    @ApiJson
    record StationItem(
            String stationId,
            String hubId,
            String party,
            String locationId,
            String status,
            boolean connected,
            int securityProfile,
            @Nullable String ocpp,
            @Nullable String callbackUrl,
            @Nullable String ocppVersion,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String serial,
            @Nullable String firmware,
            @Nullable Instant bootedAt,
            @Nullable Instant connectedAt,
            List<EvseItem> evses,
            @Nullable List<TransactionItem> transactions,
            @Nullable List<JobItem> jobs,
            @Nullable List<ReservationItem> reservations) {}

    @ApiJson
    record EvseItem(
            int number, @Nullable String uid, @Nullable String evseId, boolean confirmed, String status) {}

    /** {@code held}: why it has no CDR. {@code stationCost}: what the station reckoned; COST_DIFFERS where the hub didn't. */
    @ApiJson
    record TransactionItem(
            String hubId,
            String transactionId,
            @Nullable Integer evse,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String completeness,
            @Nullable String cdrId,
            @Nullable String held,
            List<String> flags,
            @Nullable StationCost stationCost) {}

    /** Without and with taxes, as far as the station said. */
    @ApiJson
    record StationCost(
            String currency,
            @Nullable BigDecimal exclTax,
            @Nullable BigDecimal inclTax) {
        static @Nullable StationCost of(@Nullable Price price) {
            return price == null
                    ? null
                    : new StationCost(
                            price.leading().currency(), amount(price.beforeTaxes()), amount(price.afterTaxes()));
        }

        private static @Nullable BigDecimal amount(@Nullable Money money) {
            return money == null ? null : money.amount();
        }
    }

    /**
     * What takes long: firmware, logs, reports. {@code status} is the station's own last word, ASKED until it said one; of what comes
     * in parts RECEIVING or COMPLETE.
     */
    @ApiJson
    record JobItem(
            String kind,
            String requestId,
            String status,
            @Nullable String file,
            @Nullable Integer parts,
            @Nullable Instant requestedAt,
            Instant updatedAt) {}

    /** {@code payload} is the station's answer as it came. */
    @ApiJson
    record CommandAnswer(String action, @Nullable String status, JsonNode payload) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enters a charging station of the hub's own sites",
            description =
                    "The location is an OCPI 2.2.1 Location with the EVSEs of this station, in the order of its connectors; what"
                            + " the location has already stays. Security profiles 1 and 2 need a password of 16 to 40 characters"
                            + " (40 hex digits: the bytes they stand for), 3 a certificate whose CN is the serial number that it boots with."
                            + " One with approved false gets Pending until it is approved. With ocpp 1.5S or 1.6S it speaks by SOAP at"
                            + " /ocpp/soap/1.5 or /ocpp/soap/1.6 and has profile 0 or 1; without, by WebSocket.")
    StationItem register(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @RequestBody StationBody body) {
        JsonNode location = body.location();
        if (location == null || !location.isObject()) {
            throw Problem.malformed("location", "is an OCPI 2.2.1 Location");
        }
        int profile = profile(body.securityProfile(), 1);
        byte[] text = JSON.writeValueAsBytes(location);
        HeldLocation held;
        try {
            held = OcpiConnector.location(Ask.party("party", body.party()), text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("location", String.valueOf(e.getMessage()));
        }
        return item(
                Problem.orThrow(stations.register(
                        new NewStation(
                                Ask.required("station_id", body.stationId()),
                                Ask.party("party", body.party()),
                                held,
                                new Original(Protocol.OCPI, OCPI_VERSION, "application/json", text),
                                profile,
                                body.password(),
                                !Boolean.FALSE.equals(body.approved()),
                                body.ocpp()),
                        user.actor())),
                false);
    }

    @GetMapping
    @Operation(summary = "Stations, in order of creation")
    PageBody<StationItem> list(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        int most = Ask.limit(limit);
        Cursor cursor = Cursor.parse(Ask.after(after));
        List<Shown> found = stations.list(cursor == null ? 0 : cursor.transaction(), most + 1);
        List<Shown> page = found.size() > most ? found.subList(0, most) : found;
        return new PageBody<>(
                page.stream()
                        .filter(shown -> user.scope().covers(shown.station().party()))
                        .map(shown -> item(shown, false))
                        .toList(),
                found.size() > most
                        ? new Cursor(
                                        page.getLast().station().number(),
                                        page.getLast().station().station().toString())
                                .text()
                        : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One station, with its newest transactions, jobs and reservations")
    StationItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return item(known(id, user), true);
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "Accepts a station's boots from now on")
    StationItem approve(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        known(id, user);
        return item(Problem.orThrow(stations.approve(id, user.actor())), false);
    }

    @PostMapping("/{id}/security")
    @Operation(
            summary = "Gives a station another security profile or password",
            description =
                    "Its socket is closed, and it comes back as it was told. A new password counts at once and alone: to change"
                            + " it at the station, too, send it AuthorizationKey or BasicAuthPassword instead. With new_hardware the"
                            + " serial number of its next boot is taken; without, a certificate must bear the one it had.")
    StationItem secure(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody SecurityBody body) {
        Shown known = known(id, user);
        return item(
                Problem.orThrow(stations.secure(
                        id,
                        profile(body.securityProfile(), known.station().securityProfile()),
                        body.password(),
                        Boolean.TRUE.equals(body.newHardware()),
                        user.actor())),
                false);
    }

    private static int profile(@Nullable Integer wanted, int otherwise) {
        int profile = wanted == null ? otherwise : wanted;
        if (profile < 0 || profile > 3) {
            throw Problem.malformed("security_profile", "is a number from 0 to 3");
        }
        return profile;
    }

    @PostMapping("/{id}/commands")
    @Operation(
            summary = "Sends any call that a central system may send",
            description =
                    "In the words of the station's OCPP version; the answer is the station's. 503: not connected. 504: no"
                            + " answer in time. 502: it answered with an error, or with what is no answer. A"
                            + " RequestStartTransaction of 2.1 may come with a transaction_limit, which the station is told when"
                            + " the transaction begins, as far as the token's issuer doesn't allow less; 422 with others.")
    CommandAnswer command(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody CommandBody body) {
        known(id, user);
        String action = Ask.required("action", body.action());
        JsonNode payload = body.payload() == null ? JSON.createObjectNode() : body.payload();
        if (!(payload instanceof ObjectNode)) {
            throw Problem.malformed("payload", "is a JSON object");
        }
        byte[] said = JSON.writeValueAsBytes(payload);
        return answer(
                action,
                Problem.orThrow(
                        body.transactionLimit() == null
                                ? stations.command(id, action, said, user.actor())
                                : stations.start(
                                        id,
                                        action,
                                        said,
                                        body.transactionLimit().limits(),
                                        user.actor())));
    }

    static CommandAnswer answer(String action, Reply reply) {
        return switch (reply) {
            case Reply.Answered(String status, Original answer) ->
                new CommandAnswer(action, status.isEmpty() ? null : status, tree(answer));
            case Reply.Failed(String code, String why) ->
                throw new Problem(Refusal.FAILED, "The station answered with an error: " + code + " " + why);
            case Reply.Silent() -> throw new Problem(Refusal.TIMED_OUT, "The station did not answer in time.");
            case Reply.Unreachable() -> throw new Problem(Refusal.STATION_UNREACHABLE, "The station is not connected.");
            case Reply.NotSayable(String why) -> throw Problem.malformed("action", why);
        };
    }

    private static JsonNode tree(Original answer) {
        try {
            return JSON.readTree(new String(answer.bytes(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private Shown known(String id, AdminUser user) {
        return stations.show(id)
                .filter(shown -> user.scope().covers(shown.station().party()))
                .orElseThrow(() -> Problem.unknown("station"));
    }

    private StationItem item(Shown shown, boolean whole) {
        var row = shown.station();
        return new StationItem(
                row.identity(),
                row.station().toString(),
                row.party().value(),
                row.locationFid(),
                !row.approved() ? "PENDING" : row.bootedAt() == null ? "REGISTERED" : "ACCEPTED",
                shown.connected(),
                row.securityProfile(),
                row.soapVersion(),
                row.callback(),
                row.ocppVersion(),
                row.vendor(),
                row.model(),
                row.serial(),
                row.firmware(),
                row.bootedAt(),
                row.connectedAt(),
                shown.evses().stream()
                        .map(e -> new EvseItem(
                                e.evse().number(),
                                e.evse().evseFid(),
                                e.evse().evseId() == null
                                        ? null
                                        : e.evse().evseId().value(),
                                e.evse().isConfirmed(),
                                e.status().name()))
                        .toList(),
                whole
                        ? shown.transactions().stream()
                                .map(t -> new TransactionItem(
                                        t.transaction().toString(),
                                        t.ocppId(),
                                        t.evse(),
                                        t.startedAt(),
                                        t.endedAt(),
                                        t.completeness(),
                                        t.cdr(),
                                        t.held(),
                                        t.flags(),
                                        StationCost.of(t.stationCost())))
                                .toList()
                        : null,
                whole
                        ? keeping.jobs(row.station()).stream()
                                .map(job -> new JobItem(
                                        job.kind(),
                                        job.requestId(),
                                        job.status(),
                                        job.file(),
                                        job.parts() == 0 ? null : job.parts(),
                                        job.requestedAt(),
                                        job.updatedAt()))
                                .toList()
                        : null,
                whole
                        ? reservations.newest(row.station()).stream()
                                .map(ReservationItem::of)
                                .toList()
                        : null);
    }
}
