package org.roaminghub.connector.ocpi.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.databind.JsonNode;

/**
 * What the hub holds of a place, in the newest form: from the owner's own message where it came in OCPI, which says most, else from
 * the neutral record. The status and its time are those of now.
 */
final class HeldPlaces {

    private static final Set<String> LOCATION = Translation.names(Location.class, Location211.class);
    private static final Set<String> EVSE_FIELDS = Translation.names(EVSE.class, Evse211.class);

    private HeldPlaces() {}

    /** Without EVSEs. Throws {@link Unsayable}. */
    static Location location(HeldLocation held, Lowering to) {
        org.roaminghub.vocabulary.Location neutral = held.location();
        if (neutral.restricted()) {
            throw new Unsayable(
                    "publish_allowed_to", "Whom the location may be shown to can't be said in another version.");
        }
        Location said = said(
                held.original(),
                LOCATION,
                to,
                (dialect, body) -> dialect.location(body, Lifting.of(neutral.owner(), neutral.reportedAt())));
        return said == null ? LocationMapping.toWire(neutral, List.of()) : said;
    }

    static EVSE evse(HeldEvse held, Lowering to) {
        EVSE said = said(held.original(), EVSE_FIELDS, to, Dialect::evse);
        EVSE neutral = EvseMapping.toWire(held.evse(), held.status(), held.updatedAt());
        return said == null ? neutral : said.now(neutral.status(), neutral.last_updated());
    }

    /** By its owner's uid, or by the alias that stands for it where that is too long. */
    static Optional<HeldEvse> findEvse(HeldLocation held, String uid) {
        Optional<HeldEvse> own = held.findEvse(uid);
        Alias alias = own.isPresent() ? null : Alias.find(uid).orElse(null);
        return alias == null
                ? own
                : held.evses().stream()
                        .filter(e -> Alias.of(held.location().owner(), e.evse().evseFid())
                                .equals(alias))
                        .findFirst();
    }

    private interface Reading<T> {
        T read(Dialect dialect, JsonNode body);
    }

    /** Null where the original is of another protocol, or was taken by rules that are no longer in force. */
    private static <T> @Nullable T said(Original whole, Set<String> known, Lowering to, Reading<T> reading) {
        Dialect dialect = whole.protocol() == Protocol.OCPI
                ? Dialect.find(whole.version()).orElse(null)
                : null;
        if (dialect == null) {
            return null;
        }
        try {
            JsonNode body = Json.read(whole.bytes());
            T said = reading.read(dialect, body);
            body.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> to.lost(name, "is no field of OCPI"));
            return said;
        } catch (BadField | NotJson unreadable) {
            return null;
        }
    }
}
