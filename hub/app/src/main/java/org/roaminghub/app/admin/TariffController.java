package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.temporal.ChronoUnit;
import org.roaminghub.connector.ocpi.OcpiConnector;
import org.roaminghub.hub.station.OwnTariffs;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prices of the hub's own stations. Partners' tariffs are theirs to change. */
@RestController
@RequestMapping("/api/v1/tariffs")
@Tag(name = "Tariffs", description = "Of the hub's own stations")
class TariffController {

    private static final String OCPI_VERSION = "2.2.1";
    private static final String PUBLISHED = "PUBLISHED";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final OwnTariffs tariffs;
    private final Clock clock;

    TariffController(OwnTariffs tariffs, Clock clock) {
        this.tariffs = tariffs;
        this.clock = clock;
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enters a tariff of the hub's own stations",
            description =
                    "An OCPI 2.2.1 Tariff; country_code, party_id and last_updated are the hub's to say. Connectors name it in"
                            + " tariff_ids of their location. Partners are told of it, and CDRs that waited for it are sent.")
    TariffItem enter(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @RequestBody byte[] body) {
        Entered entered = entered(read(body));
        if (tariffs.find(entered.tariff.fid()).isPresent()) {
            throw new Problem(Refusal.CONFLICT, "There is a tariff of that id.");
        }
        return publish(entered, user);
    }

    @PutMapping(path = "/{id}", consumes = "application/json")
    @Operation(
            summary = "Enters or replaces a tariff of the hub's own stations",
            description = "Whole. Sessions that run keep the tariff that they started with.")
    TariffItem replace(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody byte[] body) {
        ObjectNode object = read(body);
        if (!object.has("id")) {
            object.put("id", id);
        }
        Entered entered = entered(object);
        if (!entered.tariff.fid().equalsIgnoreCase(id)) {
            throw Problem.malformed("id", "is not that of the path");
        }
        return publish(entered, user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraws a tariff of the hub's own stations, by its own id")
    void withdraw(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        Problem.orThrow(tariffs.withdraw(id, user.actor()));
    }

    private record Entered(Tariff tariff, Original original) {}

    /** With its numbers as they are written: prices are decimal. */
    private static ObjectNode read(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException none) {
            throw Problem.malformed("body", "is no JSON");
        }
        throw Problem.malformed("body", "is an OCPI 2.2.1 Tariff");
    }

    private Entered entered(ObjectNode object) {
        PartyId owner = tariffs.owner();
        if (!object.has("country_code")) {
            object.put("country_code", owner.country());
        }
        if (!object.has("party_id")) {
            object.put("party_id", owner.party());
        }
        object.put("last_updated", clock.now().truncatedTo(ChronoUnit.MILLIS).toString());
        byte[] text = JSON.writeValueAsBytes(object);
        try {
            return new Entered(
                    OcpiConnector.tariff(owner, text),
                    new Original(Protocol.OCPI, OCPI_VERSION, "application/json", text));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("tariff", String.valueOf(e.getMessage()));
        }
    }

    private TariffItem publish(Entered entered, AdminUser user) {
        Tariff stored = Problem.orThrow(tariffs.publish(entered.tariff, entered.original, user.actor()));
        TariffId id = stored.tariff();
        return TariffItem.of(id == null ? "" : id.toString(), stored, PUBLISHED);
    }
}
