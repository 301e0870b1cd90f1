package org.roaminghub.simulator;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The version of OCPI that a back office speaks. Inside it thinks in 2.2.1; this is where the others begin. */
public enum Tongue {
    V2_1_1("2.1.1"),
    V2_2_1("2.2.1"),
    V2_3_0("2.3.0");

    private static final Set<String> DIMENSIONS_211 =
            Set.of("ENERGY", "MAX_CURRENT", "MIN_CURRENT", "PARKING_TIME", "TIME");

    private static final Set<String> NOT_IN_211 = Set.of("hubclientinfo", "chargingprofiles");

    private final String version;

    Tongue(String version) {
        this.version = version;
    }

    /** Throws IllegalArgumentException for a version that the simulators don't speak. */
    public static Tongue parse(String version) {
        for (var tongue : values()) {
            if (tongue.version.equals(version)) {
                return tongue;
            }
        }
        throw new IllegalArgumentException("the OCPI version is 2.1.1, 2.2.1 or 2.3.0, not '" + version + "'");
    }

    public String version() {
        return version;
    }

    /** 2.1.1 has no routing headers and no interface roles, and writes its token as it is. */
    boolean old() {
        return this == V2_1_1;
    }

    /** 2.1.1 has fewer modules. */
    boolean knows(Desk.Endpoint module) {
        return !old() || !NOT_IN_211.contains(module.name());
    }

    String authorization(String token) {
        return old() ? Wire.rawAuthorization(token) : Wire.authorization(token);
    }

    String tokenOf(String header) {
        return old() ? Wire.rawTokenOf(header) : Wire.tokenOf(header);
    }

    /** An object or a list of them, as this version says it. {@code desk} knows the places that sessions only name. */
    @Nullable
    JsonNode say(@Nullable JsonNode node, Desk desk) {
        if (node == null || this == V2_2_1) {
            return node;
        }
        if (node instanceof ArrayNode list) {
            var said = Wire.array();
            list.values().forEach(item -> said.add(say(item, desk)));
            return said;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var copy = object.deepCopy();
        return old() ? in211(copy, desk) : in230(copy);
    }

    /** What a hub says of a token, as 2.2.1 would; in 2.1.1 only the address tells whose it is. */
    @Nullable
    JsonNode hearToken(@Nullable JsonNode node, String country, String party) {
        if (!old() || !(node instanceof ObjectNode token) || !token.has("auth_id")) {
            return node;
        }
        var heard = Wire.object().put("country_code", country).put("party_id", party);
        heard.setAll(token);
        heard.put("contract_id", Wire.field(token, "auth_id"));
        heard.remove("auth_id");
        return heard;
    }

    private static ObjectNode in230(ObjectNode node) {
        for (var name : List.copyOf(node.propertyNames())) {
            var value = node.get(name);
            if (value instanceof ObjectNode price && price.has("excl_vat")) {
                node.set(name, name.equals("min_price") || name.equals("max_price") ? limit(price) : price(price));
            } else if (value instanceof ObjectNode inner) {
                in230(inner);
            } else if (value instanceof ArrayNode list) {
                list.values().forEach(item -> {
                    if (item instanceof ObjectNode inner) {
                        in230(inner);
                    }
                });
            }
        }
        return node.has("elements") ? node.put("tax_included", "NO") : node;
    }

    private static ObjectNode price(ObjectNode old) {
        var price = Wire.object().put("before_taxes", old.path("excl_vat").decimalValue());
        if (old.has("incl_vat")) {
            price.putArray("taxes")
                    .addObject()
                    .put("name", "VAT")
                    .put(
                            "amount",
                            old.path("incl_vat")
                                    .decimalValue()
                                    .subtract(old.path("excl_vat").decimalValue()));
        }
        return price;
    }

    private static ObjectNode limit(ObjectNode old) {
        var limit = Wire.object().put("before_taxes", old.path("excl_vat").decimalValue());
        if (old.has("incl_vat")) {
            limit.put("after_taxes", old.path("incl_vat").decimalValue());
        }
        return limit;
    }

    private static ObjectNode in211(ObjectNode node, Desk desk) {
        if (node.has("allowed")) {
            node.remove(List.of("token", "authorization_reference"));
        } else if (node.has("cdr_location")) {
            cdr(node);
        } else if (node.has("kwh") || node.has("charging_periods")) {
            session(node, desk);
        } else if (node.has("elements")) {
            tariff(node);
        } else if (node.has("uid") && node.has("whitelist")) {
            token(node);
        } else if (node.has("evses")) {
            location(node);
        } else if (node.has("response_url")) {
            node.remove("authorization_reference");
            if (node.path("token") instanceof ObjectNode token) {
                token(token);
            }
        }
        return node;
    }

    private static void token(ObjectNode token) {
        token.put("auth_id", Wire.field(token, "contract_id"));
        if (!Wire.field(token, "type").equals("RFID")) {
            token.put("type", "OTHER");
        }
        token.remove(List.of(
                "country_code", "party_id", "contract_id", "group_id", "default_profile_type", "energy_contract"));
    }

    private static void session(ObjectNode session, Desk desk) {
        rename(session, "start_date_time", "start_datetime");
        rename(session, "end_date_time", "end_datetime");
        authId(session);
        net(session, "total_cost");
        periods(session);
        var place = desk.place(Wire.field(session, "evse_uid"));
        if (session.has("evse_uid") && place != null) {
            session.set("location", placeOf(place, Wire.field(session, "last_updated")));
        }
        session.remove(List.of(
                "country_code", "party_id", "authorization_reference", "location_id", "evse_uid", "connector_id"));
    }

    private static void cdr(ObjectNode cdr) {
        rename(cdr, "end_date_time", "stop_date_time");
        authId(cdr);
        net(cdr, "total_cost");
        periods(cdr);
        cdr.set("location", placeOf((ObjectNode) cdr.path("cdr_location"), Wire.field(cdr, "last_updated")));
        cdr.path("tariffs").values().forEach(t -> tariff((ObjectNode) t));
        cdr.remove(List.of(
                "country_code",
                "party_id",
                "session_id",
                "authorization_reference",
                "cdr_location",
                "signed_data",
                "total_fixed_cost",
                "total_energy_cost",
                "total_time_cost",
                "total_parking_cost",
                "total_reservation_cost",
                "invoice_reference_id",
                "credit",
                "credit_reference_id",
                "home_charging_compensation"));
    }

    private static void authId(ObjectNode object) {
        if (object.has("cdr_token")) {
            object.put("auth_id", Wire.field(object.path("cdr_token"), "contract_id"));
            object.remove("cdr_token");
        }
    }

    private static void net(ObjectNode object, String field) {
        if (object.path(field) instanceof ObjectNode price) {
            object.put(field, price.path("excl_vat").decimalValue());
        }
    }

    private static void periods(ObjectNode object) {
        object.path("charging_periods").values().forEach(p -> {
            var period = (ObjectNode) p;
            period.remove("tariff_id");
            var kept = Wire.array();
            period.path("dimensions").values().forEach(d -> {
                if (DIMENSIONS_211.contains(Wire.field(d, "type"))) {
                    kept.add(d);
                }
            });
            period.set("dimensions", kept);
        });
    }

    private static void tariff(ObjectNode tariff) {
        tariff.remove(List.of(
                "country_code", "party_id", "type", "min_price", "max_price", "start_date_time", "end_date_time"));
        tariff.path("elements")
                .values()
                .forEach(e -> e.path("price_components").values().forEach(c -> ((ObjectNode) c).remove("vat")));
        tariff.path("energy_mix")
                .path("environ_impact")
                .values()
                .forEach(i -> rename((ObjectNode) i, "category", "source"));
    }

    private static void location(ObjectNode location) {
        rename(location, "parking_type", "type");
        location.path("evses")
                .values()
                .forEach(e -> e.path("connectors").values().forEach(c -> {
                    var connector = (ObjectNode) c;
                    rename(connector, "max_voltage", "voltage");
                    rename(connector, "max_amperage", "amperage");
                    connector.put(
                            "tariff_id", connector.path("tariff_ids").path(0).asString(""));
                    connector.remove(List.of("tariff_ids", "max_electric_power"));
                }));
        location.remove(List.of("country_code", "party_id", "publish", "state"));
    }

    /** A Location with the one EVSE and connector used. */
    private static ObjectNode placeOf(ObjectNode at, String lastUpdated) {
        var location = Wire.object().put("id", Wire.field(at, "id")).put("type", "PARKING_LOT");
        for (var field : List.of("name", "address", "city", "postal_code", "country")) {
            location.put(field, Wire.field(at, field));
        }
        location.set("coordinates", at.path("coordinates"));
        var evse = location.putArray("evses")
                .addObject()
                .put("uid", Wire.field(at, "evse_uid"))
                .put("evse_id", Wire.field(at, "evse_id"))
                .put("status", "CHARGING");
        evse.putArray("connectors")
                .addObject()
                .put("id", Wire.field(at, "connector_id"))
                .put("standard", Wire.field(at, "connector_standard"))
                .put("format", Wire.field(at, "connector_format"))
                .put("power_type", Wire.field(at, "connector_power_type"))
                .put("voltage", Site.MAX_V)
                .put("amperage", Site.MAX_A)
                .put("last_updated", lastUpdated);
        evse.put("last_updated", lastUpdated);
        return location.put("last_updated", lastUpdated);
    }

    private static void rename(ObjectNode object, String from, String to) {
        var value = object.remove(from);
        if (value != null) {
            object.set(to, value);
        }
    }
}
