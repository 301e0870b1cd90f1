package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Partial updates in another version than the object they change: the older of the two is lifted, field by field where it is the
 * update, and the whole is from now on of the newer version, which can say all of both. Between equal versions nothing is lifted.
 */
final class Across {

    /** What is changed. Sessions are not here: the hub knows more of them than they say. */
    enum Kind {
        TOKEN,
        TARIFF,
        LOCATION,
        EVSE,
        CONNECTOR
    }

    /** A whole object in one version. */
    record Whole(ObjectNode tree, Dialect dialect) {

        Original original(Original like) {
            return new Original(like.protocol(), dialect.version(), like.mediaType(), Json.writeAsRead(tree));
        }
    }

    /** 2.1.1's names of fields in the words of the later versions (facts §5.2, §5.6). */
    private static final Map<Kind, Map<String, String>> RENAMED = Map.of(
            Kind.TOKEN, Map.of("auth_id", "contract_id"),
            Kind.TARIFF, Map.of(),
            Kind.LOCATION, Map.of("type", "parking_type"),
            Kind.EVSE, Map.of(),
            Kind.CONNECTOR, Map.of("voltage", "max_voltage", "amperage", "max_amperage", "tariff_id", "tariff_ids"));

    private Across() {}

    /** Throws {@link org.roaminghub.connector.ocpi.wire.BadField}, IllegalArgumentException for what is no object. */
    static Whole merged(Kind kind, PartyId owner, Whole before, ObjectNode change, Dialect said) {
        Whole base = atLeast(said, kind, owner, before);
        ObjectNode edit = lifted(kind, change, said, base.dialect());
        return new Whole(Merge.merged(base.tree(), edit), base.dialect());
    }

    /** The object itself, or lifted to that version where that is newer. */
    static Whole atLeast(Dialect wanted, Kind kind, PartyId owner, Whole before) {
        if (before.dialect().release().compareTo(wanted.release()) >= 0) {
            return before;
        }
        JsonNode body = before.tree();
        Dialect from = before.dialect();
        Lifting lifting = Lifting.of(owner, Instant.EPOCH);
        Lowering to = Lowering.plain();
        byte[] lifted = switch (kind) {
            case TOKEN -> wanted.write(from.token(body, lifting), to);
            case TARIFF -> wanted.write(from.tariff(body, lifting), to);
            case LOCATION -> wanted.write(from.location(body, lifting), to);
            case EVSE -> wanted.write(from.evse(body), to);
            case CONNECTOR -> throw new IllegalStateException("a connector is changed within its EVSE");
        };
        return new Whole(object(lifted), wanted);
    }

    /** A whole object or a part of one, in the words of the newer version: names and the shapes that hang on them. */
    static ObjectNode lifted(Kind kind, ObjectNode change, Dialect said, Dialect into) {
        return said.release() == Release.V2_1_1 && into.release() != Release.V2_1_1
                ? lifted(kind, change.deepCopy())
                : change;
    }

    private static ObjectNode lifted(Kind kind, ObjectNode change) {
        RENAMED.getOrDefault(kind, Map.of()).forEach((old, name) -> {
            JsonNode value = change.remove(old);
            if (value != null) {
                change.set(name, value);
            }
        });
        mix(change.get("energy_mix"));
        switch (kind) {
            case LOCATION -> {
                JsonNode type = change.get("parking_type");
                if (type != null && type.isString() && LiftPlace211.parkingType(type.stringValue()) == null) {
                    change.putNull("parking_type");
                }
                JsonNode country = change.get("country");
                if (country != null && country.isString()) {
                    change.put("country", Lift211.alpha3(country.stringValue()));
                }
                if (change.get("opening_times") instanceof ObjectNode hours && !hours.hasNonNull("twentyfourseven")) {
                    hours.put("twentyfourseven", false);
                }
                each(change.get("evses"), Kind.EVSE);
            }
            case EVSE -> each(change.get("connectors"), Kind.CONNECTOR);
            case CONNECTOR -> {
                JsonNode tariff = change.get("tariff_ids");
                if (tariff != null && !tariff.isArray() && !tariff.isNull()) {
                    change.putArray("tariff_ids").add(tariff);
                }
            }
            case TOKEN, TARIFF -> {}
        }
        return change;
    }

    private static void each(@Nullable JsonNode list, Kind kind) {
        if (list != null) {
            list.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    lifted(kind, object);
                }
            });
        }
    }

    private static void mix(@Nullable JsonNode mix) {
        if (mix != null) {
            mix.path("environ_impact").forEach(impact -> {
                if (impact instanceof ObjectNode object && object.has("source")) {
                    object.set("category", object.remove("source"));
                }
            });
        }
    }

    static ObjectNode object(byte[] json) {
        try {
            if (Json.read(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
        throw new IllegalArgumentException("The original is not a JSON object.");
    }
}
